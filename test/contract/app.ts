import { startFaultServer } from '@faultline/test/kit';
import { register } from 'faultline';
import { CLIENT_NAMES } from './clients.ts';
import { playContract } from './play.ts';

// A process that registers Faultline as a user does, plays the contract, and prints what its metrics then say.
// Argument: the mode.

const faultline = register({
  mode: process.argv[2] as 'own' | 'metrics-only',
  serviceName: 'contract',
  metrics: { port: 0 },
});
await faultline.ready;
const server = await startFaultServer(CLIENT_NAMES);
await playContract(server);
const metrics = await (await fetch(faultline.metricsUrl ?? '')).text();
// Ports differ from run to run; names do not.
const names = Object.fromEntries(
  CLIENT_NAMES.flatMap((client) =>
    (['plain', 'tls', 'expired', 'self_signed', 'wrong_host', 'h2'] as const).map((listener) => [
      new URL(server.origin(client, listener)).host,
      `${client} ${listener}`,
    ]),
  ),
);
await faultline.shutdown();
await server.close();
process.stdout.write(
  JSON.stringify({ metrics, names: { ...names, [new URL(server.refused).host]: 'refused' } }),
  () => process.exit(),
);
