import type { Answer, Raw, Received, Scenario, StreamReset } from './scenario.ts';

/** What a stage must know of a request to choose a scenario's step. */
export interface Cue {
  readonly method: string;
  readonly url: string;
  /** How many requests this one's connection had carried before it. */
  readonly earlierOnConnection: number;
  /** Monotonic milliseconds. */
  readonly nowMs: number;
}

type Step = Answer | Raw | StreamReset;
type Chooser = (cue: Cue) => Step;

/** Most requests that a provider remembers. */
const MEMORY = 1_000;

/** One virtual provider: its scenarios by path, with their state, and what it received. */
export class Stage {
  readonly received: Received[] = [];
  #count = 0;
  readonly #byPath = new Map<string, Chooser>();

  /** Requests received in all. */
  get count(): number {
    return this.#count;
  }

  /** Plays `scenario` on `path` and below it; the longest path wins. */
  set(path: string, scenario: Scenario): void {
    this.#byPath.set(path, chooserOf(scenario));
  }

  /** Takes down a request. */
  remember(request: Received): void {
    this.#count++;
    this.received.push(request);
    if (this.received.length > MEMORY) this.received.shift();
  }

  /** What to do with a request. `/status/418` answers 418 whatever was set. */
  choose(cue: Cue): Step {
    const path = cue.url.split('?', 1)[0] ?? '/';
    const asked = /^\/status\/([1-9]\d\d)$/.exec(path)?.[1];
    if (asked !== undefined) return { kind: 'answer', status: Number(asked) };
    let best = '';
    for (const candidate of this.#byPath.keys()) {
      if (candidate.length > best.length && path.startsWith(candidate)) best = candidate;
    }
    return (this.#byPath.get(best) ?? healthy)(cue);
  }
}

function healthy(): Step {
  return { kind: 'answer', status: 200, body: { ok: true } };
}

function chooserOf(scenario: Scenario): Chooser {
  switch (scenario.kind) {
    case 'sequence': {
      const steps = scenario.steps.map(chooserOf);
      let at = 0;
      return (cue) => (steps[Math.min(at++, steps.length - 1)] ?? healthy)(cue);
    }
    case 'mix': {
      const parts = scenario.parts.map((part) => ({ share: part.share, choose: chooserOf(part.scenario) }));
      const whole = parts.reduce((sum, part) => sum + part.share, 0);
      const random = generator(scenario.seed);
      return (cue) => {
        let left = random() * whole;
        for (const part of parts) {
          left -= part.share;
          if (left < 0) return part.choose(cue);
        }
        return healthy();
      };
    }
    case 'on_reuse': {
      const first = chooserOf(scenario.first);
      const reused = chooserOf(scenario.reused);
      return (cue) => (cue.earlierOnConnection === 0 ? first(cue) : reused(cue));
    }
    case 'rate_limit':
      return limiter(scenario.limit, scenario.windowMs, chooserOf(scenario.within));
    default:
      return () => scenario;
  }
}

function limiter(limit: number, windowMs: number, within: Chooser): Chooser {
  let windowStart = Number.NEGATIVE_INFINITY;
  let used = 0;
  return (cue) => {
    if (cue.nowMs - windowStart >= windowMs) {
      windowStart = cue.nowMs;
      used = 0;
    }
    const waitSeconds = Math.ceil((windowStart + windowMs - cue.nowMs) / 1_000);
    const headers = {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(0, limit - used - 1)),
      'x-ratelimit-reset': String(waitSeconds),
    };
    if (used++ < limit) {
      const step = within(cue);
      return step.kind === 'answer' ? { ...step, headers: { ...headers, ...step.headers } } : step;
    }
    return {
      kind: 'answer',
      status: 429,
      headers: { ...headers, 'retry-after': String(waitSeconds) },
      body: { error: { code: 'rate_limited', message: 'Too many requests' } },
    };
  };
}

/** Mulberry32: small, seeded, and good enough to shuffle answers. */
function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
