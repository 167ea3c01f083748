import { type BodyFailure, type Call, headerOf, type Phase } from '@faultline/core';
import { Admissions } from '../guard/admissions.ts';
import { BodyPeek } from '../peek/body-peek.ts';
import type { BodySource } from '../peek/body-source.ts';
import { decodeBody } from '../peek/decode-body.ts';
import { monotonicNow } from './clock.ts';
import type { Draft, Entry } from './entry.ts';
import { LazyResponse } from './lazy-response.ts';
import { LoopWatch } from './loop-watch.ts';
import type { TapOptions } from './tap-options.ts';

/** How an exchange failed, as far as its tap knows. */
export interface Failure {
  readonly error: unknown;
  readonly phase: Phase | undefined;
  readonly abort: 'caller' | 'deadline' | undefined;
}

/** Origins whose payloads are looked at after a failure, and for how long. */
const MAX_SUSPECTS = 200;
const SUSPECT_MS = 600_000;

/** Keeps the exchanges under way and settles each once. It holds no request: each holds its own entry. */
export class Ledger {
  readonly options: TapOptions;
  /** Exchanges that have not settled. */
  openCount = 0;
  /** Where guards leave the permits of the exchanges that they let pass. */
  readonly admissions: Admissions | undefined;
  /** Called every 50 ms or so while exchanges are under way. */
  onBeat: (() => void) | undefined;
  readonly #loop: LoopWatch;
  /** Origins that failed lately, by time: only there do successes pay for their shape. */
  readonly #suspects = new Map<string, number>();

