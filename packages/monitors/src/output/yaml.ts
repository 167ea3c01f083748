import { Document, isScalar, visit } from 'yaml';

/** Writes a file's YAML: comment on top, long expressions as blocks, never folded (folding would change PromQL's lines). */
export function yamlOf(value: unknown, comment: string): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  document.commentBefore = comment
    .split('\n')
    .map((line) => ` ${line}`)
    .join('\n');
  visit(document, (_key, node) => {
    if (isScalar(node) && typeof node.value === 'string' && node.value.includes('\n'))
      node.type = 'BLOCK_LITERAL';
  });
  return document.toString({ lineWidth: 0 });
}
