import { readFormLeaves } from './form-leaves.ts';
import { readJsonLeaves } from './json-leaves.ts';
import type { Leaf } from './leaf.ts';
import { readXmlLeaves } from './xml-leaves.ts';

/** What a body turned out to be. */
export type BodyKind = 'none' | 'json' | 'xml' | 'html' | 'form' | 'events' | 'text';

/** The peeked start of a body, read as far as rules need it. */
export interface Body {
  readonly kind: BodyKind;
  /** The text itself, at most 16 KiB. */
  readonly text: string;
  readonly leaves: readonly Leaf[];
}

const NO_LEAVES: readonly Leaf[] = [];
/** No body, or none that was peeked. */
export const NO_BODY: Body = { kind: 'none', text: '', leaves: NO_LEAVES };

const MAX_TEXT = 16_384;
const MAX_EVENTS = 8;
const FORM = /^[\w.-]{1,40}=[^&\s<>]*(?:&|$)/;
const decoder = new TextDecoder();

/**
 * Reads a body by what it looks like: content types lie more often than first characters.
 *
 * @param body - text, or bytes of UTF-8 (broken sequences are replaced); anything else is no body
 * @param isBulk - whether the answer is about many items
 */
export function readBody(body: unknown, isBulk = false): Body {
  if (body === undefined) return NO_BODY;
  const text = textOf(body);
  const start = text.charCodeAt(0) === 123 /* { */ ? 0 : text.search(/\S/);
  if (start === -1) return NO_BODY;
  const first = text.charCodeAt(start);
  if (first === 123 /* { */ || first === 91 /* [ */)
    return { kind: 'json', text, leaves: readJsonLeaves(text, isBulk) };
  if (first === 60 /* < */) {
    if (isHtml(text, start)) return { kind: 'html', text, leaves: NO_LEAVES };
    return { kind: 'xml', text, leaves: readXmlLeaves(text) };
  }
  if (text.startsWith('data:', start) || text.startsWith('event:', start)) {
    return { kind: 'events', text, leaves: readEvents(text) };
  }
  // Google guards some answers with this prefix against script inclusion.
  if (text.startsWith(")]}'", start))
    return { kind: 'json', text, leaves: readJsonLeaves(text.slice(start + 4)) };
  if (FORM.test(text)) return { kind: 'form', text, leaves: readFormLeaves(text.trim()) };
  return { kind: 'text', text, leaves: NO_LEAVES };
}

function textOf(body: unknown): string {
  if (typeof body === 'string') return body.length > MAX_TEXT ? body.slice(0, MAX_TEXT) : body;
  if (!(body instanceof Uint8Array)) return '';
  return decoder.decode(body.length > MAX_TEXT ? body.subarray(0, MAX_TEXT) : body);
}

function isHtml(text: string, start: number): boolean {
  const head = text.slice(start, start + 1024).toLowerCase();
  return head.startsWith('<!doctype html') || /<(?:html|head|body|title|h1|center|script|p)[\s>]/.test(head);
}

/** The leaves of the first events of an event stream. */
function readEvents(text: string): readonly Leaf[] {
  const leaves: Leaf[] = [];
  let at = text.startsWith('data:') ? 0 : text.indexOf('\ndata:') + 1;
  for (let events = 0; events < MAX_EVENTS; events++) {
    const end = text.indexOf('\n', at);
    if (text.startsWith('data:', at))
      leaves.push(...readJsonLeaves(text.slice(at + 5, end === -1 ? undefined : end)));
    const next = end === -1 ? -1 : text.indexOf('\ndata:', end - 1);
    if (next === -1) break;
    at = next + 1;
  }
  return leaves;
}