  constructor(options: TapOptions) {
    this.options = options;
    this.admissions = options.admit && new Admissions(options.admit);
    this.#loop = new LoopWatch(
      monotonicNow,
      () => this.openCount > 0,
      () => this.#beat(),
    );
  }

  /** An exchange starts. */
  open(entry: Entry): void {
    this.openCount++;
    this.#loop.touch(entry.monotonicMs);
    if (this.admissions !== undefined) entry.permit = this.admissions.claim(entry);
    const { started } = this.options;
    if (started === undefined) return;
    try {
      started(entry);
    } catch (error) {
      this.report('tap.started', error);
    }
  }

  /** The headers of the final answer came: the exchange settles, unless the start of its body is wanted. */
  answer<Target extends object>(
    entry: Entry,
    response: LazyResponse,
    source: BodySource<Target>,
    target: Target,
  ): void {
    if (entry.state !== 'open') return;
    const draft = this.#draft(entry);
    draft.response = response;
    if (!this.#wantsBody(draft)) {
      this.settle(entry, draft);
      return;
    }
    entry.state = 'peeking';
    entry.draft = draft;
    const peek = new BodyPeek(source, target, () => this.#endPeek(entry));
    // Over already when the body can not be heard.
    if (entry.draft === draft) entry.peek = peek;
  }

  /** The exchange failed: before its answer, or in the body of an answer that may have settled already. */
  fail(entry: Entry, failure: Failure): void {
    if (entry.state === 'open') this.settle(entry, this.#failed(this.#draft(entry), failure));
    else if (entry.state === 'peeking') this.#endPeek(entry, failure);
    else if (entry.state === 'settled') this.#amend(entry, failure);
  }

  /** The body ended as it should, or nobody wants it any more. */
  close(entry: Entry): void {
    if (entry.state === 'peeking') this.#endPeek(entry);
    if (entry.state === 'settled') entry.state = 'closed';
    entry.socket = undefined;
  }

  /** What is known of an exchange before it is made. */
  callOf(entry: Entry): Call {
    const call: { -readonly [K in keyof Call]: Call[K] } = { method: entry.method, url: entry.url };
    const { credential } = entry;
    if (credential !== undefined) call.credential = credential;
    const route = this.options.routeOf?.(entry);
    if (route !== undefined) call.route = route;
    return call;
  }

  /** Reports a failure of our own. */
  report(where: string, error: unknown): void {
    try {
      this.options.onInternalError?.(where, error);
    } catch {
      // Nobody is left to tell.
    }
  }

  settle(entry: Entry, draft: Draft): void {
    this.openCount--;
    // First of all, so that nothing below can make it settle twice.
    entry.state = draft.response === undefined || draft.error !== undefined ? 'closed' : 'settled';
    try {
      this.#identify(entry, draft);
      entry.finding = this.options.record(draft);
      this.options.settled?.(entry, entry.finding);
    } catch (error) {
      this.report('tap.settle', error);
    }
    if (entry.state === 'closed') entry.socket = undefined;
  }

  #beat(): void {
    try {
      this.onBeat?.();
    } catch (error) {
      this.report('tap.beat', error);
    }
  }

  #amend(entry: Entry, failure: Failure): void {
    entry.state = 'closed';
    entry.socket = undefined;
    // A caller that reads no further (`body.cancel()`, a closed event stream) has had its answer.
    if (failure.abort === 'caller' || entry.finding === undefined) return;
    try {
      const bodyFailure: BodyFailure = {
        error: failure.error,
        durationMs: monotonicNow() - entry.monotonicMs,
        ...this.#giveUp(failure),
      };
      const finding = this.options.amend(entry.finding, bodyFailure);
      this.options.amended?.(entry, finding);
    } catch (error) {
      this.report('tap.amend', error);
    }
  }

  #wantsBody(draft: Draft): boolean {
    try {
      return this.options.peek?.(draft) === true;
    } catch (error) {
      this.report('tap.peek', error);
      return false;
    }
  }

  /** The start of the body is read, or as much of it as will be. */
  #endPeek(entry: Entry, failure?: Failure): void {
    const { draft, peek } = entry;
    if (draft === undefined) return;
    entry.draft = undefined;
    entry.peek = undefined;
    peek?.stop();
    try {
      const { response } = draft;
      const body = peek?.bytes && decodeBody(peek.bytes, headerOf(response?.headers, 'content-encoding'));
      if (body && response instanceof LazyResponse) draft.response = response.withBody(body);
    } catch (error) {
      this.report('tap.peek', error);
    }
    // A caller that reads no further has had its answer.
    const failed = failure !== undefined && failure.abort !== 'caller';
    this.settle(entry, failed ? this.#failed(draft, failure) : draft);
  }

  #draft(entry: Entry): Draft {
    const draft: Draft = {
      method: entry.method,
      url: entry.url,
      startedAt: entry.startedAt,
      monotonicMs: entry.monotonicMs,
      durationMs: monotonicNow() - entry.monotonicMs,
    };
    if (entry.permit !== undefined) draft.permit = entry.permit;
    if (entry.socket !== undefined) draft.socket = entry.reused ? 'reused' : 'new';
    return draft;
  }

  #failed(draft: Draft, failure: Failure): Draft {
    draft.error = failure.error;
    if (failure.phase !== undefined) draft.phase = failure.phase;
    return Object.assign(draft, this.#giveUp(failure));
  }

  #giveUp({ abort }: Failure): { abort?: 'caller' | 'deadline'; loopLateMs?: number } {
    if (abort === undefined) return {};
    const loopLateMs = abort === 'deadline' ? this.#loop.lateMs() : undefined;
    return loopLateMs === undefined ? { abort } : { abort, loopLateMs };
  }

  /** Who calls with what: the fields that the evidence compares. */
  #identify(entry: Entry, draft: Draft): void {
    const { routeOf, spanOf } = this.options;
    const route = routeOf?.(entry);
    if (route !== undefined) draft.route = route;
    const span = spanOf?.(entry);
    if (span !== undefined) draft.span = span;
    const { credential, proxy } = entry;
    if (credential !== undefined) draft.credential = credential;
    if (proxy !== undefined) draft.proxy = proxy;
    if (draft.error !== undefined) {
      const { bytesRead } = entry;
      if (bytesRead !== undefined) draft.bytesRead = bytesRead;
    }
    if (this.#wantsShape(entry, draft)) {
      const { shape } = entry;
      if (shape !== undefined) draft.shape = shape;
    }
  }

  /** Failures have a shape, and so do the answers of an origin that failed lately: the others have nothing to be compared with. */
  #wantsShape(entry: Entry, draft: Draft): boolean {
    const nowMs = entry.monotonicMs;
    if (draft.response === undefined || draft.response.status >= 400) {
      this.#suspect(entry.origin, nowMs);
      return true;
    }
    if (this.#suspects.size === 0) return false;
    const sinceMs = this.#suspects.get(entry.origin);
    return sinceMs !== undefined && nowMs - sinceMs < SUSPECT_MS;
  }

  #suspect(origin: string, nowMs: number): void {
    this.#suspects.delete(origin);
    this.#suspects.set(origin, nowMs);
    if (this.#suspects.size > MAX_SUSPECTS)
      this.#suspects.delete(this.#suspects.keys().next().value as string);
  }
}
