import { createRequire } from 'node:module';
import { type Setup, setUp } from './setups.ts';

// One process of the request bench: sets itself up as told, then makes as many requests as it is asked for and says how
// much CPU they took. Arguments: set-up, client, URL.

const [setup, client, url] = process.argv.slice(2) as [Setup, 'fetch' | 'http', string];
const AT_ONCE = 16;

const seen = await setUp(setup);
// Instrumentations patch what `require` returns; an import made before them would go past them.
const http = createRequire(import.meta.url)('node:http') as typeof import('node:http');
const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });

const CLIENTS = {
  fetch: async (): Promise<void> => {
    await (await fetch(url)).text();
  },
  http: () =>
    new Promise<void>((resolve, reject) => {
      http
        .get(url, { agent }, (response) => response.resume().on('end', resolve).on('error', reject))
        .on('error', reject);
    }),
};

async function run(requests: number): Promise<number> {
  let left = requests;
  const before = process.cpuUsage();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0) await CLIENTS[client]();
    }),
  );
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

process.on('message', async (requests: number | 'seen') => {
  process.send?.(requests === 'seen' ? await seen() : await run(requests));
});
process.once('disconnect', () => process.exit());
process.send?.('ready');
