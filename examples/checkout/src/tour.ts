import type { CollectedSpan } from '@faultline/test/kit';
import { blameCell, type Judgement, judgementOf, retryText } from './judgement.ts';
import { OUTCOMES, type Outcome } from './outcomes.ts';
import { CLIENT_OF, PARTIES, type Party, partyOf, type Settings } from './parties.ts';
import { type Stage, startStage } from './stage.ts';
import { type Cell, paint, screenWidth, tableLines } from './table.ts';

/** An outcome, as it went. */
interface Stop {
  readonly outcome: Outcome;
  readonly spans: Partial<Record<Party, CollectedSpan>>;
}

/** Spans of kind CLIENT. */
const CLIENT = 3;
const LOOP_LATE = 'transport.deadline.loop_late';
/** How long the spans of an order may take to arrive, in milliseconds. */
const PATIENCE_MS = 5_000;

/** Plays every outcome once, prints what Faultline said of each, and resolves with whether all was as expected. */
export async function playTour(): Promise<boolean> {
  // Any free port: a tour may run beside whatever serves metrics here.
  const stage = await startStage({ OTEL_EXPORTER_PROMETHEUS_PORT: '0' });
  try {
    const stops: Stop[] = [];
    for (const outcome of OUTCOMES) stops.push(await playInTime(stage, outcome));
    printTable(stops);
    printSpan(stops);
    await printMetrics(stage);
    return printSummary(stops);
  } finally {
    await stage.close();
  }
}

/** On a machine that stalls, our own timers are late, and Faultline rightly says so: the outcome is played once more. */
async function playInTime(stage: Stage, outcome: Outcome): Promise<Stop> {
  let stop = await play(stage, outcome);
  for (let again = 0; again < 3 && isLate(stop); again++) stop = await play(stage, outcome);
  return stop;
}

function isLate({ spans }: Stop): boolean {
  return Object.values(spans).some((span) => judgementOf(span).rule === LOOP_LATE);
}

async function play(stage: Stage, outcome: Outcome): Promise<Stop> {
  const { providers, collector } = stage;
  const parties = outcome.parties ?? PARTIES;
  const scenario = outcome.scenario ?? { kind: 'answer', status: 200, body: { ok: true } };
  for (const party of parties) await providers.set(party, scenario);
  const at = (party: Party): Settings[Party] =>
    outcome.at?.(providers, party) ?? { origin: providers.origin(party) };
  stage.point(
    Object.fromEntries(PARTIES.map((party) => [party, parties.includes(party) ? at(party) : undefined])),
  );

  const traceId = await stage.order(outcome.patienceMs);
  const arrived = (): CollectedSpan[] =>
    collector.spans.filter((span) => span.traceId === traceId && span.kind === CLIENT);
  const spanOf = (party: Party): CollectedSpan | undefined =>
    arrived().find(({ attributes }) => partyOf(String(attributes['url.full'])) === party);
  await collector
    .until(() => parties.every((party) => spanOf(party) !== undefined), PATIENCE_MS)
    .catch(() => {});
  return { outcome, spans: Object.fromEntries(parties.map((party) => [party, spanOf(party)])) };
}

function isAsExpected(outcome: Outcome, span: CollectedSpan | undefined): boolean {
  if (span === undefined) return false;
  const { category, blame, retry, retryAfterMs } = judgementOf(span);
  return (
    category === outcome.category &&
    blame === outcome.blame &&
    retry === outcome.retry &&
    retryAfterMs === outcome.retryAfterMs
  );
}

function printTable(stops: readonly Stop[]): void {
  const columns = [
    { title: 'what happens', flexible: true },
    { title: 'cheat sheet' },
    { title: 'Faultline' },
    { title: 'whose fault' },
    { title: 'try again' },
    ...PARTIES.map((party) => ({ title: CLIENT_OF[party] })),
  ];
  const rows = stops.map(({ outcome, spans }): Cell[] => {
    const span = PARTIES.map((party) => spans[party]).find((each) => each !== undefined);
    const said: Judgement | undefined = span && judgementOf(span);
    return [
      { text: outcome.what },
      blameCell(said?.cheatSheet ?? '—'),
      { text: said?.category ?? '—' },
      blameCell(said?.blame ?? '—'),
      { text: said === undefined ? '—' : retryText(said) },
      ...PARTIES.map((party) => markOf(outcome, party, spans[party])),
    ];
  });
  console.log(`\n${tableLines(columns, rows, screenWidth()).join('\n')}\n`);
}

function markOf(outcome: Outcome, party: Party, span: CollectedSpan | undefined): Cell {
  if (outcome.parties !== undefined && !outcome.parties.includes(party)) return { text: '·', style: ['dim'] };
  if (isAsExpected(outcome, span)) return { text: '✓', style: ['green'] };
  return { text: '✗', style: ['red', 'bold'] };
}

function printSpan(stops: readonly Stop[]): void {
  const span = stops.find(({ outcome }) => outcome.retryAfterMs === 30_000)?.spans.payments;
  if (span === undefined) return;
  console.log(paint(`A span, as your tracing backend gets it: ${span.name}`, ['bold']));
  for (const [name, value] of Object.entries(span.attributes)) {
    if (/^(faultline|error|peer|service)\.|status_code$|url\.full/.test(name)) {
      console.log(`  ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
    }
  }
}

async function printMetrics({ metricsUrl }: Stage): Promise<void> {
  const text = await (await fetch(metricsUrl)).text();
  const lines = text.split('\n').filter((line) => line.startsWith('faultline_'));
  const excerpt = [
    ...lines.filter((line) => /^faultline_requests_total.*"(503|429|0)"/.test(line)).slice(0, 6),
    ...lines.filter((line) => line.startsWith('faultline_body_failures_total')).slice(0, 3),
    ...lines.filter((line) => /duration_seconds_(bucket.*\+Inf|sum|count)/.test(line)).slice(0, 3),
  ];
  console.log(paint(`\nOf ${lines.length} series on ${metricsUrl}`, ['bold']));
  for (const line of excerpt) console.log(`  ${line}`);
}

function printSummary(stops: readonly Stop[]): boolean {
  const cells = stops.flatMap(({ outcome, spans }) =>
    (outcome.parties ?? PARTIES).map((party) => ({ outcome, party, span: spans[party] })),
  );
  const wrong = cells.filter(({ outcome, span }) => !isAsExpected(outcome, span));
  const failures = cells.filter(({ outcome }) => outcome.category !== 'ok');
  const cheated = failures.filter(
    ({ outcome, span }) => span !== undefined && judgementOf(span).cheatSheet === outcome.blame,
  ).length;
  const verdict =
    wrong.length === 0
      ? paint('all as expected', ['green', 'bold'])
      : paint(`${wrong.length} not as expected`, ['red', 'bold']);
  for (const { outcome, party, span } of wrong) {
    const said = span === undefined ? 'no span came' : JSON.stringify(judgementOf(span));
    console.log(`✗ ${outcome.what}, through ${CLIENT_OF[party]}: ${said}`);
  }
  console.log(
    `\n${stops.length} outcomes, ${cells.length} exchanges through ${PARTIES.length} clients: ${verdict}.`,
  );
  console.log(
    `The cheat sheet's rule blames the right party in ${cheated} of the ${failures.length} that are not plain successes.\n`,
  );
  return wrong.length === 0;
}
