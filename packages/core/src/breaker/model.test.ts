import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CircuitChange } from '../sink.ts';
import { createBreakers } from './keyed-breakers.ts';
import { BREAKER_OUTCOME } from './outcome.ts';
import type { Permit } from './permit.ts';

/**
 * The breakers of one origin as their description reads, without any economy: they keep every event, and look at all of
 * them each time. Enforced, no ramp, jitter in the middle.
 */
class NaiveOrigin {
  readonly origin = new NaiveCircuit();
  readonly endpoints = new Map<string, NaiveCircuit>();

  admit(name: string, nowMs: number): NaivePermit | undefined {
    let endpoint = this.endpoints.get(name);
    if (endpoint === undefined) {
      endpoint = new NaiveCircuit();
      endpoint.countedMs = nowMs;
      this.endpoints.set(name, endpoint);
    }
    for (const circuit of [this.origin, endpoint]) {
      if (circuit.state === 'open' && nowMs < circuit.openUntilMs) return undefined;
      if (circuit.state === 'half_open' && nowMs < circuit.probeUntilMs) return undefined;
    }
    for (const circuit of [this.origin, endpoint]) {
      if (circuit.state === 'open') circuit.turn('half_open');
      if (circuit.state === 'half_open') {
        circuit.era += 1;
        circuit.probeUntilMs = nowMs + 30_000;
      }
    }
    return { endpoint, eras: [this.origin.era, endpoint.era] };
  }

  release({ endpoint, eras }: NaivePermit, kind: Kind, nowMs: number): void {
    const { origin } = this;
    if (eras[0] !== origin.era || eras[1] !== endpoint.era) return;
    const wasClosed = endpoint.state === 'closed';
    switch (kind) {
      case 'success':
        for (const circuit of [origin, endpoint]) {
          circuit.call(nowMs, false);
          circuit.pass(nowMs);
        }
        break;
      case 'callerFault':
        for (const circuit of [origin, endpoint]) circuit.pass(nowMs);
        break;
      case 'local':
        for (const circuit of [origin, endpoint]) circuit.probeUntilMs = 0;
        break;
      case 'faultyAnswer':
        if (!origin.probing) origin.call(nowMs, false);
        else if (origin.openedByEndpoints) origin.fail(nowMs);
        else origin.pass(nowMs);
        endpoint.fail(nowMs);
        break;
      case 'noAnswer':
        if (endpoint.probing) endpoint.fail(nowMs);
        if (origin.state === 'closed') origin.openedByEndpoints = false;
        origin.fail(nowMs);
        break;
    }
    if (wasClosed && endpoint.state === 'open' && origin.state === 'closed') this.judge(nowMs);
  }

  judge(nowMs: number): void {
    const all = [...this.endpoints.values()];
    const open = all.filter(({ state }) => state !== 'closed').length;
    const idle = all.filter(
      ({ state, countedMs }) =>
        state === 'closed' && (Math.floor(nowMs / 250) - Math.floor(countedMs / 250)) * 250 >= 300_000,
    ).length;
    if (open < 2 || open < (all.length - idle) / 2) return;
    this.origin.openedByEndpoints = true;
    this.origin.open(nowMs);
  }
}

class NaiveCircuit {
  state: 'closed' | 'open' | 'half_open' = 'closed';
  /** Results of calls admitted in an earlier era are late. */
  era = 0;
  openUntilMs = 0;
  probeUntilMs = 0;
  passes = 0;
  openings = 0;
  closedMs = 0;
  countedMs = 0;
  openedByEndpoints = false;
  events: { readonly atMs: number; readonly failed: boolean }[] = [];

  get probing(): boolean {
    return this.state === 'half_open' && this.probeUntilMs > 0;
  }

  turn(state: 'closed' | 'open' | 'half_open'): void {
    this.state = state;
    this.passes = 0;
    this.probeUntilMs = 0;
  }

  call(nowMs: number, failed: boolean): void {
    if (this.state !== 'closed') return;
    this.countedMs = nowMs;
    this.events.push({ atMs: nowMs, failed });
  }

  pass(nowMs: number): void {
    if (!this.probing) return;
    this.probeUntilMs = 0;
    this.passes += 1;
    if (this.passes < 3) return;
    this.turn('closed');
    this.era += 1;
    this.closedMs = nowMs;
    this.countedMs = nowMs;
    this.events = [];
  }

  fail(nowMs: number): void {
    if (this.probing) this.open(nowMs);
    if (this.state !== 'closed') return;
    this.call(nowMs, true);
    if (this.proven(nowMs)) this.open(nowMs);
  }

  open(nowMs: number): void {
    if (this.state === 'closed') {
      this.openings = Math.max(0, this.openings - Math.floor((nowMs - this.closedMs) / 60_000));
    }
    this.turn('open');
    this.era += 1;
    this.openUntilMs = nowMs + Math.min(5000 * 1.5 ** Math.max(0, this.openings - 12), 30_000);
    this.openings += 1;
    this.countedMs = nowMs;
    this.events = [];
  }

  /** Any suffix of the last 10 s in cells of 250 ms; with fewer than 20 calls there, of the last 5 min in cells of 15 s. */
  proven(nowMs: number): boolean {
    const within = (cells: number, cellMs: number) =>
      this.events
        .map(({ atMs, failed }) => ({ failed, age: Math.floor(nowMs / cellMs) - Math.floor(atMs / cellMs) }))
        .filter(({ age }) => age < cells);
    const fine = within(40, 250);
    if (suffixes(fine).some(({ age, newest, f, n }) => age - newest >= 4 && enough(f, n))) return true;
    if (fine.length >= 20) return false;
    const failedAges = fine.filter(({ failed }) => failed).map(({ age }) => age);
    const spread = Math.max(...failedAges) - Math.min(...failedAges);
    return suffixes(within(20, 15_000)).some(({ f, n }) => {
      const older = f > failedAges.length;
      return (older || spread >= 4) && enough(f, n);
    });
  }
}

