import { register } from 'faultline';
import { CLIENT_NAMES, CLIENTS, type ClientName } from '../../contract/clients.ts';
import { sabotage, thrown } from './sabotage.ts';
import { uncaughtOf } from './uncaught.ts';

// Calls every hostile path through every client, with Faultline or without, and tells what each client saw.
// Arguments: a mode of register(), `off`, or `throw:` and names of callbacks that shall; as JSON by scenario, where it
// is played and whether it ever ends.

type Mode = 'off' | 'own' | 'metrics-only' | `throw:${string}`;
const THROW = 'throw:';

/** For scenarios that never end, and for those that end by themselves: on the busiest machine nobody waits so long. */
const ENDLESS_MS = 400;
const ENDING_MS = 20_000;
/** Calls under way at once. */
const AT_ONCE = 12;

interface Target {
  readonly url: string;
  readonly isEndless: boolean;
}

const [mode, targets] = process.argv.slice(2) as [Mode, string];
const uncaught = uncaughtOf(process);
const faultline =
  mode === 'own' || mode === 'metrics-only' ? register({ mode, metrics: { port: 0 } }) : undefined;
if (mode.startsWith(THROW)) sabotage(mode.slice(THROW.length).split(','));
await faultline?.ready;

const seen: Record<string, string> = {};
const waiting = Object.entries(JSON.parse(targets) as Record<string, Target>).flatMap(([name, target]) =>
  CLIENT_NAMES.map((client) => ({ name, target, client })),
);
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let call = waiting.shift(); call !== undefined; call = waiting.shift()) {
      seen[`${call.client}: ${call.name}`] = await outcomeOf(call.client, call.target);
    }
  }),
);

async function outcomeOf(client: ClientName, { url, isEndless }: Target): Promise<string> {
  const deadlineMs = isEndless ? ENDLESS_MS : ENDING_MS;
  const session = CLIENTS[client]({ timeoutMs: deadlineMs });
  const call = session.send(url).then(
    (status) => `status ${status}`,
    // What comes first of an endless answer, a limit of its size or a deadline, is a matter of the machine.
    (error) => (isEndless ? 'no answer' : nameOf(error)),
  );
  // A body that trickles keeps some clients' own deadlines from ever firing.
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, 3 * deadlineMs, 'no answer');
  });
  const outcome = await Promise.race([call, late]);
  clearTimeout(timer);
  await session.close();
  return outcome;
}

function nameOf(error: Error & { code?: unknown; cause?: { code?: unknown } }): string {
  return `${error.name} ${String(error.cause?.code ?? error.code ?? '')}`;
}

const metrics = faultline?.metricsUrl === undefined ? '' : await (await fetch(faultline.metricsUrl)).text();
process.stdout.write(JSON.stringify({ seen, metrics, uncaught, thrown: [...thrown] }), () => process.exit());
