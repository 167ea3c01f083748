import { type CollectedSpan, fault, OK } from '@faultline/test/kit';
import { blameCell, type Judgement, judgementOf, retryText } from './judgement.ts';
import { playOutage } from './outage.ts';
import { OUTCOMES, type Outcome } from './outcomes.ts';
import { CLIENT_OF, PARTIES, type Party, partyOf, type Setting } from './parties.ts';
import { type Stage, startStage } from './stage.ts';
import { type Cell, paint, screenWidth, tableLines } from './table.ts';

/** An outcome, as it went. */
interface Stop {
  readonly outcome: Outcome;
  readonly said: Partial<Record<Party, Judgement>>;
}

/** Spans of kind CLIENT. */
const CLIENT = 3;
/** Any free port: a tour may run beside whatever serves metrics here. */
const ENV = { OTEL_EXPORTER_PROMETHEUS_PORT: '0' };
const outage = fault.answer(503, { headers: { 'retry-after': '30' } });
const LOOP_LATE = 'transport.deadline.loop_late';
/** Orders of ordinary traffic. */
const SHIFT = 20;
/** How long the spans of an order may take to arrive, in milliseconds. */
const PATIENCE_MS = 5_000;

/** Plays every outcome once, prints what Faultline said of each, and resolves with whether all was as expected. */
export async function playTour(): Promise<boolean> {
  const stage = await startStage(ENV);
  const stops: Stop[] = [];
  try {
    for (const outcome of OUTCOMES) stops.push(await playInTime(stage, outcome));
  } finally {
    await stage.close();
  }
  printTable(stops);
  await playShift();
  const isSurvived = await playOutage(ENV);
  return printSummary(stops) && isSurvived;
}

/** On a machine that stalls, our own timers are late, and Faultline rightly says so: it is played once more. */
async function playInTime(stage: Stage, outcome: Outcome): Promise<Stop> {
  for (let again = 0; ; again++) {
    const stop = await play(stage, outcome);
    const isLate = PARTIES.some((party) => stop.said[party]?.rule === LOOP_LATE);
    if (again === 3 || !isLate) return stop;
  }
}

async function play(stage: Stage, outcome: Outcome): Promise<Stop> {
  const { providers, collector } = stage;
  const parties = outcome.parties ?? PARTIES;
  for (const party of parties) await providers.set(party, outcome.scenario ?? OK);
  const at = (party: Party): Setting => outcome.at?.(providers, party) ?? { origin: providers.origin(party) };
  stage.point(
    Object.fromEntries(PARTIES.map((party) => [party, parties.includes(party) ? at(party) : undefined])),
  );
  const { traceId: order } = await stage.order(outcome.patienceMs);
  const spanOf = (party: Party): CollectedSpan | undefined =>
    collector.spans.find(
      ({ traceId, kind, attributes }) =>
        traceId === order && kind === CLIENT && partyOf(String(attributes['url.full'])) === party,
    );
  await collector
    .until(() => parties.every((party) => spanOf(party) !== undefined), PATIENCE_MS)
    .catch(() => {});
  const said: Stop['said'] = {};
  for (const party of parties) {
    const span = spanOf(party);
    const label = labelOf(stage, outcome, order, party);
    if (span !== undefined && label !== undefined) said[party] = { ...judgementOf(span), blame: label };
  }
  return { outcome, said };
}

/** Advice is told as the span carries it, blame as the exchange by itself means it. */
function labelOf(stage: Stage, outcome: Outcome, order: string, party: Party): string | undefined {
  const labels = stage.labels.filter(({ traceId, url }) => traceId === order && partyOf(url) === party);
  // A followed redirect has a second exchange; a body that breaks is told twice of the same.
  return (outcome.category === 'redirect' ? labels[0] : labels.at(-1))?.blame;
}