function suffixes(events: readonly { readonly failed: boolean; readonly age: number }[]) {
  const ages = [...new Set(events.filter(({ failed }) => failed).map(({ age }) => age))].sort(
    (a, b) => a - b,
  );
  return ages.map((age) => {
    const suffix = events.filter((event) => event.age <= age);
    return {
      age,
      newest: ages[0] as number,
      f: suffix.filter(({ failed }) => failed).length,
      n: suffix.length,
    };
  });
}

/** The textbook's Wilson lower bound, not the rearranged one. */
function enough(failures: number, calls: number): boolean {
  if (failures < 6) return false;
  const z2 = 2.33 ** 2;
  const p = failures / calls;
  const centre = p + z2 / (2 * calls);
  const spread = 2.33 * Math.sqrt((p * (1 - p)) / calls + z2 / (4 * calls * calls));
  return (centre - spread) / (1 + z2 / calls) >= 0.5;
}

type Kind = 'success' | 'faultyAnswer' | 'noAnswer' | 'callerFault' | 'local';
interface NaivePermit {
  readonly endpoint: NaiveCircuit;
  readonly eras: readonly [origin: number, endpoint: number];
}

/** Sequences in one run: `MODEL_RUNS=100000` for a soak. */
const RUNS = Number(process.env.MODEL_RUNS ?? 300);

const origin = { provider: 'p', origin: 'https://p.example' };
const endpoints = ['GET /a', 'GET /b', 'GET /c'];
const kinds: readonly Kind[] = ['success', 'faultyAnswer', 'noAnswer', 'callerFault', 'local'];
/** Weathers: of 100 results, how many are of each kind, the rest local. */
const mixes = [
  [95, 2, 1, 2],
  [5, 90, 0, 3],
  [5, 5, 85, 3],
  [55, 35, 5, 3],
  [25, 40, 30, 3],
];

const step = fc.record({
  do: fc.constantFrom('admit', 'admit', 'release', 'release', 'wait'),
  endpoint: fc.constantFrom(...endpoints),
  roll: fc.nat(99),
  which: fc.nat(7),
  waitMs: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 700 }) },
    { weight: 3, arbitrary: fc.integer({ min: 700, max: 6000 }) },
    { weight: 1, arbitrary: fc.integer({ min: 6000, max: 400_000 }) },
  ),
});
const story = fc.array(
  fc.record({
    mix: fc.constantFrom(...mixes),
    steps: fc.array(step, { minLength: 30, maxLength: 200, size: 'max' }),
  }),
  { minLength: 2, maxLength: 6, size: 'max' },
);

describe('the breakers and a naive reference that keeps every event', () => {
  it('admit the same calls and are in the same state after any sequence', () => {
    const seen = new Map<string, number>();
    const listener = {
      circuit: ({ scope, from, to }: CircuitChange) => {
        const change = `${scope} ${from} ${to}`;
        seen.set(change, (seen.get(change) ?? 0) + 1);
      },
    };
    fc.assert(
      fc.property(story, (chapters) => {
        const breakers = createBreakers({
          mode: 'enforce',
          rampMs: 0,
          random: () => 0.5,
          listeners: [listener],
        });
        const naive = new NaiveOrigin();
        const flying: { readonly ours: Permit; readonly theirs: NaivePermit }[] = [];
        let nowMs = 0;
        const agree = (what: string, ours: unknown, theirs: unknown) => {
          if (ours !== theirs) throw new Error(`${what} at ${nowMs} ms: ours ${ours}, reference ${theirs}`);
        };
        // The first reading of the clock is the start of its cells.
        breakers.read(nowMs);
        for (const { mix, steps } of chapters) {
          for (const { do: act, endpoint, roll, which, waitMs } of steps) {
            if (act === 'wait') nowMs += waitMs;
            if (act === 'admit') {
              const ours = breakers.admit({ ...origin, endpoint }, nowMs);
              const theirs = naive.admit(endpoint, nowMs);
              agree('admitted', typeof ours === 'number', theirs !== undefined);
              if (typeof ours === 'number' && theirs !== undefined) flying.push({ ours, theirs });
            }
            const pair = act === 'release' && flying.splice(which % Math.max(1, flying.length), 1)[0];
            if (pair) {
              const kind = kindOf(roll, mix);
              breakers.release(pair.ours, BREAKER_OUTCOME[kind], nowMs);
              naive.release(pair.theirs, kind, nowMs);
            }
            agree('origin', breakers.stateOf(origin), naive.origin.state);
            for (const [name, circuit] of naive.endpoints) {
              agree(name, breakers.stateOf({ ...origin, endpoint: name }), circuit.state);
            }
          }
        }
      }),
      { numRuns: RUNS },
    );
    // The sequences must reach what they are to compare, and that often.
    for (const scope of ['origin', 'endpoint']) {
      for (const change of ['closed open', 'open half_open', 'half_open open', 'half_open closed']) {
        expect([scope, change, (seen.get(`${scope} ${change}`) ?? 0) > RUNS / 15]).toEqual([
          scope,
          change,
          true,
        ]);
      }
    }
  });
});

function kindOf(roll: number, mix: readonly number[]): Kind {
  let below = 0;
  for (const [i, share] of mix.entries()) {
    below += share;
    if (roll < below) return kinds[i] as Kind;
  }
  return 'local';
}
