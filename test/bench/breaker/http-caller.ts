import http from 'node:http';
import { createBreakers, createEngine } from '@faultline/core';
import { installTaps } from '@faultline/http';
import { cockatiel, opossum, sampling } from './contenders.ts';

// One process of the HTTP race: observes or guards as told, then makes as many requests as it is asked for and says how
// much CPU they took, in microseconds. Arguments: guard, client, URL. The taps hook the whole process.

type Around = 'bare' | 'taps' | 'taps and guard' | 'opossum' | 'cockatiel';

const [guard, client, url] = process.argv.slice(2) as [Around, 'fetch' | 'http', string];
const AT_ONCE = 8;

const breakers = createBreakers({ mode: 'enforce' });
const engine = createEngine({ breakers });
if (guard === 'taps') installTaps({ record: engine.record, amend: engine.amend });
if (guard === 'taps and guard')
  installTaps({
    record: engine.record,
    amend: engine.amend,
    admit: engine.admit,
    isQuiet: () => breakers.quiet,
  });

const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });
const clients = {
  fetch: async (): Promise<unknown> => (await fetch(url)).text(),
  http: () =>
    new Promise<unknown>((resolve, reject) => {
      http
        .get(url, { agent }, (response) => response.resume().on('end', resolve).on('error', reject))
        .on('error', reject);
    }),
};
const through = { opossum: opossum(), cockatiel: cockatiel(sampling()) };
const request = clients[client];
const make = guard === 'opossum' || guard === 'cockatiel' ? () => through[guard](request) : request;

process.on('message', async (requests: number) => {
  let left = requests;
  const before = process.cpuUsage();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0) await make();
    }),
  );
  const { user, system } = process.cpuUsage(before);
  const isGuarded = breakers.read(performance.now()).some(({ keys }) => keys.closed > 0);
  process.send?.({ micros: user + system, isGuarded });
});
process.once('disconnect', () => process.exit());
process.send?.('ready');
