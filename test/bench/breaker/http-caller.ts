import http from 'node:http';
import { createBreakers, createEngine } from '@faultline/core';
import { installTaps } from '@faultline/http';
import { cockatiel, opossum, sampling } from './contenders.ts';
import type { Around } from './http-race.ts';

// One process of the HTTP race: makes as many requests as it is asked for and says how much CPU they took, in
// microseconds, and how many were heard and guarded. Arguments: what stands around them, client, URL.

const [around, client, url] = process.argv.slice(2) as [Around, 'fetch' | 'http', string];
const AT_ONCE = 8;

const breakers = createBreakers({ mode: 'enforce' });
let heard = 0;
let guarded = 0;
const engine = createEngine({
  breakers,
  sinks: [
    {
      finding() {
        heard += 1;
      },
    },
  ],
});
const tap = { record: engine.record, amend: engine.amend };
const guard = {
  admit: engine.admit,
  isQuiet() {
    guarded += 1;
    return breakers.quiet;
  },
};
if (around === 'taps') installTaps(tap);
if (around === 'taps and guard') installTaps({ ...tap, ...guard });

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
const request = clients[client];
const through = { opossum: opossum(), cockatiel: cockatiel(sampling()) };

const make = around === 'opossum' || around === 'cockatiel' ? () => through[around](request) : request;

process.on('message', async (requests: number) => {
  let left = requests;
  [heard, guarded] = [0, 0];
  const before = process.cpuUsage();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0) await make();
    }),
  );
  const { user, system } = process.cpuUsage(before);
  process.send?.({ micros: user + system, heard, guarded });
});
process.once('disconnect', () => process.exit());
process.send?.('ready');
