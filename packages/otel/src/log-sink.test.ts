import { ATTRIBUTE, EVENT, type Sink, type Verdict } from '@faultline/core';
import { logs, SeverityNumber } from '@opentelemetry/api';
import { InMemoryLogRecordExporter, LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLogSink } from './log-sink.ts';
import { findingOf } from './testing/spans.ts';

const exporter = new InMemoryLogRecordExporter();
let sink: Sink;
beforeAll(() => {
  logs.setGlobalLoggerProvider(
    new LoggerProvider({ processors: [new SimpleLogRecordProcessor({ exporter })] }),
  );
  sink = createLogSink() ?? {};
});
beforeEach(() => exporter.reset());
afterAll(() => logs.disable());

const span = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', sampled: true };

function verdict(kind: Verdict['kind'], owner: Verdict['owner']): Verdict {
  return {
    provider: 'payments',
    kind,
    owner,
    confidence: 0.9,
    evidence: ['other_endpoints_failing 4/5'],
    sinceMs: 0,
  };
}

describe('a log record', () => {
  it('is written for a failure, in its trace, at the time it settled', () => {
    sink.finding?.(findingOf({ response: { status: 503 }, span }));
    const [record] = exporter.getFinishedLogRecords();
    expect(record).toMatchObject({
      eventName: EVENT.finding,
      severityNumber: SeverityNumber.WARN,
      spanContext: { traceId: span.traceId, spanId: span.spanId },
      hrTime: [1_700_000_000, 120_000_000],
      attributes: { [ATTRIBUTE.rule]: 'status.503', [ATTRIBUTE.blame]: 'provider' },
    });
    expect(record?.body).toMatch(/^api\.example\.com GET \/v1\/charges: overloaded, blame provider\. ./);
  });

  it('is written for a body that failed after its headers', () => {
    const before = findingOf({ response: { status: 200 } });
    const error = Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    sink.amended?.(findingOf({ response: { status: 200 }, error, phase: 'body' }), before);
    expect(exporter.getFinishedLogRecords()).toHaveLength(1);
  });

  it.each([200, 302])('is not written for a %i', (status) => {
    sink.finding?.(findingOf({ response: { status } }));
    expect(exporter.getFinishedLogRecords()).toEqual([]);
  });

  it.each([
    [verdict('provider_outage', 'provider'), SeverityNumber.WARN],
    [verdict('healthy', 'none'), SeverityNumber.INFO],
  ])('is written for a verdict', (after, severityNumber) => {
    sink.verdict?.({ before: verdict('unknown', 'unknown'), after });
    expect(exporter.getFinishedLogRecords()).toMatchObject([
      {
        eventName: EVENT.verdict,
        severityNumber,
        body: `payments: unknown → ${after.kind}, ${after.owner} has to act`,
        attributes: {
          [ATTRIBUTE.provider]: 'payments',
          [ATTRIBUTE.verdict]: after.kind,
          [ATTRIBUTE.blame]: after.owner,
          [ATTRIBUTE.confidence]: 0.9,
          [ATTRIBUTE.evidence]: ['other_endpoints_failing 4/5'],
        },
      },
    ]);
  });

  it('is written for a circuit, saying whether it only watches', () => {
    sink.circuit?.({
      provider: 'payments',
      scope: 'origin',
      key: 'https://api.payments.example',
      from: 'closed',
      to: 'open',
      reason: '6 of 7 failed in 1.2 s',
      enforced: false,
    });
    expect(exporter.getFinishedLogRecords()).toMatchObject([
      {
        eventName: EVENT.circuit,
        severityNumber: SeverityNumber.WARN,
        body: 'payments origin https://api.payments.example: closed → open (shadow). 6 of 7 failed in 1.2 s',
        attributes: { [ATTRIBUTE.provider]: 'payments', [ATTRIBUTE.circuitState]: 'open' },
      },
    ]);
  });
});
