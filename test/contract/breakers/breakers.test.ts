import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BLAME_CASES } from './blame-cases.ts';
import type { Observed } from './case.ts';
import { HARM_CASES } from './harm-cases.ts';
import { PROBE_CASES } from './probe-cases.ts';
import { MAKERS } from './subjects.ts';
import { TRIP_CASES } from './trip-cases.ts';

const CASES = [...TRIP_CASES, ...BLAME_CASES, ...PROBE_CASES, ...HARM_CASES];

const results = new Map<string, Map<string, Observed>>();

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  });
});

afterEach(() => {
  vi.useRealTimers();
});

describe.each(CASES)('$what', ({ what, run, wanted, wrong }) => {
  it.each(MAKERS)(`${wanted}: $name`, async (maker) => {
    const observed = await run(maker);
    const row = results.get(what) ?? new Map<string, Observed>();
    results.set(what, row.set(maker.name, observed));
    const expected = maker.name === 'faultline' || !wrong.includes(maker.name);
    expect(observed, observed.saw).toMatchObject({ right: expected });
  });
});

afterAll(() => {
  const mark = (seen: Observed | undefined) => (seen ? `${seen.right ? '✓' : '✗'} ${seen.saw}` : '–');
  const rows = CASES.map(({ what, wanted }) => [
    what,
    wanted,
    ...MAKERS.map(({ name }) => mark(results.get(what)?.get(name))),
  ]);
  const right = MAKERS.map(
    ({ name }) => `${[...results.values()].filter((row) => row.get(name)?.right).length} of ${CASES.length}`,
  );
  const table = [['case', 'wanted', ...MAKERS.map(({ name }) => name)], ...rows, ['right', '', ...right]];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  process.stdout.write(`\n${lines.join('\n')}\n\n`);
});
