import { type CollectedSpan, type OtlpCollector, spawnApp, startOtlpCollector } from '@faultline/test/kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Expected, expectedOf, pathOf } from './expectation.ts';
import { CELLS, type Cell } from './play.ts';

interface Told {
  readonly metrics: string;
  readonly names: Readonly<Record<string, string>>;
}

let collector: OtlpCollector;
let sampled: Told;
let unsampled: Told;
let without: Told;

beforeAll(async () => {
  collector = await startOtlpCollector();
  sampled = await tell('own', { ...collector.env, OTEL_TRACES_SAMPLER: 'always_on' });
  const spans = clientSpans();
  unsampled = await tell('own', { ...collector.env, OTEL_TRACES_SAMPLER: 'always_off' });
  expect(clientSpans()).toHaveLength(spans.length);
  without = await tell('metrics-only', {});
}, 120_000);
afterAll(() => collector.close());

/** Spans of kind CLIENT. */
const CLIENT = 3;

/** The spans of the contract; the app also asks for its own metrics. */
const clientSpans = (): CollectedSpan[] =>
  collector.spans.filter(
    ({ kind, attributes }) => kind === CLIENT && !String(attributes['url.full']).endsWith('/metrics'),
  );

/** Spans of a path and of what lies below it, as they started. */
function spansOn(path: string): CollectedSpan[] {
  return clientSpans()
    .filter(({ attributes }) => {
      const { pathname = '' } = URL.parse(String(attributes['url.full'])) ?? {};
      return pathname === path || pathname.startsWith(`${path}/`);
    })
    .sort((a, b) => a.startMs - b.startMs);
}

async function tell(mode: string, env: Readonly<Record<string, string>>): Promise<Told> {
  const app = spawnApp(new URL('./app.ts', import.meta.url), {
    args: [mode],
    env: { ...env, OTEL_METRICS_EXPORTER: 'none' },
  });
  const { code } = await app.ended;
  expect(code, app.stderr()).toBe(0);
  return JSON.parse(app.stdout()) as Told;
}

/** Counts by everything but the port, and but the blame: it moves with the evidence, and that with the order of things. */
function countsOf({ metrics, names }: Told): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [, name, labels = '', value] of metrics.matchAll(
    /^(faultline_\w+_total|\w+_count)\{(.*)\} (\d+)$/gm,
  )) {
    const provider = /provider="([^"]*)"/.exec(labels)?.[1] ?? '';
    const key = labels.replace(`"${provider}"`, `"${names[provider] ?? provider}"`);
    const stable = key.replace(/blame="\w+"/, 'blame="…"');
    counts[`${name}{${stable}}`] = (counts[`${name}{${stable}}`] ?? 0) + Number(value);
  }
  return counts;
}

const total = (told: Told, name: string): number =>
  Object.entries(countsOf(told))
    .filter(([key]) => key.startsWith(`${name}{`))
    .reduce((sum, [, value]) => sum + value, 0);

describe('the counts', () => {
  it('are those of the contract', () => {
    const expected = CELLS.map(({ row, client }) => expectedOf(row, client));
    expect(total(sampled, 'faultline_requests_total')).toBe(
      expected.reduce((sum, { exchanges }) => sum + exchanges.length, 0),
    );
    expect(total(sampled, 'faultline_body_failures_total')).toBe(
      expected.filter(({ amended }) => amended !== undefined).length,
    );
    expect(total(sampled, 'faultline_internal_errors_total')).toBe(0);
  });

  it('are the same with every span sampled, with none, and without any OpenTelemetry SDK', () => {
    expect(countsOf(unsampled)).toEqual(countsOf(sampled));
    expect(countsOf(without)).toEqual(countsOf(sampled));
  });
});

/** What a span must say of one exchange; `amended` of its body. */
function wantedOf(
  { status = 0, category, blame, retry, retryAfterMs, errorType }: Expected,
  hasFailed: boolean,
) {
  // OTel's conventions: a client span is an error from 400 on and where no answer came, a caller's own cancel is not.
  const isError = hasFailed && category !== 'cancelled' && category !== 'partial_failure';
  return {
    statusCode: isError ? 2 : 0,
    attributes: {
      'faultline.category': category,
      'faultline.blame': blame,
      ...(hasFailed ? { 'faultline.retry': retry } : {}),
      ...(retryAfterMs === undefined ? {} : { 'faultline.retry_after_ms': retryAfterMs }),
      ...(status === 0 ? {} : { 'http.response.status_code': status }),
      ...(errorType === undefined
        ? {}
        : { 'error.type': errorType instanceof RegExp ? expect.stringMatching(errorType) : errorType }),
    },
  };
}

function wantedSpans({ row, client }: Cell): ReturnType<typeof wantedOf>[] {
  const { exchanges, amended } = expectedOf(row, client);
  return exchanges.map((exchange, at) =>
    amended !== undefined && at === exchanges.length - 1
      ? wantedOf({ status: 200, ...amended }, true)
      : wantedOf(exchange, exchange.category !== 'ok' && exchange.category !== 'redirect'),
  );
}

describe('the spans', () => {
  it.each(CELLS)('$client: $row.fault', (cell) => {
    const spans = spansOn(pathOf(cell.row, cell.client));
    const wanted = wantedSpans(cell).map((each, at) => {
      // The label's blame, unless that is open, or the span names what moved it, or says that our own loop was late.
      const { 'faultline.evidence': evidence, 'faultline.rule': rule } = spans[at]?.attributes ?? {};
      const isOpen = each.attributes['faultline.blame'] === 'unknown';
      if (evidence === undefined && rule !== 'transport.deadline.loop_late' && !isOpen) return each;
      return { ...each, attributes: { ...each.attributes, 'faultline.blame': expect.any(String) } };
    });
    expect(spans).toMatchObject(wanted);
  });

  it('are one for each exchange, each with its URL', () => {
    const expected = CELLS.map(({ row, client }) => expectedOf(row, client).exchanges.length);
    expect(clientSpans().filter(({ attributes }) => !URL.canParse(String(attributes['url.full'])))).toEqual(
      [],
    );
    expect(clientSpans()).toHaveLength(expected.reduce((sum, count) => sum + count, 0));
  });

  it('carry nothing of Faultline that a success does not need', () => {
    const ok = collector.spans.filter(({ attributes }) => attributes['faultline.category'] === 'ok');
    const names = new Set(
      ok.flatMap(({ attributes }) => Object.keys(attributes).filter((name) => name.startsWith('faultline.'))),
    );
    names.delete('faultline.circuit.state');
    names.delete('faultline.verdict');
    expect([...names].sort()).toEqual(['faultline.blame', 'faultline.category', 'faultline.provider']);
  });
});
