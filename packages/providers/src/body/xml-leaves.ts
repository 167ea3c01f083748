import { hashOf } from './hash.ts';
import { childOf, isKept, type Leaf, type PathNode, ROOT } from './leaf.ts';

const MAX_TAGS = 400;
const MAX_DEPTH = 8;
const MAX_LEAVES = 64;
const MAX_VALUE = 1024;

const CDATA = '<![CDATA[';
const ENTITIES: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};

/**
 * Reads the leaves that rules look at from an XML text: the text of each element without children. Attributes, namespaces
 * and entities beyond the five of XML itself are ignored. Total and linear, like its JSON brother.
 */
export function readXmlLeaves(text: string): Leaf[] {
  const leaves: Leaf[] = [];
  const path: PathNode[] = [];
  let at = text.indexOf('<');
  for (let tags = 0; at !== -1 && tags < MAX_TAGS && leaves.length < MAX_LEAVES; tags++) {
    const close = text.indexOf('>', at);
    if (close === -1) break;
    const cdata = text.startsWith(CDATA, close + 1) ? text.indexOf(']]>', close) : -1;
    const next = text.indexOf('<', cdata === -1 ? close : cdata);
    const first = text.charAt(at + 1);
    if (first === '/') path.pop();
    else if (first !== '?' && first !== '!' && text.charAt(close - 1) !== '/') {
      const name = nameOf(text.slice(at + 1, Math.min(close, at + 120)));
      const node = childOf(path.at(-1) ?? ROOT, hashOf(name));
      if (path.length < MAX_DEPTH) path.push(node);
      const isLeaf = next === -1 || text.charAt(next + 1) === '/';
      if (isLeaf && isKept(node)) {
        const from = cdata === -1 ? close + 1 : close + 1 + CDATA.length;
        const end = cdata === -1 ? (next === -1 ? text.length : next) : cdata;
        const value = text.slice(from, Math.min(end, from + MAX_VALUE)).trim();
        if (value !== '') leaves.push({ node, value: value.includes('&') ? decode(value) : value });
      }
    }
    at = next;
  }
  return leaves;
}

/** `ns2:Code xmlns="…"` is `Code`. */
function nameOf(tag: string): string {
  const space = tag.search(/[\s/]/);
  const full = space === -1 ? tag : tag.slice(0, space);
  return full.slice(full.indexOf(':') + 1);
}

function decode(value: string): string {
  return value.replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}
