/** A complete HTTP answer. */
export interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** The body; an object is sent as JSON. @defaultValue empty */
  readonly body?: string | object;
  /** Pads the body with this many bytes of filler, for bodies that nobody reads. @defaultValue 0 */
  readonly filler?: number;
  /** Milliseconds before the status line. @defaultValue 0 */
  readonly delayMs?: number;
  /** Sends the body in this many pieces … @defaultValue 1 */
  readonly pieces?: number;
  /** … with this many milliseconds between them. @defaultValue 0 */
  readonly pauseMs?: number;
  /** Compresses the body, and says so. @defaultValue false */
  readonly gzip?: boolean;
  /** Sends `103 Early Hints` first. @defaultValue false */
  readonly earlyHints?: boolean;
}

/** How a raw answer ends: FIN, RST, silence, or on to the next request of the connection. */
export type RawEnd = 'close' | 'reset' | 'stall' | 'keep';

/** Bytes on the socket, whatever HTTP says about them. HTTP/1.1 listeners only. */
export interface Raw {
  readonly kind: 'raw';
  /** Written one after another, one byte a character (latin1). */
  readonly bytes: readonly string[];
  /** Milliseconds between them. @defaultValue 0 */
  readonly pauseMs?: number;
  /** Repeats the last of them until the client is gone. @defaultValue false */
  readonly forever?: boolean;
  readonly end: RawEnd;
}

/** Resets the stream (RST_STREAM) or, with `goaway`, the whole session, with an HTTP/2 error code. HTTP/2 listeners only. */
export interface StreamReset {
  readonly kind: 'stream_reset';
  readonly code: number;
  readonly goaway?: boolean;
}

/** Plays its steps one request after another, and stays at the last. */
export interface Sequence {
  readonly kind: 'sequence';
  readonly steps: readonly Scenario[];
}

/** Draws one part for each request, by share, from a seeded generator. */
export interface Mix {
  readonly kind: 'mix';
  readonly parts: readonly { readonly share: number; readonly scenario: Scenario }[];
  readonly seed: number;
}

/** Answers `first` to the first request of a connection, and `reused` to every later one. */
export interface OnReuse {
  readonly kind: 'on_reuse';
  readonly first: Scenario;
  readonly reused: Scenario;
}

/** Lets `limit` requests pass in each window and answers 429 with the limit's headers to the rest. */
export interface RateLimit {
  readonly kind: 'rate_limit';
  readonly limit: number;
  readonly windowMs: number;
  readonly within: Scenario;
}

/** What a virtual provider does with a request. Plain data: it travels between processes. */
export type Scenario = Answer | Raw | StreamReset | Sequence | Mix | OnReuse | RateLimit;

/** How a listener of a virtual provider speaks. `expired`, `self_signed` and `wrong_host` name what is wrong with its certificate. */
export const LISTENERS = ['plain', 'tls', 'expired', 'self_signed', 'wrong_host', 'h2'] as const;
/** One of {@link LISTENERS}. */
export type Listener = (typeof LISTENERS)[number];

/** One request as a virtual provider received it. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly listener: Listener;
}
