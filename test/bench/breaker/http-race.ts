import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startFaultServer } from '@faultline/test/kit';
import type { Samples } from '../kit.ts';

const CALLER = fileURLToPath(new URL('./http-caller.ts', import.meta.url));
const GUARDS = ['bare', 'taps', 'taps and guard', 'opossum', 'cockatiel'];
const REQUESTS = 1000;
const WARM_UP = 3;

/** CPU of a request on loopback, in microseconds a round, for everything that may stand around it. */
export async function httpRace(client: 'fetch' | 'http', rounds: number): Promise<Samples> {
  const server = await startFaultServer(['payments']);
  const callers = new Map<string, ChildProcess>();
  for (const guard of GUARDS) {
    const args = [guard, client, `${server.origin('payments')}/v1/charges`];
    const caller = fork(CALLER, args, { execArgv: ['--conditions=@faultline/source'] });
    caller.setMaxListeners(0);
    await once(caller, 'message');
    callers.set(guard, caller);
  }
  const samples = new Map<string, number[]>(GUARDS.map((guard) => [guard, []]));
  for (let round = -WARM_UP; round < rounds; round++) {
    for (let i = 0; i < GUARDS.length; i++) {
      const guard = GUARDS[(i + round + WARM_UP) % GUARDS.length]!;
      const caller = callers.get(guard);
      const answer = once(caller!, 'message');
      caller?.send(REQUESTS);
      const [{ micros, isGuarded }] = (await answer) as [{ micros: number; isGuarded: boolean }];
      if (isGuarded !== guard.startsWith('taps')) throw new Error(`${guard} did not do its work`);
      if (round >= 0) samples.get(guard)?.push(micros / REQUESTS);
    }
  }
  for (const caller of callers.values()) caller.kill();
  await server.close();
  return samples;
}
