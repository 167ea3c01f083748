import type { Exchange } from '@faultline/core';
import type { Case, Observed } from './case.ts';
import { answer, attempt, callUntilOpen, isOurs, wait, works } from './run.ts';
import { type Maker, PLACE } from './subjects.ts';

/** A healthy provider whose calls end in `error` for reasons of our own, 20 a second for a minute. */
async function staysClosed(maker: Maker, error: () => unknown): Promise<Observed> {
  const subject = maker.make({ ignore: isOurs });
  const made = await callUntilOpen(subject, 1200, 50, (at) =>
    at % 3 === 0 ? works() : Promise.reject(error()),
  );
  return { saw: made === 1200 ? 'stays closed' : `opens after ${made} calls`, right: made === 1200 };
}

/** Failures that are not the provider’s. */
export const BLAME_CASES: readonly Case[] = [
  {
    what: 'two thirds our own 400s, the rest fine',
    wanted: 'stays closed',
    wrong: [],
    run: (maker) => staysClosed(maker, () => answer(400)),
  },
  {
    what: '429 that asks to come back in 60 s, 20 calls a second for a minute',
    wanted: 'makes no call until then, and its circuit stays closed',
    wrong: ['opossum', 'cockatiel'],
    async run(maker) {
      const subject = maker.make({ ignore: isOurs });
      let made = 0;
      for (let i = 0; i < 1200; i++) {
        await attempt(subject, () => {
          made += 1;
          return Promise.reject(Object.assign(answer(429), { headers: { 'retry-after': '60' } }));
        });
        await wait(50);
      }
      const state = subject.state();
      return { saw: `${made} calls, ${state}`, right: made === 1 && state === 'closed' };
    },
  },
  {
    what: 'the caller cancels two thirds',
    wanted: 'stays closed',
    wrong: [],
    run: (maker) => staysClosed(maker, () => new DOMException('This operation was aborted', 'AbortError')),
  },
  {
    what: 'the caller cancels two thirds, with a string as its reason',
    wanted: 'stays closed',
    wrong: ['opossum', 'cockatiel'],
    run: (maker) => staysClosed(maker, () => 'stop'),
  },
  {
    what: 'a bug in our own code throws in two thirds',
    wanted: 'stays closed',
    wrong: ['opossum', 'cockatiel'],
    run: (maker) => staysClosed(maker, () => new TypeError("Cannot read properties of null (reading 'id')")),
  },
  {
    what: 'our own bulkhead refuses 95 % of the calls to a healthy provider',
    wanted: 'stays closed',
    wrong: ['opossum', 'cockatiel'],
    async run(maker) {
      const subject = maker.make({ capacity: 1 });
      for (let second = 0; second < 60; second++) {
        const calls = Array.from({ length: 20 }, () => attempt(subject, () => wait(0).then(works)));
        await wait(1000);
        await Promise.all(calls);
        if (subject.state() !== 'closed') return { saw: `opens after ${second + 1} s`, right: false };
      }
      return { saw: 'stays closed', right: true };
    },
  },
  {
    what: 'our own event loop stalls 1.5 s: twenty timeouts of a healthy provider',
    wanted: 'stays closed',
    wrong: ['opossum', 'cockatiel'],
    async run(maker) {
      const subject = maker.make();
      for (let second = 0; second < 20; second++) {
        await callUntilOpen(subject, 5, 50, works);
        for (let i = 0; i < 20; i++) await subject.hear(lateTimeout());
        await wait(750);
        if (subject.state() !== 'closed') return { saw: `opens after ${second + 1} s`, right: false };
      }
      return { saw: 'stays closed', right: true };
    },
  },
];

/** A timeout that fired because our loop did not turn, as the taps tell it. */
function lateTimeout(): Exchange {
  return {
    method: 'GET',
    url: `${PLACE.origin}/things`,
    startedAt: Date.now() - 1500,
    durationMs: 1500,
    error: new DOMException('The operation was aborted due to timeout', 'TimeoutError'),
    abort: 'deadline',
    loopLateMs: 1500,
  };
}
