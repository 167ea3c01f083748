import { vi } from 'vitest';
import { answer, attempt, callUntilOpen, isClientError, open, pending, wait, waitForProbe } from './run.ts';
import type { Maker } from './subjects.ts';

/** What a breaker did, and whether that is right. */
export interface Observed {
  readonly saw: string;
  readonly right: boolean;
}

/** One situation that a breaker must get right. */
export interface Case {
  readonly what: string;
  /** What is right, for a person. */
  readonly wanted: string;
  /** Who is known to get it wrong, by their sources and by measurement. */
  readonly wrong: readonly ('opossum' | 'cockatiel')[];
  run(maker: Maker): Promise<Observed>;
}

const fails = (error: unknown) => () => Promise.reject(error);
const works = () => Promise.resolve('fine');

/** A healthy provider whose calls end in `error` for reasons of our own, 20 a second for a minute. */
async function staysClosed(
  maker: Maker,
  error: () => unknown,
  ignore?: (error: unknown) => boolean,
): Promise<Observed> {
  const subject = maker.make(ignore && { ignore });
  const made = await callUntilOpen(subject, 1200, 50, (at) =>
    at % 3 === 0 ? works() : Promise.reject(error()),
  );
  return { saw: made === 1200 ? 'stays closed' : `opens after ${made} calls`, right: made === 1200 };
}

