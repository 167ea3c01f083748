// Fails many times through clients, drops all errors but one, and prints how many are still there after a collection.
import { setTimeout } from 'node:timers/promises';
import { register } from 'faultline';
import { CLIENTS } from './calls.ts';
import { startFailingServer } from './failing-server.ts';

const TIMES = 50;
const NAMES = ['fetch', 'axios', 'superagent'] as const;

const server = await startFailingServer();
const faultline = register({ mode: 'metrics-only', metrics: false });
const dropped: WeakRef<object>[] = [];

async function fail(name: string, fault: string): Promise<object> {
  try {
    await CLIENTS[name]?.(server.url(fault));
  } catch (error) {
    return error as object;
  }
  throw new Error(`${name} did not fail`);
}

async function dropMany(): Promise<void> {
  for (let time = 0; time < TIMES; time++) {
    for (const name of NAMES) {
      dropped.push(new WeakRef(await fail(name, 'cut')));
      if (name === 'fetch') continue;
      const error = (await fail(name, 'status')) as { response: { request?: object; req?: object } };
      const request = error.response.request ?? error.response.req;
      if (request !== undefined) dropped.push(new WeakRef(request));
    }
  }
}

const kept = await fail('axios', 'nameless');
await dropMany();
for (let round = 0; round < 5; round++) {
  await setTimeout(10);
  globalThis.gc?.();
}
const alive = dropped.filter((ref) => ref.deref() !== undefined).length;
console.log(
  JSON.stringify({ dropped: dropped.length, alive, kept: faultline.explain(kept)?.finding.status }),
);
await faultline.shutdown();
await server.close();
