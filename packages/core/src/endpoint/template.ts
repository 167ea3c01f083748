import { isIdentifier, isName } from './identifier.ts';

/** Most segments of a path that a template keeps; the rest folds into one `{rest}`. */
const MAX_SEGMENTS = 12;
/** Most characters of a template: it becomes a label. */
const MAX_LENGTH = 160;

/** Collections whose members are named by people, so that no shape gives them away, and how many names follow. */
const NAMED_MEMBERS: Readonly<Record<string, number>> = {
  repos: 2,
  repositories: 2,
  orgs: 1,
  users: 1,
  projects: 1,
  buckets: 1,
  namespaces: 1,
};
/** What follows such a collection without being a member. */
const NOT_MEMBERS: ReadonlySet<string> = new Set([
  'me',
  'self',
  'current',
  'search',
  'batch',
  'count',
  'lookup',
]);

/**
 * Guesses the route template of a path: numbers, uuids, hashes and other identifiers become `{id}`.
 *
 * Heuristic and total: any string gives a template of at most 12 segments and 160 characters, in linear time. Versions (`v1`,
 * `2010-04-01` at the start or after `api`), words (`payment-intents`, `chat.completions`) and verbs (`documents:commit`) stay.
 * Prefer an explicit route where one is known.
 *
 * @example
 * templateOf('/v1/customers/cus_9s6XKzkNRiz8i3/cards/42') // '/v1/customers/{id}/cards/{id}'
 */
export function templateOf(path: string): string {
  const end = endOfPath(path);
  let template = '';
  let segments = 0;
  let names = 0;
  let previous = '';
  let start = path.charCodeAt(0) === 47 ? 1 : 0;
  while (start < end) {
    let stop = path.indexOf('/', start);
    if (stop === -1 || stop > end) stop = end;
    const segment = path.slice(start, stop);
    start = stop + 1;
    if (segment === '') continue;
    if (++segments > MAX_SEGMENTS) return `${template}/{rest}`;
    const kept =
      names > 0 && !NOT_MEMBERS.has(segment) ? named(segment) : templateOfSegment(segment, previous);
    if (template.length + kept.length > MAX_LENGTH) return `${template}/{rest}`;
    template += `/${kept}`;
    names =
      kept === segment && Object.hasOwn(NAMED_MEMBERS, segment) ? (NAMED_MEMBERS[segment] ?? 0) : names - 1;
    previous = segment;
  }
  return template === '' ? '/' : template;
}

/** Most words that are remembered. A host that sends more gets slower answers, not other ones. */
const MAX_WORDS = 1000;
/** Segments that stayed: routes are made of a few words that come again with every request. */
const words: Set<string> = new Set();

function templateOfSegment(segment: string, previous: string): string {
  if (words.has(segment)) return segment;
  const template = guess(segment, previous);
  // What begins with a digit may be a version here and a date there; a longer slice would keep its whole URL in memory.
  if (template === segment && segment.length < 13 && segment.charCodeAt(0) > 57 && words.size < MAX_WORDS) {
    words.add(segment);
  }
  return template;
}

function guess(segment: string, previous: string): string {
  const colon = segment.lastIndexOf(':');
  if (colon > 0 && isName(segment.slice(colon + 1))) {
    return `${templateOfSegment(segment.slice(0, colon), previous)}${segment.slice(colon)}`;
  }
  // OData addresses members as `users('42')`, and calls functions as `delta()`.
  const paren = segment.indexOf('(');
  if (paren > 0 && segment.endsWith(')') && isName(segment.slice(0, paren))) {
    return segment.length === paren + 2 ? segment : `${segment.slice(0, paren)}({id})`;
  }
  return isIdentifier(segment, previous) ? '{id}' : segment;
}

function named(segment: string): string {
  const colon = segment.lastIndexOf(':');
  return colon > 0 && isName(segment.slice(colon + 1)) ? `{id}${segment.slice(colon)}` : '{id}';
}

/** Index behind the last character of the path, before a query string or fragment. */
function endOfPath(path: string): number {
  const query = path.indexOf('?');
  const fragment = path.indexOf('#');
  let end = query === -1 ? path.length : query;
  if (fragment !== -1 && fragment < end) end = fragment;
  return end;
}
