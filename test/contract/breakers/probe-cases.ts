import { vi } from 'vitest';
import type { Case, Observed } from './case.ts';
import {
  answer,
  attempt,
  callUntilOpen,
  fails,
  isOurs,
  open,
  pending,
  wait,
  waitForProbe,
  works,
} from './run.ts';
import type { Maker } from './subjects.ts';

/** An open circuit and its way back. */
export const PROBE_CASES: readonly Case[] = [
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
    what: 'an open state is saved and restored in another process',
    wanted: 'is not half-open at once',
    wrong: ['opossum'],
    async run(maker) {
      if (maker.save === undefined) return { saw: 'not offered: starts closed', right: true };
      const before = maker.make();
      await callUntilOpen(before, 1200, 50, works);
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
      const subject = maker.make({ ignore: isOurs });
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
    what: 'opened by 503s that ask to come back in 90 s',
    wanted: 'probes after 90–100 s',
    wrong: ['opossum', 'cockatiel'],
    async run(maker) {
      const subject = maker.make();
      const busy = () => Promise.reject(Object.assign(answer(503), { headers: { 'retry-after': '90' } }));
      await callUntilOpen(subject, 2000, 50, busy);
      for (let seconds = 1; seconds <= 200; seconds++) {
        await wait(1000);
        if ((await attempt(subject, works)) === 'ok') {
          return { saw: `probes after ${seconds} s`, right: seconds >= 90 && seconds <= 101 };
        }
      }
      return { saw: 'does not probe in 200 s', right: false };
    },
  },
];

async function staleResult(maker: Maker, end: 'resolve' | 'reject'): Promise<Observed> {
  const subject = maker.make({ probeAfterMs: 2000 });
  const early = pending();
  const settled = attempt(subject, early.run);
  await open(subject);
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
  const state = subject.state();
  probe.resolve();
  await probing;
  const ignored = state !== 'half_open' && subject.state() === state ? ', the probe is ignored' : '';
  return {
    saw: state === 'half_open' ? 'stays half-open' : `is ${state}${ignored}`,
    right: state === 'half_open',
  };
}
