import { hashOf } from './hash.ts';
import { childOf, isKept, type Leaf, ROOT } from './leaf.ts';

const MAX_FIELDS = 32;

/** Reads the leaves of a form-encoded text (`error=invalid_grant&error_description=…`), as OAuth servers of old answer. */
export function readFormLeaves(text: string): Leaf[] {
  const leaves: Leaf[] = [];
  for (const pair of text.slice(0, 4096).split('&', MAX_FIELDS)) {
    const equals = pair.indexOf('=');
    if (equals === -1) continue;
    const node = childOf(ROOT, hashOf(pair.slice(0, equals)));
    if (isKept(node)) leaves.push({ node, value: decode(pair.slice(equals + 1, equals + 1025)) });
  }
  return leaves;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}
