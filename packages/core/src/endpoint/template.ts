/** Most segments of a path that a template keeps; the rest folds into one `{rest}`. */
const MAX_SEGMENTS = 12;

const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
const VERSION = /^v\d{1,3}(?:(?:\.\d{1,3}){0,2}|(?:alpha|beta)\d{0,2})$/i;
const DATE_VERSION = /^20\d\d-\d\d(?:-\d\d)?$/;

/**
 * Guesses the route template of a path: numbers, uuids, hashes and other identifiers become `{id}`.
 *
 * Heuristic and total: any string gives a template of at most 12 segments. Versions (`v1`, `2024-10`) and words stay.
 * Prefer an explicit route where one is known.
 *
 * @example
 * templateOf('/v1/customers/cus_9s6XKzkNRiz8i3/cards/42') // '/v1/customers/{id}/cards/{id}'
 */
export function templateOf(path: string): string {
  const end = endOfPath(path);
  let template = '';
  let segments = 0;
  let start = path.charCodeAt(0) === 47 ? 1 : 0;
  while (start <= end) {
    let stop = path.indexOf('/', start);
    if (stop === -1 || stop > end) stop = end;
    if (++segments > MAX_SEGMENTS) return `${template}/{rest}`;
    const segment = path.slice(start, stop);
    template += isIdentifier(segment) ? '/{id}' : `/${segment}`;
    start = stop + 1;
  }
  return template === '' ? '/' : template;
}

/** Index behind the last character of the path, before a query string or fragment. */
function endOfPath(path: string): number {
  const query = path.indexOf('?');
  const fragment = path.indexOf('#');
  let end = query === -1 ? path.length : query;
  if (fragment !== -1 && fragment < end) end = fragment;
  return end;
}
