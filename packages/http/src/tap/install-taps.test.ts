import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel';
import http from 'node:http';
import type { Finding } from '@faultline/core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CLIENTS } from '../testing/clients.ts';
import { type FaultOrigin, startFaultOrigin } from '../testing/fault-origin.ts';
import { recordTaps } from '../testing/recorder.ts';
import { installTaps } from './install-taps.ts';
import type { TapOptions } from './tap-options.ts';

let origin: FaultOrigin;
beforeAll(async () => {
  origin = await startFaultOrigin();
});
afterAll(() => origin.close());

const options: TapOptions = {
  record: (exchange) => ({ exchange }) as Finding,
  amend: (finding) => finding,
};

describe('installTaps', () => {
  it('installs one set a process, also when this package is loaded twice', async () => {
    const taps = installTaps(options);
    expect(installTaps(options)).toBe(taps);
    vi.resetModules();
    const second = await import('./install-taps.ts');
    expect(second.installTaps).not.toBe(installTaps);
    expect(second.installTaps(options)).toBe(taps);
    taps.uninstall();
    taps.uninstall();
  });

  it('leaves nothing behind when it is uninstalled', () => {
    const methods = (): unknown[] => [
      ...Object.getOwnPropertyNames(http.ClientRequest.prototype).sort(),
      ...Object.entries(Object.getOwnPropertyDescriptors(http.ClientRequest.prototype)),
      ...Object.entries(Object.getOwnPropertyDescriptors(http.IncomingMessage.prototype)),
    ];
    const before = methods();
    installTaps(options).uninstall();
    expect(methods()).toEqual(before);
    expect(channel('undici:request:create').hasSubscribers).toBe(false);
  });

  it('leaves a wrapper that somebody put over a hook in place, and is silent behind it', async () => {
    const { record } = options;
    const exchanges: unknown[] = [];
    const taps = installTaps({
      ...options,
      record: (exchange) => {
        exchanges.push(exchange);
        return record(exchange);
      },
    });
    const { onSocket } = http.ClientRequest.prototype;
    const wrapper = vi.fn(function (this: http.ClientRequest, ...args: Parameters<typeof onSocket>) {
      onSocket.apply(this, args);
    });
    http.ClientRequest.prototype.onSocket = wrapper;
    taps.uninstall();
    await CLIENTS.http?.(`${origin.origin}/ok`);
    expect(wrapper).toHaveBeenCalledOnce();
    expect(exchanges).toEqual([]);
    http.ClientRequest.prototype.onSocket = onSocket;
  });

  it.each(['started', 'record', 'settled', 'amend', 'amended', 'isSuppressed', 'routeOf', 'spanOf'] as const)(
    'lets nothing of a %s that throws reach the application',
    async (callback) => {
      const uncaught = vi.fn();
      process.on('uncaughtException', uncaught);
      const broken = () => {
        throw new Error(`${callback} is broken`);
      };
      const recorder = recordTaps({ [callback]: broken });
      for (const client of Object.values(CLIENTS)) {
        expect(await client(`${origin.origin}/ok`)).toEqual({ status: 200, body: 'ok' });
        await expect(client(`${origin.origin}/half-body`)).rejects.toBeDefined();
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(recorder.internalErrors).toContainEqual(new Error(`${callback} is broken`));
      expect(uncaught).not.toHaveBeenCalled();
      process.off('uncaughtException', uncaught);
      recorder.taps.uninstall();
    },
  );

  it('survives an onInternalError that throws', async () => {
    const broken = () => {
      throw new Error('broken');
    };
    const recorder = recordTaps({ record: broken, onInternalError: broken });
    expect(await CLIENTS.fetch?.(`${origin.origin}/ok`)).toEqual({ status: 200, body: 'ok' });
    recorder.taps.uninstall();
  });

  it('has settled an exchange before later subscribers hear how it ended, and not before it heard itself', async () => {
    const order: string[] = [];
    const hear = (who: string, name: string) => {
      const listen = (): void => void order.push(who);
      subscribe(name, listen);
      return () => unsubscribe(name, listen);
    };
    const ends = [
      'undici:request:headers',
      'undici:request:error',
      'http.client.response.finish',
      'http.client.request.error',
    ];
    const before = ends.map((name) => hear('before', name));
    const recorder = recordTaps({ settled: () => order.push('settled') });
    const after = ends.map((name) => hear('after', name));
    for (const client of Object.values(CLIENTS)) {
      await client(`${origin.origin}/ok`);
      expect(order.splice(0)).toEqual(['before', 'settled', 'after']);
      await client(`${origin.origin}/fin`).catch(() => {});
      expect(order.splice(0)).toEqual(['before', 'settled', 'after']);
    }
    recorder.taps.uninstall();
    for (const stop of [...before, ...after]) stop();
  });

  it('asks for route and span once an exchange, with the same object that started it', async () => {
    const seen: unknown[] = [];
    const see = (open: unknown): void => void seen.push(open);
    const span = { traceId: 't', spanId: 's', sampled: true };
    const recorder = recordTaps({
      started: see,
      routeOf(open) {
        see(open);
        return '/status/{code}';
      },
      spanOf(open) {
        see(open);
        return span;
      },
      settled: see,
    });
    await CLIENTS.fetch?.(`${origin.origin}/status/404`);
    expect(recorder.exchanges).toMatchObject([{ route: '/status/{code}', span }]);
    expect(seen).toHaveLength(4);
    expect(new Set(seen).size).toBe(1);
    recorder.taps.uninstall();
  });
});
