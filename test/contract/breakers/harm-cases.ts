import { vi } from 'vitest';
import type { Case } from './case.ts';
import { attempt, wait, works } from './run.ts';

/** What a breaker must not do to its host. */
export const HARM_CASES: readonly Case[] = [
  {
    what: 'a listener throws at every success of a healthy provider',
    wanted: 'callers get their values, stays closed',
    wrong: ['opossum', 'cockatiel'],
    async run(maker) {
      const subject = maker.make({
        listener: () => {
          throw new Error('listener');
        },
      });
      let values = 0;
      for (let i = 0; i < 200; i++) {
        if ((await attempt(subject, works)) === 'ok') values += 1;
        await wait(50);
      }
      const state = subject.state();
      return { saw: `${values} of 200 values, ${state}`, right: values === 200 && state === 'closed' };
    },
  },
  {
    what: 'one of ten calls in flight is too slow',
    wanted: 'the other nine are not aborted',
    wrong: ['opossum'],
    async run(maker) {
      const subject = maker.make({ timeoutMs: 1000 });
      let aborted = 0;
      const calls: Promise<unknown>[] = [];
      for (let i = 0; i < 10; i++) {
        calls.push(
          attempt(subject, async (signal) => {
            await new Promise((resolve) => setTimeout(resolve, i === 0 ? 5000 : 300));
            if (signal?.aborted) aborted += 1;
          }),
        );
        await wait(95);
      }
      await wait(10_000);
      await Promise.all(calls);
      return { saw: `${aborted} of 10 aborted`, right: aborted <= 1 };
    },
  },
  {
    what: '100 breakers that nobody calls',
    wanted: 'no timers',
    wrong: ['opossum'],
    async run(maker) {
      const before = vi.getTimerCount();
      const subjects = Array.from({ length: 100 }, () => maker.make());
      await Promise.all(subjects.map((subject) => attempt(subject, works)));
      const timers = vi.getTimerCount() - before;
      return { saw: `${timers} timers`, right: timers === 0 };
    },
  },
];
