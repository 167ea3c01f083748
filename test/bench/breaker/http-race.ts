import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startFaultServer } from '@faultline/test/kit';
import type { Samples } from '../kit.ts';

const CALLER = fileURLToPath(new URL('./http-caller.ts', import.meta.url));
/** What may stand around a request. */
export type Around = 'bare' | 'taps' | 'taps and guard' | 'opossum' | 'cockatiel';

/** A request by fetch gets cheaper for some thousands of them, as its code is compiled. */
const WARM_UP = 6000;
const TURNS = 18;
const REQUESTS = 250;

/**
 * CPU of a request on loopback, in microseconds, by what stands around it: a sample a round.
 *
 * Each round has a fresh process for each, which take turns. A sample is the cheapest turn of a process: collections of
 * garbage, compilations and neighbours on the machine only ever add to one, by more than is to be measured.
 */
export async function httpRace(
  client: 'fetch' | 'http',
  rounds: number,
  contenders: readonly Around[],
): Promise<Samples> {
  const server = await startFaultServer(['payments']);
  const url = `${server.origin('payments')}/v1/charges`;
  const samples = new Map<Around, number[]>(contenders.map((around) => [around, []]));
  for (let round = 0; round < rounds; round++) {
    const callers = await Promise.all(contenders.map((around) => startCaller(around, client, url)));
    for (const caller of callers) await caller.microsOf(WARM_UP);
    const cheapest = callers.map(() => Number.POSITIVE_INFINITY);
    for (let turn = 0; turn < TURNS; turn++) {
      for (let i = 0; i < callers.length; i++) {
        const at = (i + turn) % callers.length;
        cheapest[at] = Math.min(cheapest[at]!, await callers[at]!.microsOf(REQUESTS));
      }
    }
    for (const [at, { around, stop }] of callers.entries()) {
      samples.get(around)?.push(cheapest[at]!);
      stop();
    }
  }
  await server.close();
  return samples;
}

interface Caller {
  readonly around: Around;
  /** CPU of one of so many requests, in microseconds. */
  microsOf(requests: number): Promise<number>;
  stop(): void;
}

async function startCaller(around: Around, client: string, url: string): Promise<Caller> {
  const child = fork(CALLER, [around, client, url], { execArgv: ['--conditions=@faultline/source'] });
  await once(child, 'message');
  return {
    around,
    async microsOf(requests) {
      const answer = once(child, 'message');
      child.send(requests);
      const [{ micros, heard, guarded }] = await answer;
      const hears = heard === (around.startsWith('taps') ? requests : 0);
      const guards = around === 'taps and guard' ? guarded >= requests - 1 : guarded === 0;
      if (!hears || !guards)
        throw new Error(`${around} heard ${heard} and guarded ${guarded} of ${requests}`);
      return micros / requests;
    },
    stop: () => void child.kill(),
  };
}
