import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { estimateOf, printReport, ratioOf, rowOf } from './kit.ts';

// Milliseconds from the start of a process until it is ready to observe, as the built packages are installed: each
// program says how old it is then. Run `npm run build` first; the script does.

const ROUNDS = 25;
const WARM_UP = 3;
const PROGRAMS = ['empty', 'metrics-only', 'own', 'node-sdk'] as const;

const run = promisify(execFile);
const samples = new Map<string, number[]>(PROGRAMS.map((program) => [program, []]));
for (let round = -WARM_UP; round < ROUNDS; round++) {
  for (let at = 0; at < PROGRAMS.length; at++) {
    const program = PROGRAMS[(at + round + WARM_UP) % PROGRAMS.length] ?? 'empty';
    const took = await ageWhenReady(program);
    if (round >= 0) samples.get(program)?.push(took);
  }
}

const empty = samples.get('empty') ?? [];
const overEmpty = new Map([
  ['metrics-only', (samples.get('metrics-only') ?? []).map((took, round) => took - (empty[round] ?? 0))],
]);
const median = (program: string): number => estimateOf(samples, program).median;
const all = { empty: median('empty'), NodeSDK: median('node-sdk') };

printReport('Start-up, until everything is observed', [
  rowOf(
    'own mode over the plain NodeSDK with the same exporters',
    ratioOf(samples, 'own', 'node-sdk'),
    {},
    '×',
    1.15,
  ),
  rowOf('metrics-only over an empty process', estimateOf(overEmpty, 'metrics-only'), {}, 'ms', 60),
  rowOf('own mode, whole', estimateOf(samples, 'own'), all, 'ms'),
  rowOf('metrics-only, whole', estimateOf(samples, 'metrics-only'), all, 'ms'),
]);

async function ageWhenReady(program: string): Promise<number> {
  const file = fileURLToPath(new URL(`./startup/${program}.mjs`, import.meta.url));
  // The same exporters for both that have any; nobody listens there, and nothing is sent so early.
  const env = {
    ...process.env,
    OTEL_TRACES_EXPORTER: 'otlp',
    OTEL_METRICS_EXPORTER: 'otlp',
    OTEL_LOGS_EXPORTER: 'none',
  };
  const { stdout } = await run(process.execPath, [file], { env });
  const age = Number(stdout);
  if (!(age > 0)) throw new Error(`${program} did not say how old it is, but: ${stdout}`);
  return age;
}
