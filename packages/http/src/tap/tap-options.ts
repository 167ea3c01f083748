import type {
  BodyFailure,
  Call,
  CircuitOpenError,
  Exchange,
  Finding,
  Permit,
  Rejection,
  SpanReference,
} from '@faultline/core';

/** An exchange that is under way: from the moment the client creates its request. One object an exchange, never reused. */
export interface OpenExchange {
  /** Which machinery carries it: `undici` (Node's fetch too) or `node:http`/`node:https`. */
  readonly client: 'undici' | 'http';
  /** The client's own object: undici's internal Request, or the `http.ClientRequest`. A key for WeakMaps; read nothing from it. */
  readonly request: object;
  /** Upper-case HTTP method. */
  readonly method: string;
  /** Absolute URL, with its query. */
  readonly url: string;
  /** Monotonic clock at the start, milliseconds. */
  readonly monotonicMs: number;
  /**
   * With what a guard rejected the call before its client heard of it: no instrumentation makes a span of it.
   * A rejected request of `node:http` has none: its error goes the way of every other, past the instrumentations.
   */
  readonly rejection?: CircuitOpenError | undefined;
}

/**
 * Where the taps hand their exchanges, and what they may ask.
 *
 * `record` and `amend` are an engine's. Every callback is guarded: what it throws goes to `onInternalError` and never
 * reaches the application.
 *
 * For each exchange, in this order: `started` once, `record` once, `settled` once with the finding, and, when the body
 * fails later, `amend` and `amended` at most once. `settled` and `amended` run before an instrumentation that subscribed
 * after the taps ends the exchange's span.
 */
export interface TapOptions {
  /** Takes each settled exchange, once. */
  record(exchange: Exchange): Finding;
  /** Takes the failure of a body whose exchange had settled already, at most once. */
  amend(finding: Finding, failure: BodyFailure): Finding;
  /** Called synchronously where the client creates the request: the span of an instrumentation starts in the same turn. */
  started?(open: OpenExchange): void;
  /** Called when the exchange settled. */
  settled?(open: OpenExchange, finding: Finding): void;
  /** Called when the body of a settled exchange failed. */
  amended?(open: OpenExchange, finding: Finding): void;
  /** Whether tracing is suppressed right now, as for an exporter's own requests: such exchanges are left alone. @defaultValue never */
  isSuppressed?(): boolean;
  /** The route template of a request that is known without guessing, `/repos/{owner}/{repo}`. @defaultValue unknown */
  routeOf?(open: OpenExchange): string | undefined;
  /** The client span of the exchange, asked when it settles. @defaultValue none */
  spanOf?(open: OpenExchange): SpanReference | undefined;
  /**
   * Whether the first 4 KiB of this answer's body shall be read along, for classification.
   * Asked at the headers, with the exchange as it would settle then. @defaultValue never
   */
  peek?(exchange: Exchange): boolean;
  /**
   * Asks the breakers before a request is made: an engine's `admit`. With it, the taps bring guards with them, which
   * fail a rejected request with a `CircuitOpenError` and without a socket. @defaultValue no guards, everything passes
   */
  admit?(call: Call, nowMs: number): Permit | Rejection;
  /**
   * Whether every call may pass right now, so that `admit` need not be asked: that of breakers. An exchange that was not
   * asked for brings no permit to `record`. @defaultValue never
   */
  isQuiet?(): boolean;
  /** Told when code of ours, or a callback above, failed and was caught. */
  onInternalError?(where: string, error: unknown): void;
}

/** What {@link installTaps} returns. */
export interface Taps {
  /** Exchanges that have not settled yet. */
  readonly openCount: number;
  /**
   * A `fetch` that asks the breakers first, for one with a dispatcher of its own. Without `admit` it is `fetch` itself.
   * It rejects with a `CircuitOpenError` where it may not call.
   */
  guardFetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch;
  /**
   * Runs `make` unless a circuit of its call is open, whatever client it uses. A client that no tap sees is recorded by
   * what `make` returns (its `status`, if it has one) or throws.
   *
   * @throws CircuitOpenError as a rejected promise, and `make` is not called then
   */
  execute<Result>(call: Call, make: () => Result | PromiseLike<Result>): Promise<Result>;
  /** Unsubscribes from every channel and takes the hooks off. Exchanges under way are dropped. */
  uninstall(): void;
}