function isAsExpected(outcome: Outcome, said: Judgement | undefined): boolean {
  return (
    said !== undefined &&
    said.category === outcome.category &&
    said.blame === outcome.blame &&
    said.retry === outcome.retry &&
    said.retryAfterMs === outcome.retryAfterMs
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
  const rows = stops.map(({ outcome, said }): Cell[] => {
    const first = PARTIES.map((party) => said[party]).find((each) => each !== undefined);
    return [
      { text: outcome.what },
      blameCell(first?.cheatSheet ?? '—'),
      { text: first?.category ?? '—' },
      blameCell(first?.blame ?? '—'),
      { text: first === undefined ? '—' : retryText(first) },
      ...PARTIES.map((party) => markOf(outcome, party, said[party])),
    ];
  });
  console.log(`\n${tableLines(columns, rows, screenWidth()).join('\n')}\n`);
}

function markOf(outcome: Outcome, party: Party, said: Judgement | undefined): Cell {
  if (outcome.parties !== undefined && !outcome.parties.includes(party)) return { text: '·', style: ['dim'] };
  return isAsExpected(outcome, said)
    ? { text: '✓', style: ['green'] }
    : { text: '✗', style: ['red', 'bold'] };
}

/** Ordinary traffic of a checkout that has just started, with trouble here and there: what tracing and metrics then show. */
async function playShift(): Promise<void> {
  const stage = await startStage(ENV);
  try {
    const { providers, collector } = stage;
    await providers.set('llm', fault.mix(1, [3, OK], [2, outage]));
    await providers.set('shipping', fault.rateLimit(8, 60_000));
    await providers.set('maps', fault.sequence(OK, fault.truncated(), OK));
    for (let order = 0; order < SHIFT; order++) await stage.order();
    const isOutage = ({ attributes }: CollectedSpan): boolean =>
      attributes['http.response.status_code'] === 503;
    await collector.until(({ spans }) => spans.some(isOutage), PATIENCE_MS).catch(() => {});
    printSpan(collector.spans.findLast(isOutage));
    await printMetrics(stage.metricsUrl);
  } finally {
    await stage.close();
  }
}

function printSpan(span: CollectedSpan | undefined): void {
  if (span === undefined) return;
  console.log(paint(`A span, as your tracing backend gets it: ${span.name}`, ['bold']));
  for (const [name, value] of Object.entries(span.attributes)) {
    if (/^(faultline|error|peer|service)\.|status_code$|url\.full/.test(name)) {
      console.log(`  ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
    }
  }
}

async function printMetrics(metricsUrl: string): Promise<void> {
  const text = await (await fetch(metricsUrl)).text();
  const lines = text.split('\n').filter((line) => line.startsWith('faultline_'));
  const excerpt = [
    ...lines.filter((line) => line.startsWith('faultline_requests_total')),
    ...lines.filter((line) => line.startsWith('faultline_body_failures_total')),
    ...lines.filter((line) => /duration_seconds_(bucket.*\+Inf|sum|count)/.test(line)).slice(0, 3),
  ];
  console.log(
    paint(`\nAfter ${SHIFT} orders with trouble here and there, of ${lines.length} lines on ${metricsUrl}`, [
      'bold',
    ]),
  );
  for (const line of excerpt) console.log(`  ${line}`);
}

function printSummary(stops: readonly Stop[]): boolean {
  const cells = stops.flatMap(({ outcome, said }) =>
    (outcome.parties ?? PARTIES).map((party) => ({ outcome, party, said: said[party] })),
  );
  const wrong = cells.filter(({ outcome, said }) => !isAsExpected(outcome, said));
  const failures = cells.filter(({ outcome }) => outcome.category !== 'ok');
  const cheated = failures.filter(({ outcome, said }) => said?.cheatSheet === outcome.blame).length;
  const result =
    wrong.length === 0
      ? paint('all as expected', ['green', 'bold'])
      : paint(`${wrong.length} not as expected`, ['red', 'bold']);
  for (const { outcome, party, said } of wrong) {
    console.log(
      `✗ ${outcome.what}, through ${CLIENT_OF[party]}: ${said ? JSON.stringify(said) : 'nothing was said'}`,
    );
  }
  console.log(
    `\n${stops.length} outcomes, ${cells.length} exchanges through ${PARTIES.length} clients: ${result}.`,
  );
  console.log(
    `The cheat sheet's rule blames the right party in ${cheated} of the ${failures.length} that are not plain successes.`,
  );
  console.log('That is what one exchange means by itself. What the evidence around it adds: npm run demo\n');
  return wrong.length === 0;
}
