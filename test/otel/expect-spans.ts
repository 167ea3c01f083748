import { ATTRIBUTE } from '@faultline/core';
import { expect, it } from 'vitest';
import { type Expected, expectedOf, pathOf } from '../contract/expectation.ts';
import { CELLS } from '../contract/play.ts';
import type { PlayedSpans } from './play-spans.ts';

/**
 * By OpenTelemetry's conventions: no answer, an answer from 400 on, or a body that failed. A caller's cancel is none of
 * these.
 */
function isError({ category, status = 0, phase }: Expected): boolean {
  return category !== 'cancelled' && (status === 0 || status >= 400 || phase === 'body');
}

/** States the contract for spans: one for each exchange, with what was found, and its error set right. */
export function expectSpans(played: () => PlayedSpans): void {
  it.each(CELLS)('$client: $row.fault', ({ row, client }) => {
    // A request through a plain proxy has two URLs in one: the instrumentation takes its target for a path.
    const ends = new RegExp(`${pathOf(row, client).replaceAll('.', '\\.')}(?=$|[/?])`);
    const spans = played().spans.filter(({ attributes }) => ends.test(String(attributes['url.full'])));
    const findings = played().findings.filter(({ exchange }) => ends.test(exchange.url));
    const { exchanges, amended } = expectedOf(row, client);
    const wanted = exchanges.map((exchange, i) =>
      amended !== undefined && i === exchanges.length - 1
        ? { ...exchange, ...amended, phase: 'body' as const }
        : exchange,
    );

    expect(spans.map(({ attributes }) => attributes[ATTRIBUTE.category])).toEqual(
      wanted.map(({ category }) => category),
    );
    for (const name of ['blame', 'provider'] as const) {
      expect(spans.map(({ attributes }) => attributes[ATTRIBUTE[name]])).toEqual(
        findings.map((finding) => finding[name]),
      );
    }
    expect(spans.map(({ statusCode }) => statusCode)).toEqual(wanted.map((each) => (isError(each) ? 2 : 0)));
    for (const [i, { attributes }] of spans.entries()) expectErrorType(attributes, wanted[i] as Expected);
  });
}

function expectErrorType(attributes: Readonly<Record<string, unknown>>, wanted: Expected): void {
  const { status = 0, errorType = status >= 400 ? String(status) : /^[A-Za-z]/ } = wanted;
  const given = attributes['error.type'];
  if (!isError(wanted)) expect(given).toBeUndefined();
  else if (errorType instanceof RegExp) expect(given).toMatch(errorType);
  else expect(given).toBe(errorType);
}
