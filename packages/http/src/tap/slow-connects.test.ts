import { afterAll, expect, it } from 'vitest';
import { startFaultOrigin } from '../testing/fault-origin.ts';
import { recordTaps } from '../testing/recorder.ts';

// No npm undici is loaded here: version 8 puts itself between Node 22 and its own fetch.

const origin = await startFaultOrigin();
const recorder = recordTaps();
afterAll(async () => {
  recorder.taps.uninstall();
  await origin.close();
});

it('hears at once why a fetch was given up while it still connects', async () => {
  // A peer that accepts and never shakes hands. The connection itself would fail after ten seconds.
  const secure = `https://127.0.0.1:${origin.port}`;
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 600);
  const late = fetch(`${secure}/late`, { signal: AbortSignal.timeout(600) });
  const left = fetch(`${secure}/left`, { signal: controller.signal });
  const ends = await Promise.allSettled([late, left]);
  expect(ends.map((end) => end.status === 'rejected' && end.reason.name)).toEqual([
    'TimeoutError',
    'AbortError',
  ]);
  await recorder.settled(2);
  expect(recorder.at('/late')).toMatchObject([
    { abort: 'deadline', phase: 'connect', loopLateMs: expect.any(Number), error: { name: 'TimeoutError' } },
  ]);
  expect(recorder.at('/left')).toMatchObject([
    { abort: 'caller', phase: 'connect', error: { name: 'AbortError' } },
  ]);
  expect(recorder.exchanges[0]?.durationMs).toBeLessThan(5_000);
});
