import type { Case } from './case.ts';
import { answer, attempt, callUntilOpen, fails, isOurs, wait, works } from './run.ts';

/** When a circuit must open, and when not. */
export const TRIP_CASES: readonly Case[] = [
  {
    what: 'fails from the start, once a second',
    wanted: 'opens after 2–10 failures',
    wrong: ['opossum', 'cockatiel'],
    async run(maker) {
      const made = await callUntilOpen(maker.make(), 3600, 1000, fails(answer(500)));
      const saw = made === 3600 ? 'never opens (3600 failures)' : `opens after ${made}`;
      return { saw, right: made >= 2 && made <= 10 };
    },
  },
  {
    what: '60 % our own 400s, every other call 503, 20 a second',
    wanted: 'opens within 30 s',
    wrong: ['opossum'],
    async run(maker) {
      const subject = maker.make({ ignore: isOurs });
      await callUntilOpen(subject, 1200, 50, works);
      const made = await callUntilOpen(subject, 1200, 50, (at) =>
        Promise.reject(answer(at % 5 < 3 ? 400 : 503)),
      );
      return { saw: made === 1200 ? 'never opens' : `opens after ${made * 50} ms`, right: made <= 600 };
    },
  },
  {
    what: 'fails as long as it may, an hour of silence, then five failures',
    wanted: 'decides as if there had been none before',
    wrong: ['cockatiel'],
    async run(maker) {
      const enough = await callUntilOpen(maker.make(), 5000, 50, fails(answer(500)));
      const alone = await callUntilOpen(maker.make(), 5, 50, fails(answer(500)));
      const subject = maker.make();
      await callUntilOpen(subject, enough - 1, 50, fails(answer(500)));
      await wait(3_600_000);
      const made = await callUntilOpen(subject, 5, 50, fails(answer(500)));
      const opened = subject.state() !== 'closed';
      const saw = opened ? `opens after ${made} (of ${enough} needed)` : 'stays closed';
      return { saw, right: made === alone && opened === alone < 5 };
    },
  },
  {
    what: 'every call times out after 10 s, 20 a second',
    wanted: 'opens within 1.3 s of the first timeout',
    wrong: ['opossum', 'cockatiel'],
    async run(maker) {
      const subject = maker.make();
      const timeout = Object.assign(new Error('Headers Timeout Error'), { code: 'UND_ERR_HEADERS_TIMEOUT' });
      for (let atMs = 0; atMs < 60_000; atMs += 50) {
        if (subject.state() !== 'closed')
          return { saw: `opens ${atMs - 10_000} ms after`, right: atMs <= 11_300 };
        void attempt(subject, async () => {
          await wait(0);
          await new Promise((_, reject) => setTimeout(() => reject(timeout), 10_000));
        });
        await wait(50);
      }
      return { saw: 'never opens', right: false };
    },
  },
  {
    what: 'fails entirely after a good minute, 20 a second',
    wanted: 'opens within 1.3 s',
    wrong: ['opossum', 'cockatiel'],
    async run(maker) {
      const subject = maker.make();
      await callUntilOpen(subject, 1200, 50, works);
      const made = await callUntilOpen(subject, 2000, 50, fails(answer(503)));
      return { saw: `opens after ${made * 50} ms`, right: made * 50 <= 1300 };
    },
  },
  {
    what: 'one 200 ms blip in the first second, 1000 a second',
    wanted: 'stays closed',
    wrong: ['opossum'],
    async run(maker) {
      const subject = maker.make();
      await callUntilOpen(subject, 100, 1, works);
      const made = await callUntilOpen(subject, 200, 1, fails(answer(503)));
      return { saw: made === 200 ? 'stays closed' : `opens after ${made}`, right: made === 200 };
    },
  },
];
