import { randomOf } from '../kit.ts';
import { Agenda } from './agenda.ts';
import type { Guard } from './guards.ts';
import { gap } from './simulate.ts';

/** How the clients of a storm behave. */
export interface Policy {
  readonly name: string;
  /** Retries after a failed attempt. */
  readonly retries: number;
  /** Share of first tries that may be retried, as a budget of tokens; absent for no limit. */
  readonly budget?: number;
  guard(random: () => number): Guard;
}

/** How a storm went. */
export interface Weather {
  /** Seconds from the mending of the server until 99 % of the calls of 5 s succeeded; infinite when that did not happen. */
  readonly recoverS: number;
  /** Highest load on the server in a second after its mending, as a multiple of the calls of its users. */
  readonly peak: number;
  /** Load on the server while it was broken, as a multiple of the calls of its users. */
  readonly during: number;
  /** Calls of users that failed. */
  readonly failed: number;
}

const CLIENTS = 50;
const PER_CLIENT = 20;
const CAPACITY = 1500;
const BROKEN_SHARE = 0.05;
const GOOD_MS = 20_000;
const BROKEN_MS = 30_000;
const WARM_UP_MS = 15_000;
const MENDED_MS = GOOD_MS + BROKEN_MS;
const END_MS = MENDED_MS + 180_000;
const TIMEOUT_MS = 1000;
const TOKENS_MAX = 10;

/** One attempt at the call of a user. */
interface Attempt {
  readonly client: Client;
  readonly tries: number;
  readonly calledMs: number;
  readonly kind: 'call' | 'retry' | 'end';
  readonly permit: number;
  readonly failed: boolean;
}

interface Client {
  readonly guard: Guard;
  tokens: number;
}

/**
 * Fifty clients call one server, 20 times a second each. It serves 1,500 a second in order of arrival, and goes on
 * serving those who have given up after a second. For 30 s it serves a twentieth, then it warms up over 15 s.
 */
export function storm(policy: Policy, seed: number): Weather {
  const random = randomOf(seed);
  const agenda = new Agenda<Attempt>();
  const server = new Server();
  const clients = Array.from(
    { length: CLIENTS },
    (): Client => ({ guard: policy.guard(random), tokens: TOKENS_MAX }),
  );
  const seconds = Math.ceil(END_MS / 1000);
  const load = new Float64Array(seconds + 2);
  const called = new Float64Array(seconds + 2);
  const succeeded = new Float64Array(seconds + 2);
  const nothing = { tries: 0, permit: 0, failed: false };
  for (const client of clients) {
    for (let atMs = gap(PER_CLIENT, random); atMs < END_MS; atMs += gap(PER_CLIENT, random)) {
      agenda.add(atMs, { ...nothing, client, calledMs: atMs, kind: 'call' });
    }
  }

  for (let due = agenda.take(); due !== undefined; due = agenda.take()) {
    const [nowMs, attempt] = due;
    const { client, calledMs, tries } = attempt;
    if (attempt.kind === 'end') {
      client.guard.release(attempt.permit, attempt.failed, nowMs);
      if (!attempt.failed) {
        succeeded[Math.floor(calledMs / 1000)]! += 1;
      } else if (tries < policy.retries && spend(client, policy)) {
        // Full jitter on 100 ms, 200 ms, 400 ms …
        agenda.add(nowMs + random() * 100 * 2 ** tries, { ...attempt, tries: tries + 1, kind: 'retry' });
      }
      continue;
    }
    if (attempt.kind === 'call') {
      called[Math.floor(nowMs / 1000)]! += 1;
      if (policy.budget !== undefined) client.tokens = Math.min(TOKENS_MAX, client.tokens + policy.budget);
    }
    const permit = client.guard.admit(nowMs);
    if (permit === undefined || nowMs >= END_MS) continue;
    load[Math.floor(nowMs / 1000)]! += 1;
    const doneMs = server.serve(nowMs);
    const failed = doneMs - nowMs > TIMEOUT_MS;
    agenda.add(failed ? nowMs + TIMEOUT_MS : doneMs, { ...attempt, kind: 'end', permit, failed });
  }
  return weatherOf(load, called, succeeded);
}

function spend(client: Client, { budget }: Policy): boolean {
  if (budget === undefined) return true;
  if (client.tokens < 1) return false;
  client.tokens -= 1;
  return true;
}

/** Serves in order of arrival, one unit of work a call, as fast as its capacity at that time allows. */
class Server {
  #busyUntil = 0;

  /** When the work that arrives now will be done. */
  serve(nowMs: number): number {
    this.#busyUntil = Math.max(this.#busyUntil, workUntil(nowMs)) + 1;
    return timeOf(this.#busyUntil);
  }
}

/** Work that the server could have done until then, in calls. */
function workUntil(ms: number): number {
  const good = Math.min(ms, GOOD_MS) * CAPACITY;
  const broken = Math.min(Math.max(ms - GOOD_MS, 0), BROKEN_MS) * CAPACITY * BROKEN_SHARE;
  const warmMs = Math.min(Math.max(ms - MENDED_MS, 0), WARM_UP_MS);
  const warm = CAPACITY * (BROKEN_SHARE * warmMs + ((1 - BROKEN_SHARE) * warmMs * warmMs) / (2 * WARM_UP_MS));
  const full = Math.max(ms - MENDED_MS - WARM_UP_MS, 0) * CAPACITY;
  return (good + broken + warm + full) / 1000;
}

/** When so much work will be done: the inverse of {@link workUntil}, by halving. */
function timeOf(work: number): number {
  let low = 0;
  let high = 4 * END_MS;
  while (high - low > 0.01) {
    const middle = (low + high) / 2;
    if (workUntil(middle) < work) low = middle;
    else high = middle;
  }
  return high;
}

function weatherOf(load: Float64Array, called: Float64Array, succeeded: Float64Array): Weather {
  const mended = MENDED_MS / 1000;
  const end = END_MS / 1000;
  const sum = (values: Float64Array, from: number, to: number) =>
    values.subarray(from, to).reduce((total, value) => total + value, 0);
  let recoverS = Number.POSITIVE_INFINITY;
  for (let second = mended; second + 5 <= end - 2; second++) {
    if (sum(succeeded, second, second + 5) >= 0.99 * sum(called, second, second + 5)) {
      recoverS = second - mended;
      break;
    }
  }
  const offered = CLIENTS * PER_CLIENT;
  return {
    recoverS,
    peak: Math.max(...load.subarray(mended, end)) / offered,
    during: sum(load, GOOD_MS / 1000, mended) / (BROKEN_MS / 1000) / offered,
    failed: sum(called, 0, end - 2) - sum(succeeded, 0, end - 2),
  };
}
