import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Signal } from '@faultline/core';
import { Agent as UndiciAgent, request as undiciRequest } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { openFilesRatio } from './open-files.ts';
import { pendingRequests } from './pool-pending.ts';
import { createVitals, type Vitals } from './vitals.ts';

let vitals: Vitals | undefined;
afterEach(() => vitals?.stop());

function watch(): { seen: Extract<Signal, { kind: 'vital' }>[]; start(): void } {
  const seen: Extract<Signal, { kind: 'vital' }>[] = [];
  const created = createVitals({
    everyMs: 100,
    observe: (signal) => {
      if (signal.kind === 'vital') seen.push(signal);
    },
  });
  vitals = created;
  return { seen, start: () => created.start() };
}

async function withServer(hold: boolean, use: (port: number) => Promise<void>): Promise<void> {
  const server = createServer((_, response) => {
    if (!hold) response.end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  try {
    await use((server.address() as AddressInfo).port);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('vitals of a real process', () => {
  it('sees how late a blocked event loop was', async () => {
    const { seen, start } = watch();
    start();
    await sleep(120);
    const untilMs = performance.now() + 400;
    while (performance.now() < untilMs);
    await sleep(150);
    const worst = Math.max(
      ...seen.filter(({ vital }) => vital === 'event_loop_delay').map(({ value }) => value),
    );
    expect(worst).toBeGreaterThan(200);
  });

  it('counts requests that wait for a socket of a node:http agent', async () => {
    await withServer(true, async (port) => {
      const agent = new Agent({ maxSockets: 1 });
      const calls = Array.from({ length: 4 }, () =>
        request({ port, agent })
          .on('error', () => undefined)
          .end(),
      );
      expect(pendingRequests([agent])).toBe(3);
      for (const call of calls) call.destroy();
      agent.destroy();
    });
  });

  it('counts requests that wait in the queue of an undici agent', async () => {
    await withServer(true, async (port) => {
      const dispatcher = new UndiciAgent({ connections: 1, pipelining: 1 });
      const calls = Array.from({ length: 5 }, () =>
        undiciRequest(`http://127.0.0.1:${port}/`, { dispatcher }).catch(() => undefined),
      );
      await sleep(50);
      expect(pendingRequests([dispatcher])).toBeGreaterThanOrEqual(4);
      await dispatcher.destroy();
      await Promise.all(calls);
    });
  });

  it('gives the share of open files where the system tells it', () => {
    const ratio = openFilesRatio();
    if (process.platform !== 'linux') return;
    expect(ratio).toBeGreaterThan(0);
    expect(ratio).toBeLessThanOrEqual(1);
  });

  it('measures nothing after it was stopped, however often', async () => {
    const { seen, start } = watch();
    start();
    start();
    vitals?.stop();
    vitals?.stop();
    await sleep(250);
    expect(seen).toEqual([]);
  });

  it('never lets a throwing listener reach the process', async () => {
    const errors: unknown[] = [];
    vitals = createVitals({
      everyMs: 100,
      observe: () => {
        throw new Error('listener');
      },
      onError: (error) => errors.push(error),
    });
    vitals.start();
    await sleep(250);
    expect(errors.length).toBeGreaterThan(0);
  });

  it.each([0, 50, Number.NaN])('refuses to measure every %s ms, and says what to write', (everyMs) => {
    expect(() => createVitals({ everyMs, observe: () => undefined })).toThrow(/at least 100 milliseconds/);
  });
});
