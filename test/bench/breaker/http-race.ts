import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startFaultServer } from '@faultline/test/kit';
import type { Samples } from '../kit.ts';

const CALLER = fileURLToPath(new URL('./http-caller.ts', import.meta.url));
const GUARDS = ['bare', 'taps', 'taps and guard', 'opossum', 'cockatiel'];
const REQUESTS = 1000;
/** Rounds before the one that counts: a request by fetch gets cheaper for some 8,000 of them, as its code is compiled. */
const WARM_UP = 8;

/**
 * CPU of a request on loopback, in microseconds a round, for everything that may stand around it.
 *
 * Each sample is of a process of its own: how well a process happens to be compiled and laid out stays with it for life,
 * and would else pass for the cost of what stands around its requests.
 */
export async function httpRace(client: 'fetch' | 'http', rounds: number): Promise<Samples> {
  const server = await startFaultServer(['payments']);
  const url = `${server.origin('payments')}/v1/charges`;
  const samples = new Map<string, number[]>(GUARDS.map((guard) => [guard, []]));
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < GUARDS.length; i++) {
      const guard = GUARDS[(i + round) % GUARDS.length]!;
      samples.get(guard)?.push(await microsOf(guard, client, url));
    }
  }
  await server.close();
  return samples;
}

/** CPU of a request in a fresh process that is warm, in microseconds. */
async function microsOf(guard: string, client: string, url: string): Promise<number> {
  const caller = fork(CALLER, [guard, client, url], { execArgv: ['--conditions=@faultline/source'] });
  await once(caller, 'message');
  for (let i = 0; i < WARM_UP; i++) await askedOf(caller);
  const { micros, isGuarded } = await askedOf(caller);
  caller.kill();
  if (isGuarded !== guard.startsWith('taps')) throw new Error(`${guard} did not do its work`);
  return micros / REQUESTS;
}

async function askedOf(caller: ChildProcess): Promise<{ micros: number; isGuarded: boolean }> {
  const answer = once(caller, 'message');
  caller.send(REQUESTS);
  return (await answer)[0];
}
