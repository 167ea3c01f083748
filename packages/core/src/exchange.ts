import type { Permit } from './breaker/permit.ts';
import type { Phase } from './closed-sets.ts';

/** Response or request headers: names in any case, one value or several. */
export type HeaderBag = Readonly<Record<string, string | readonly string[] | number | undefined>>;

/** What came back, as far as it was read. */
export interface ExchangeResponse {
  /** The status code on the wire, normally 100–599; anything else is classified as `unknown`. */
  readonly status: number;
  /** Response headers. Taps may compute them on first access. */
  readonly headers?: HeaderBag;
  /** Names of the headers in lower case, where a tap can tell them without computing the headers. */
  readonly headerNames?: readonly string[] | undefined;
  /** The peeked start of the body (at most 16 KiB of text after decompression); absent when it was not peeked. */
  readonly body?: string | Uint8Array;
}

/** The span that stands for an exchange in a trace, for exemplars and log records. */
export interface SpanReference {
  readonly traceId: string;
  readonly spanId: string;
  /** Whether the trace is exported; exemplars point at sampled traces only. */
  readonly sampled: boolean;
}

/**
 * One attempt on the wire, from request to its settling. A redirect or a retry is a new exchange.
 *
 * `method`, `url`, `startedAt` and `durationMs` are always there; every other field is there when the tap knows it.
 */
export interface Exchange {
  /** Upper-case HTTP method. */
  readonly method: string;
  /** Absolute URL. Its query string never leaves the process. */
  readonly url: string;
  /** Wall clock at the start, epoch milliseconds: for dates only. */
  readonly startedAt: number;
  /** Monotonic clock at the start, milliseconds: for windows. Falls back to `startedAt`. */
  readonly monotonicMs?: number;
  /** Milliseconds from the start to the settling: to headers for an answer, to the failure otherwise. */
  readonly durationMs: number;
  /** Absent when no answer came. */
  readonly response?: ExchangeResponse;
  /** What the client saw fail, as thrown: any value. May stand beside `response` when the body failed. */
  readonly error?: unknown;
  /** Where the exchange failed, when the tap knows it better than the error code does. */
  readonly phase?: Phase;
  /**
   * Who gave up locally, when the tap knows: the `caller` (its own cancel, nobody's fault) or a `deadline`
   * of this process (`AbortSignal.timeout`, a client's timeout option).
   */
  readonly abort?: 'caller' | 'deadline';
  /** For a `deadline`: how late our own event loop was when it fired, in milliseconds. */
  readonly loopLateMs?: number;
  /** Route template without the method (`/repos/{owner}/{repo}`), when it is known and need not be guessed. */
  readonly route?: string;
  /** Provider id, when the caller names it; else it is found by host. */
  readonly provider?: string;
  /** Identity of the secret in use: a salted hash, never the secret. */
  readonly credential?: string;
  /** Identity of the payload's structure: a hash of names and types, never of values. */
  readonly shape?: string;
  /** Whether the exchange opened its socket. */
  readonly socket?: 'new' | 'reused';
  /** Bytes of an answer seen on the socket before it failed; 0 on a reused socket is the keep-alive race. */
  readonly bytesRead?: number;
  /** `host:port` of the forward proxy in use, if any. */
  readonly proxy?: string;
  /** What `admit` gave for this exchange, when a guard asked; to be handed over exactly once. */
  readonly permit?: Permit;
  /** The client span of this exchange, if there is one. */
  readonly span?: SpanReference;
}

/** How the body of an exchange that had settled at its headers failed later. */
export interface BodyFailure {
  readonly error: unknown;
  /** Milliseconds from the start of the exchange. */
  readonly durationMs: number;
  readonly abort?: 'caller' | 'deadline';
  readonly loopLateMs?: number;
}

/** What is known of an exchange before it is made. */
export type Call = Pick<Exchange, 'method' | 'url' | 'route' | 'provider' | 'credential'>;
