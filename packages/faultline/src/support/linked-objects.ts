/** Where clients and SDKs hang what they wrap, on errors and on responses. */
const LINKS = [
  'cause',
  'error',
  'original', // Slack
  'originalError',
  'raw', // Stripe
  'request', // axios, got
  '_currentRequest', // follow-redirects, below axios
  '_request', // got
  'req', // node:http, superagent
  'response',
  'res', // superagent
  '$response', // AWS
  '$metadata', // AWS
  'body', // AWS: the body is Node's response
] as const;

/** Errors of an `AggregateError`, and objects in all, that are looked at. */
const MAX_ERRORS = 16;
const MAX_OBJECTS = 100;
/** How far the causes of an error are followed when it is remembered. */
const MAX_CAUSES = 4;

/** Whether a value is something that can be tied to a finding. */
export function isLink(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** An error and its causes. Never throws. */
export function errorChain(error: unknown): readonly object[] {
  const chain: object[] = [];
  for (let link = error; isLink(link) && chain.length <= MAX_CAUSES; link = read(link, 'cause')) {
    if (chain.includes(link)) break;
    chain.push(link);
  }
  return chain;
}

/** What a client may have hung on its error or response, nearest first. Never throws; bounded, whatever it is given. */
export function linkedObjects(start: unknown): readonly object[] {
  if (!isLink(start)) return [];
  const found = new Set<object>([start]);
  // A set hands out what is added while it is walked: the nearest come first.
  for (const object of found) {
    for (const name of LINKS) add(found, read(object, name));
    const errors = read(object, 'errors');
    if (Array.isArray(errors)) for (const error of errors.slice(0, MAX_ERRORS)) add(found, error);
  }
  return [...found];
}

function add(found: Set<object>, value: unknown): void {
  if (isLink(value) && found.size < MAX_OBJECTS) found.add(value);
}

function read(object: object, name: string): unknown {
  try {
    return (object as Readonly<Record<string, unknown>>)[name];
  } catch {
    return undefined;
  }
}
