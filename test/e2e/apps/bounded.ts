import http from 'node:http';
import { register } from 'faultline';

// 100,000 URLs over 10,000 hosts, each its own, through one pool of sockets. Arguments: port, URLs, hosts.

const [port, urls, hosts] = process.argv.slice(2).map(Number) as [number, number, number];
const gc = globalThis.gc as () => void;

/** Pools its sockets without a look at the host: every name leads to the same loopback port. */
class OnePool extends http.Agent {
  override getName(): string {
    return 'all';
  }
}
const agent = new OnePool({ keepAlive: true, maxSockets: 16 });
const lookup: NonNullable<http.RequestOptions['lookup']> = (_host, options, done) => {
  if (options.all === true) done(null, [{ address: '127.0.0.1', family: 4 }]);
  else done(null, '127.0.0.1', 4);
};

function call(n: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const path = `/${word(n)}/${word(n * 7 + 1)}?n=${n}`;
    http
      .get({ host: `h${n % hosts}.example.test`, port, path, agent, lookup }, (response) =>
        response.resume().on('end', resolve).on('error', reject),
      )
      .on('error', reject);
  });
}

/** A segment that no heuristic takes for an identifier: the worst case of a route. */
function word(n: number): string {
  return n
    .toString(26)
    .replace(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)] ?? 'q')
    .replace(/(.)/g, '$1a');
}

async function callAll(from: number, to: number): Promise<void> {
  let next = from;
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      while (next < to) await call(next++);
    }),
  );
}

const faultline = register({ mode: 'metrics-only', metrics: { port: 0 } });
await faultline.ready;
await callAll(0, 500);
gc();
const before = process.memoryUsage().heapUsed;
await callAll(500, urls);
gc();
const grown = process.memoryUsage().heapUsed - before;
const metrics = await (await fetch(faultline.metricsUrl ?? '')).text();
process.stdout.write(JSON.stringify({ grown, metrics }), () => process.exit());
