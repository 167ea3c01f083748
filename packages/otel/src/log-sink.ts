import { ATTRIBUTE, EVENT, type Finding, type Sink } from '@faultline/core';
import * as api from '@opentelemetry/api';
import { findingAttributes, isSuccess } from './finding-attributes.ts';
import { loadPeer } from './peers.ts';

/** What is called of OpenTelemetry's logs API, which `@opentelemetry/api` has since 1.10 and a package of its own before. */
interface Logs {
  getLogger(name: string): { emit(record: object): void };
}

/** Numbers of OpenTelemetry's severities: https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber */
const INFO = { severityNumber: 9, severityText: 'INFO' } as const;
const WARN = { severityNumber: 13, severityText: 'WARN' } as const;

/**
 * Turns failures, verdict changes and circuit changes into log records, with the trace of the exchange.
 *
 * @returns `undefined` when the API has no logs and `@opentelemetry/api-logs` is not installed
 */
export function createLogSink(): Sink | undefined {
  const logs = 'logs' in api ? (api.logs as Logs) : loadPeer<{ logs: Logs }>('@opentelemetry/api-logs')?.logs;
  if (logs === undefined) return undefined;

  function emit(record: object): void {
    // Asked each time: the API hands out a logger of whatever provider is registered by then.
    logs?.getLogger('@faultline/otel').emit(record);
  }

  function failed(finding: Finding): void {
    const { exchange, category, blame } = finding;
    if (isSuccess(finding)) return;
    emit({
      ...(blame === 'none' ? INFO : WARN),
      eventName: EVENT.finding,
      timestamp: exchange.startedAt + exchange.durationMs,
      context: contextOf(finding),
      body: `${finding.provider} ${finding.endpoint}: ${category}, blame ${blame}. ${finding.hint}`,
      attributes: findingAttributes(finding),
    });
  }

  return {
    finding: failed,
    amended: failed,
    verdict({ before, after }) {
      emit({
        ...(after.kind === 'healthy' ? INFO : WARN),
        eventName: EVENT.verdict,
        body: `${after.provider}: ${before.kind} → ${after.kind}, ${after.owner} has to act`,
        attributes: {
          [ATTRIBUTE.provider]: after.provider,
          [ATTRIBUTE.verdict]: after.kind,
          [ATTRIBUTE.blame]: after.owner,
          [ATTRIBUTE.confidence]: after.confidence,
          [ATTRIBUTE.evidence]: [...after.evidence],
        },
      });
    },
    circuit({ provider, scope, key, from, to, reason, enforced }) {
      emit({
        ...(to === 'open' ? WARN : INFO),
        eventName: EVENT.circuit,
        body: `${provider} ${scope} ${key}: ${from} → ${to}${enforced ? '' : ' (shadow)'}. ${reason}`,
        attributes: { [ATTRIBUTE.provider]: provider, [ATTRIBUTE.circuitState]: to },
      });
    },
  };
}

function contextOf({ exchange: { span } }: Finding): api.Context {
  if (span === undefined) return api.context.active();
  const { traceId, spanId, sampled } = span;
  const traceFlags = sampled ? api.TraceFlags.SAMPLED : api.TraceFlags.NONE;
  return api.trace.setSpanContext(api.ROOT_CONTEXT, { traceId, spanId, traceFlags });
}
