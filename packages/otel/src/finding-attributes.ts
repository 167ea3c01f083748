import { ATTRIBUTE, type Finding } from '@faultline/core';
import type { Attributes } from '@opentelemetry/api';

/**
 * A finding as attributes of a span or a log record, the most important first: what is at its limit of attributes drops
 * the last ones.
 */
export function findingAttributes(finding: Finding): Attributes {
  const { retryAfterMs, evidence, requestId, verdict, circuitState } = finding;
  const attributes: Attributes = {
    [ATTRIBUTE.provider]: finding.provider,
    [ATTRIBUTE.category]: finding.category,
    [ATTRIBUTE.blame]: finding.blame,
    [ATTRIBUTE.rule]: finding.rule,
    [ATTRIBUTE.confidence]: finding.confidence,
    [ATTRIBUTE.retry]: finding.retry,
  };
  if (retryAfterMs !== undefined) attributes[ATTRIBUTE.retryAfterMs] = retryAfterMs;
  attributes[ATTRIBUTE.hint] = finding.hint;
  if (requestId !== undefined) attributes[ATTRIBUTE.requestId] = requestId;
  if (evidence.length > 0) attributes[ATTRIBUTE.evidence] = [...evidence];
  if (verdict !== undefined) attributes[ATTRIBUTE.verdict] = verdict;
  if (circuitState !== undefined) attributes[ATTRIBUTE.circuitState] = circuitState;
  return attributes;
}

/** Whether nothing went wrong: an answer, or a redirect that was followed. */
export function isSuccess({ category, blame }: Finding): boolean {
  return blame === 'none' && (category === 'ok' || category === 'redirect');
}
