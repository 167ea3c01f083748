import type { HeaderBag } from '../exchange.ts';

/** What is read of one thrown value: plain, bounded, and safe to look at. */
export interface Fault {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  /** Kind of a node-fetch `FetchError`, phase of a got `TimeoutError`. */
  readonly type: string;
  /** Status of an answer that the error carries, 0 when it carries none. */
  readonly status: number;
  /** The headers of that answer that say when to come back. */
  readonly headers: HeaderBag;
  /** Address and port that the system call was for; port 0 when unknown. */
  readonly address: string;
  readonly port: number;
  /** Host that was looked up. */
  readonly hostname: string;
  /** Number of a gRPC status, 0 when it is none. */
  readonly grpc: number;
}

/** Errors that are looked at in all, and so the depth too: real ones have up to four layers and a few attempts. */
const MAX_FAULTS = 24;
/** Members of an AggregateError that are looked at: one for each address that was tried. */
const MAX_SIBLINGS = 8;
/** Characters of a text that are read. */
const MAX_TEXT = 512;

/**
 * What is known of a thrown value and of the errors inside it, outermost first: through `cause`, `errors` of an AggregateError,
 * and `reason`. Bounded in depth and number, safe against cycles, throwing getters and proxies. Any value.
 */
export function faultsOf(error: unknown): readonly Fault[] {
  const faults: Fault[] = [];
  const seen = new Set<unknown>();
  collect(error, faults, seen);
  return faults;
}

function collect(error: unknown, faults: Fault[], seen: Set<unknown>): void {
  if (error === undefined || error === null || faults.length >= MAX_FAULTS) return;
  if (typeof error === 'string') {
    faults.push({ ...NOTHING, name: 'string', message: error.slice(0, MAX_TEXT) });
    return;
  }
  if ((typeof error !== 'object' && typeof error !== 'function') || seen.has(error)) return;
  seen.add(error);
  faults.push(faultOf(error));
  for (const inner of byLikelihood(membersOf(error))) collect(inner, faults, seen);
  collect(read(error, 'cause'), faults, seen);
  collect(read(error, 'reason'), faults, seen);
}

const NOTHING: Fault = {
  name: '',
  code: '',
  message: '',
  type: '',
  status: 0,
  headers: {},
  address: '',
  port: 0,
  hostname: '',
  grpc: 0,
};

function faultOf(error: object): Fault {
  const code = read(error, 'code');
  const response = read(error, 'response');
  return {
    name: text(read(error, 'name')),
    code: text(code) || text(read(error, 'errno')),
    message: text(read(error, 'message')),
    type: text(read(error, 'type')) || text(read(error, 'event')),
    status: statusOf(error, response),
    headers: headersOf(read(response, 'headers') ?? read(error, 'headers')),
    address: text(read(error, 'address')),
    port: number(read(error, 'port')),
    hostname: text(read(error, 'hostname')),
    grpc: typeof code === 'number' && text(read(error, 'details')) !== '' ? code : 0,
  };
}

function statusOf(error: object, response: unknown): number {
  return (
    number(read(response, 'status')) ||
    number(read(response, 'statusCode')) ||
    number(read(error, 'statusCode')) ||
    number(read(error, 'status'))
  );
}

/** `Retry-After` and `Date` alone: bags, `Headers` and axios' own class look different, and may be hostile. */
function headersOf(headers: unknown): HeaderBag {
  const bag: Record<string, string> = {};
  for (const name of ['retry-after', 'date']) {
    const value = text(read(headers, name)) || text(got(headers, name));
    if (value !== '') bag[name] = value;
  }
  return bag;
}

function got(headers: unknown, name: string): unknown {
  try {
    return (headers as Partial<Headers> | undefined)?.get?.(name);
  } catch {
    return undefined;
  }
}

function membersOf(error: object): readonly unknown[] {
  const members: unknown[] = [];
  const list = read(error, 'errors');
  // A hostile list may lie about its length or throw at any index.
  if (typeof list !== 'object' || list === null) return members;
  const length = Math.min(number(read(list, 'length')), MAX_SIBLINGS);
  for (let i = 0; i < length; i++) members.push(read(list, i));
  return members;
}

/** The attempt over IPv4 says more: hosts without IPv6 fail that one whatever the server does. */
function byLikelihood(members: readonly unknown[]): readonly unknown[] {
  return [...members].sort((a, b) => Number(isIpv6(a)) - Number(isIpv6(b)));
}

function isIpv6(error: unknown): boolean {
  return (
    text(read(error, 'address')).includes(':') || / [0-9a-f]*:[0-9a-f]*:/i.test(text(read(error, 'message')))
  );
}

function read(value: unknown, key: string | number): unknown {
  if (typeof value !== 'object' && typeof value !== 'function') return undefined;
  try {
    return (value as Record<string | number, unknown> | null)?.[key];
  } catch {
    // A getter or a proxy of somebody else threw: what it hides is not known.
    return undefined;
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, MAX_TEXT) : '';
}

function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
