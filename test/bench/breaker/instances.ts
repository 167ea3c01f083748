/**
 * Makes many breakers in this process, and prints what they cost: `{ bytes, cpu, timers }`, bytes each after garbage
 * collection, the share of a core that they take while nobody calls, and their timers. Run with `--expose-gc`.
 */
import { BREAKER_OUTCOME, type Permit } from '@faultline/core';
import { cockatiel, opossum, ours, sampling } from './contenders.ts';

const [, , what = '', count = '10000', idleMs = '10000'] = process.argv;
const works = async () => 1;

/** Creates `count` breakers and lets each hear of one call. */
const makers: Readonly<Record<string, (count: number) => Promise<unknown>>> = {
  nothing: async () => [],
  /** 100 endpoints of each origin. */
  endpoints: async (count) => keys(count, 100),
  /** As many origins as endpoints: half of the keys each. */
  origins: async (count) => keys(count / 2, 1),
  opossum: (count) => each(count, () => opossum()),
  cockatiel: (count) => each(count, () => cockatiel(sampling())),
};

async function keys(count: number, perOrigin: number): Promise<unknown> {
  const breakers = ours();
  for (let i = 0; i < count; i++) {
    const origin = `https://api${Math.floor(i / perOrigin)}.example`;
    const place = { provider: `acme${i % 50}`, origin, endpoint: `GET /things/${i}/{id}` };
    breakers.release(
      breakers.admit(place, performance.now()) as Permit,
      BREAKER_OUTCOME.success,
      performance.now(),
    );
  }
  return breakers;
}

async function each<T extends (call: () => Promise<unknown>) => Promise<unknown>>(
  count: number,
  make: () => T,
): Promise<unknown> {
  const made = Array.from({ length: count }, make);
  for (const call of made) await call(works);
  return made;
}

function bytesInUse(): number {
  for (let i = 0; i < 4; i++) globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

let timers = 0;
const { setInterval: original } = globalThis;
globalThis.setInterval = ((...args: Parameters<typeof original>) => {
  timers += 1;
  return original(...args);
}) as typeof original;

const make = makers[what];
if (make === undefined) throw new Error(`write one of ${Object.keys(makers).join(', ')}, not '${what}'`);
// One of each first, so that code and shared tables are not counted.
await make(2);
const before = bytesInUse();
timers = 0;
const kept = await make(Number(count));
const bytes = (bytesInUse() - before) / Number(count);
const cpuBefore = process.cpuUsage();
await new Promise((resolve) => setTimeout(resolve, Number(idleMs)));
const { user, system } = process.cpuUsage(cpuBefore);
process.stdout.write(
  JSON.stringify({ bytes, cpu: (user + system) / 1000 / Number(idleMs), timers, kept: kept !== undefined }),
);
process.exit();
