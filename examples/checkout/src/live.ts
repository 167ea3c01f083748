import type { CollectedSpan } from '@faultline/test/kit';
import { INCIDENTS } from './incidents.ts';
import { blameCell, type Judgement, judgementOf, retryText } from './judgement.ts';
import { CLIENT_OF, PARTIES, type Party, partyOf } from './parties.ts';
import { type Stage, startStage } from './stage.ts';
import { type Cell, clip, paint, screenWidth, tableLines } from './table.ts';

/** Milliseconds between two orders, two pictures on a terminal, two pictures in a pipe, two incidents of a provider. */
const ORDER_MS = 200;
const PICTURE_MS = 500;
const PIPED_PICTURE_MS = 5_000;
const INCIDENT_MS = 12_000;
/** Calls of a provider that its row tells of. */
const RECENT = 20;

const CLEAR = '\x1b[H\x1b[J';
const ENTER = '\x1b[?1049h\x1b[?25l';
const LEAVE = '\x1b[?25h\x1b[?1049l';

/** What the picture knows of a provider. */
interface Row {
  what: string;
  /** When that began, epoch milliseconds: calls from before it are not told. */
  since: number;
  readonly recent: Judgement[];
}

/** Orders without end, while one thing after another goes wrong, drawn over and over until Ctrl-C. */
export async function playLive(): Promise<void> {
  const stage = await startStage();
  const rows = Object.fromEntries(
    PARTIES.map((party) => [party, { what: '', since: 0, recent: [] }]),
  ) as unknown as Record<Party, Row>;
  const isTerminal = process.stdout.isTTY === true;
  function take(span: CollectedSpan): void {
    const party = partyOf(String(span.attributes['url.full']));
    if (party === undefined || span.startMs < rows[party].since) return;
    rows[party].recent.push(judgementOf(span));
    if (rows[party].recent.length > RECENT) rows[party].recent.shift();
  }
  function draw(): void {
    stage.collector.takeSpans().forEach(take);
    const lines = picture(rows, stage.metricsUrl).map((line) => clip(line, screenWidth()));
    process.stdout.write(isTerminal ? `${CLEAR}${lines.join('\n')}\n` : `${lines.join('\n')}\n\n`);
  }

  if (isTerminal) process.stdout.write(ENTER);
  const stops = [
    ...PARTIES.map((party, at) => haunt(stage, party, at, rows[party])),
    every(ORDER_MS, () => void stage.order()),
    every(isTerminal ? PICTURE_MS : PIPED_PICTURE_MS, draw),
  ];
  await new Promise<void>((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  for (const stop of stops) stop();
  if (isTerminal) process.stdout.write(LEAVE);
  await stage.close();
}

/** Plays a provider's incidents in turn, out of step with the others'. */
function haunt(stage: Stage, party: Party, offset: number, row: Row): () => void {
  const incidents = INCIDENTS[party];
  let at = 0;
  async function next(): Promise<void> {
    const incident = incidents[at++ % incidents.length];
    if (incident === undefined) return;
    if (incident.scenario !== undefined) await stage.providers.set(party, incident.scenario);
    const home = { origin: stage.providers.origin(party) };
    stage.point({ [party]: incident.at?.(stage.providers, party) ?? home });
    row.what = incident.what;
    row.since = Date.now();
    row.recent.length = 0;
  }
  void next();
  let stop = (): void => {};
  const wait = setTimeout(
    () => {
      void next();
      stop = every(INCIDENT_MS, () => void next());
    },
    INCIDENT_MS + (offset * INCIDENT_MS) / PARTIES.length,
  );
  return () => {
    clearTimeout(wait);
    stop();
  };
}

function every(ms: number, run: () => void): () => void {
  const timer = setInterval(run, ms);
  return () => clearInterval(timer);
}

function picture(rows: Readonly<Record<Party, Row>>, metricsUrl: string): string[] {
  const columns = [
    { title: 'provider' },
    { title: 'through' },
    { title: 'what happens', flexible: true },
    { title: 'ok' },
    { title: 'cheat sheet' },
    { title: 'Faultline says' },
    { title: 'whose fault' },
    { title: 'try again' },
  ];
  const cells = PARTIES.map((party): Cell[] => {
    const { what, recent } = rows[party];
    const failed = lastFailure(recent);
    const shown = failed ?? recent.at(-1);
    const ok = recent.filter(({ category }) => category === 'ok').length;
    return [
      { text: party, style: ['bold'] },
      { text: CLIENT_OF[party], style: ['dim'] },
      { text: what },
      { text: recent.length === 0 ? '' : `${ok}/${recent.length}` },
      shown === undefined ? { text: '' } : blameCell(shown.cheatSheet),
      { text: shown?.category ?? '' },
      shown === undefined ? { text: '' } : blameCell(shown.blame),
      { text: failed === undefined ? '' : retryText(failed) },
    ];
  });
  const [titles = '', rule = '', ...lines] = tableLines(columns, cells, screenWidth());
  return [
    paint('Is it me or the API?', ['bold']),
    '',
    titles,
    rule,
    ...PARTIES.flatMap((party, at) => [lines[at] ?? '', paint(`  ${whyOf(rows[party].recent)}`, ['dim'])]),
    '',
    `Metrics: ${metricsUrl}`,
    paint('Each row tells of the last 20 calls. Ctrl-C ends it.', ['dim']),
  ];
}

function lastFailure(recent: readonly Judgement[]): Judgement | undefined {
  return recent.findLast(({ category }) => category !== 'ok');
}

function whyOf(recent: readonly Judgement[]): string {
  const failed = lastFailure(recent);
  if (failed === undefined) return '';
  return failed.evidence.length > 0 ? failed.evidence.join(', ') : failed.hint;
}
