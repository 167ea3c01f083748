import { nodeModule } from '../node-module.ts';

/** A larger body has no shape: reading it would cost more than it tells. */
export const MAX_SHAPE_BYTES = 16_384;
/** Names and types that are read of one body. */
const MAX_PATHS = 1_000;
const MAX_DEPTH = 20;
/** Elements of one list that are read: lists are uniform, or they are large. */
const MAX_ELEMENTS = 20;

/**
 * Identity of a payload's structure: the names in its query string and the key paths and types of its JSON body,
 * hashed. No value enters it. `undefined` when there is neither a query string nor a readable body.
 *
 * A body that is no JSON counts by its absence: form fields are read as names, anything else has no structure to tell.
 */
export function shapeOf(url: string, body: string | Uint8Array | undefined): string | undefined {
  const lines = new Set<string>();
  const query = url.indexOf('?');
  if (query >= 0) readNames(url.slice(query + 1), '?', lines);
  if (body !== undefined && body.length > 0 && body.length <= MAX_SHAPE_BYTES) readBody(body, lines);
  if (lines.size === 0) return undefined;
  // Loaded for the first shape: a start-up need not wait for it.
  return nodeModule('node:crypto')
    .createHash('sha256')
    .update([...lines].sort().join('\n'))
    .digest('base64url')
    .slice(0, 16);
}

function readBody(body: string | Uint8Array, lines: Set<string>): void {
  const text =
    typeof body === 'string' ? body : Buffer.from(body.buffer, body.byteOffset, body.length).toString('utf8');
  try {
    readValue(JSON.parse(text), '$', 0, lines);
  } catch {
    if (/^[\w.[\]%+-]+=[^\n]*$/.test(text)) readNames(text, '=', lines);
  }
}

function readNames(pairs: string, mark: string, lines: Set<string>): void {
  const hash = pairs.indexOf('#');
  for (const pair of (hash < 0 ? pairs : pairs.slice(0, hash)).split('&', MAX_PATHS)) {
    const name = pair.split('=', 1)[0];
    if (name !== undefined && name !== '') add(`${mark}${name}`, lines);
  }
}

function readValue(value: unknown, path: string, depth: number, lines: Set<string>): void {
  if (lines.size >= MAX_PATHS) return;
  if (value === null || typeof value !== 'object') {
    add(`${path}:${value === null ? 'null' : typeof value}`, lines);
    return;
  }
  const isList = Array.isArray(value);
  add(`${path}:${isList ? 'list' : 'object'}`, lines);
  if (depth >= MAX_DEPTH) return;
  if (isList) {
    for (const element of value.slice(0, MAX_ELEMENTS)) readValue(element, `${path}[]`, depth + 1, lines);
    return;
  }
  for (const [key, inner] of Object.entries(value)) readValue(inner, `${path}.${key}`, depth + 1, lines);
}

function add(line: string, lines: Set<string>): void {
  if (lines.size < MAX_PATHS) lines.add(line);
}
