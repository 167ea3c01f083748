import { register } from 'faultline';
import { CLIENT_NAMES, CLIENTS, type ClientName } from '../../contract/clients.ts';
import { uncaughtOf } from './uncaught.ts';

// Calls every hostile path through every client, with Faultline or without, and tells what each client saw.
// Arguments: mode, or `off`; origins of hostile providers as JSON, by scenario.

/** Long enough that a busy machine meets it, for whoever answers at all. */
const DEADLINE_MS = 2_000;
const GAVE_UP = 'gave up';

const [mode, origins] = process.argv.slice(2) as ['off' | 'own' | 'metrics-only', string];
const uncaught = uncaughtOf(process);
const faultline = mode === 'off' ? undefined : register({ mode, metrics: { port: 0 } });
await faultline?.ready;

const seen: Record<string, string> = {};
await Promise.all(
  Object.entries(JSON.parse(origins) as Record<string, string>).flatMap(([name, url]) =>
    CLIENT_NAMES.map(async (client) => {
      seen[`${client}: ${name}`] = await outcomeOf(client, url);
    }),
  ),
);

async function outcomeOf(client: ClientName, url: string): Promise<string> {
  const session = CLIENTS[client]({ timeoutMs: DEADLINE_MS });
  const call = session.send(url).then((status) => `status ${status}`, nameOf);
  // A body that trickles keeps some clients' own deadlines from ever firing.
  const late = new Promise<string>((resolve) => setTimeout(resolve, 2 * DEADLINE_MS, GAVE_UP));
  const outcome = await Promise.race([call, late]);
  await session.close();
  return outcome;
}

/** Which of several deadlines came first is a matter of the machine. */
function nameOf(error: Error & { code?: unknown; cause?: { code?: unknown } }): string {
  const code = String(error.cause?.code ?? error.code ?? '');
  return /TIMEOUT|TIMEDOUT|ECONNABORTED/.test(code) ||
    error.name === 'TimeoutError' ||
    error.message === 'socket hang up'
    ? GAVE_UP
    : `${error.name} ${code}`;
}

const metrics = faultline?.metricsUrl === undefined ? '' : await (await fetch(faultline.metricsUrl)).text();
process.stdout.write(JSON.stringify({ seen, metrics, uncaught }), () => process.exit());