/** Every case, in the order of the table. */
export const CASES: readonly Case[] = [
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
    wanted: 'opens within 10 s',
    wrong: ['opossum'],
    async run(maker) {
      const subject = maker.make({ ignore: isClientError });
      await callUntilOpen(subject, 1200, 50, works);
      const made = await callUntilOpen(subject, 1200, 50, (at) =>
        Promise.reject(answer(at % 5 < 3 ? 400 : 503)),
      );
      return { saw: made === 1200 ? 'never opens' : `opens after ${made * 50} ms`, right: made <= 200 };
    },
  },
  {
    what: 'two thirds our own 400s, the rest fine',
    wanted: 'stays closed',
    wrong: [],
    run: (maker) => staysClosed(maker, () => answer(400), isClientError),
  },
  {
    what: 'two thirds 429',
    wanted: 'stays closed',
    wrong: ['opossum', 'cockatiel'],
    run: (maker) => staysClosed(maker, () => answer(429)),
  },
  {
    what: 'the caller cancels two thirds',
    wanted: 'stays closed',
    wrong: ['opossum', 'cockatiel'],
    run: (maker) =>
      staysClosed(maker, () => new DOMException('This operation was aborted', 'AbortError'), isClientError),
  },
  {
    what: 'the caller cancels two thirds, with a string as its reason',
    wanted: 'stays closed',
    wrong: ['opossum', 'cockatiel'],
    run: (maker) => staysClosed(maker, () => 'stop', isClientError),
  },
  {
    what: 'a bug in our own code throws in two thirds',
    wanted: 'stays closed',
    wrong: ['opossum', 'cockatiel'],
    run: (maker) =>
      staysClosed(maker, () => new TypeError("Cannot read properties of null (reading 'id')"), isClientError),
  },
  {
    what: 'a success from before it opened settles while a probe is out',
    wanted: 'stays half-open',
    wrong: ['opossum'],
    run: (maker) => staleResult(maker, 'resolve'),
  },
  {
    what: 'a failure from before it opened settles while a probe is out',
    wanted: 'stays half-open',
    wrong: ['opossum', 'cockatiel'],
    run: (maker) => staleResult(maker, 'reject'),
  },
  {
    what: 'fails as long as it may, an hour of silence, then five failures',
    wanted: 'stays closed, or opens on the five alone',
    wrong: ['opossum', 'cockatiel'],
    async run(maker) {
      const enough = await callUntilOpen(maker.make(), 5000, 400, fails(answer(500)));
      const alone = await callUntilOpen(maker.make(), 5, 400, fails(answer(500)));
      const subject = maker.make();
      await callUntilOpen(subject, enough - 1, 400, fails(answer(500)));
      await wait(3_600_000);
      const made = await callUntilOpen(subject, 5, 400, fails(answer(500)));
      const opened = subject.state() !== 'closed';
      const saw = opened ? `opens after ${made} (of ${enough} needed)` : 'stays closed';
      return { saw, right: !opened && alone === 5 };
    },
  },
  {
    what: 'the wall clock is set back an hour while it is open',
    wanted: 'probes within a minute',
    wrong: ['cockatiel'],
    async run(maker) {
      const subject = maker.make();
      await open(subject);
      vi.setSystemTime(Date.now() - 3_600_000);
      for (let seconds = 1; seconds <= 4000; seconds++) {
        await wait(1000);
        if ((await attempt(subject, works)) === 'ok')
          return { saw: `probes after ${seconds} s`, right: seconds <= 60 };
      }
      return { saw: 'rejects for more than 4000 s', right: false };
    },
  },
  {
    what: '1000 callers while a probe takes 20 s',
    wanted: 'all are rejected at once, none waits for the probe',
    wrong: ['cockatiel'],
    async run(maker) {
      const subject = maker.make();
      await open(subject);
      await waitForProbe();
      const probe = pending();
      const probing = attempt(subject, probe.run);
      let settled = 0;
      let landed = 0;
      for (let i = 0; i < 1000; i++) {
        void attempt(subject, async () => {
          landed += 1;
        }).then(() => {
          settled += 1;
        });
      }
      await wait(1000);
      const atOnce = settled;
      await wait(8000);
      probe.resolve();
      await probing;
      await wait(100);
      const saw = `${atOnce} settle at once${landed > 0 ? `, ${landed} land together when it closes` : ''}`;
      return { saw, right: atOnce === 1000 && landed === 0 };
    },
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
    what: 'an open state is saved and restored in another process',
    wanted: 'is not half-open at once',
    wrong: ['opossum'],
    async run(maker) {
      if (maker.save === undefined) return { saw: 'not offered: starts closed', right: true };
      const before = maker.make();
      await open(before);
      const after = maker.make({ saved: maker.save(before) });
      await wait(1);
      const end = await attempt(after, works);
      return {
        saw: end === 'rejected' ? 'stays open' : `probes at once, is ${after.state()}`,
        right: end === 'rejected',
      };
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
    what: 'the probe is cancelled by its caller',
    wanted: 'does not close',
    wrong: ['opossum', 'cockatiel'],
    async run(maker) {
      const abort = new DOMException('This operation was aborted', 'AbortError');
      const subject = maker.make({ ignore: (error) => error === abort });
      await open(subject);
      await waitForProbe();
      for (let i = 0; i < 3; i++) await attempt(subject, fails(abort));
      return { saw: `is ${subject.state()} after 3`, right: subject.state() !== 'closed' };
    },
  },
  {
    what: 'the provider is back, but our key was revoked: every probe gets 401',
    wanted: 'closes, for the provider answers',
    wrong: [],
    async run(maker) {
      const subject = maker.make({ ignore: isClientError });
      await open(subject);
      await waitForProbe();
      for (let i = 0; i < 5; i++) await attempt(subject, fails(answer(401)));
      return { saw: `is ${subject.state()} after 5`, right: subject.state() === 'closed' };
    },
  },
  {
    what: 'a probe whose promise never settles',
    wanted: 'another probe within a minute',
    wrong: ['cockatiel'],
    async run(maker) {
      const subject = maker.make();
      await open(subject);
      await waitForProbe();
      void attempt(subject, pending().run);
      for (let seconds = 1; seconds <= 300; seconds++) {
        await wait(1000);
        const end = await Promise.race([attempt(subject, works), wait(10).then(() => 'hangs')]);
        if (end === 'ok') return { saw: `probes again after ${seconds} s`, right: seconds <= 60 };
        if (end === 'hangs') return { saw: 'callers hang behind it', right: false };
      }
      return { saw: 'is stuck', right: false };
    },
  },
  {
    what: 'every listener throws, the provider is healthy',
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

async function staleResult(maker: Maker, end: 'resolve' | 'reject'): Promise<Observed> {
  const subject = maker.make();
  const early = pending();
  const settled = attempt(subject, early.run);
  await wait(1);
  await open(subject);
  await wait(9000);
  // The longest wait that leaves a call of 10 s in flight is shorter than opossum's 30 s: look for the probe second by second.
  const probe = pending();
  let probing: Promise<unknown> | undefined;
  for (let seconds = 0; seconds < 60 && subject.state() !== 'half_open'; seconds++) {
    await wait(1000);
    probing = attempt(subject, probe.run);
    await wait(1);
  }
  if (end === 'resolve') early.resolve();
  else early.reject(answer(500));
  await settled;
  await wait(1);
  const state = subject.state();
  probe.resolve();
  await probing;
  const now = subject.state();
  const saw =
    state === 'half_open' ? 'stays half-open' : `is ${state}${state === now ? ', the probe is ignored' : ''}`;
  return { saw, right: state === 'half_open' };
}
