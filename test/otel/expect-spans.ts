import { ATTRIBUTE, type Finding } from '@faultline/core';
import { expect, it } from 'vitest';
import { type Expected, expectedOf, pathOf } from '../contract/expectation.ts';
import { CELLS } from '../contract/play.ts';
import type { PlayedSpans } from './play-spans.ts';

/**
 * By OpenTelemetry's conventions: no answer, an answer from 400 on, or a body that failed. A caller's cancel is none of
 * these.
 */
function isError({ category, status, exchange }: Finding): boolean {
  return category !== 'cancelled' && (status === 0 || status >= 400 || exchange.error !== undefined);
}

/**
 * States the contract for spans: one for each exchange, with what was found, and its error set right. That the right
 * thing was found is for the contract itself to say.
 */
export function expectSpans(played: () => PlayedSpans): void {
  it.each(CELLS)('$client: $row.fault', ({ row, client }) => {
    // A request through a plain proxy has two URLs in one: the instrumentation takes its target for a path.
    const ends = new RegExp(`${pathOf(row, client).replaceAll('.', '\\.')}(?=$|[/?])`);
    const spans = played().spans.filter(({ attributes }) => ends.test(String(attributes['url.full'])));
    const findings = played().findings.filter(({ exchange }) => ends.test(exchange.url));
    const { exchanges, amended } = expectedOf(row, client);

    expect(spans).toHaveLength(exchanges.length);
    for (const name of ['category', 'blame', 'provider'] as const) {
      expect(spans.map(({ attributes }) => attributes[ATTRIBUTE[name]])).toEqual(
        findings.map((finding) => finding[name]),
      );
    }
    expect(spans.map(({ statusCode }) => statusCode)).toEqual(
      findings.map((finding) => (isError(finding) ? 2 : 0)),
    );
    for (const [i, { attributes }] of spans.entries()) {
      const last = i === exchanges.length - 1;
      const wanted = { ...(exchanges[i] as Expected), ...(last ? amended : {}) };
      expectErrorType(attributes['error.type'], findings[i] as Finding, wanted);
    }
  });
}

function expectErrorType(given: unknown, finding: Finding, wanted: Expected): void {
  const { status = 0, errorType = status >= 400 ? String(status) : /^[A-Za-z]/ } = wanted;
  if (!isError(finding)) expect(given).toBeUndefined();
  // On a busy machine a caller may cancel before the headers instead of after them.
  else if (finding.category !== wanted.category) expect(given).toBeDefined();
  else if (errorType instanceof RegExp) expect(given).toMatch(errorType);
  else expect(given).toBe(errorType);
}
