import { ATTRIBUTE, type Finding } from '@faultline/core';
import type { Attributes } from '@opentelemetry/api';

/**
 * A finding as attributes of a span or a log record, the most important first: what is at its limit of attributes drops
 * the last ones. Successes say who was called and that nobody is to blame, and no more.
 */
export function findingAttributes(finding: Finding): Attributes {
  const attributes: Attributes = blameAttributes(finding);
  if (isSuccess(finding)) return attributes;
  const { retryAfterMs, evidence, requestId, verdict, circuitState } = finding;
  attributes[ATTRIBUTE.rule] = finding.rule;
  attributes[ATTRIBUTE.confidence] = finding.confidence;
  attributes[ATTRIBUTE.retry] = finding.retry;
  if (retryAfterMs !== undefined) attributes[ATTRIBUTE.retryAfterMs] = retryAfterMs;
  attributes[ATTRIBUTE.hint] = finding.hint;
  if (requestId !== undefined) attributes[ATTRIBUTE.requestId] = requestId;
  if (evidence.length > 0) attributes[ATTRIBUTE.evidence] = [...evidence];
  if (verdict !== undefined) attributes[ATTRIBUTE.verdict] = verdict;
  if (circuitState !== undefined) attributes[ATTRIBUTE.circuitState] = circuitState;
  return attributes;
}

/** Who was called, what happened and whose fault it is. */
export function blameAttributes({ provider, category, blame }: Finding): Attributes {
  return { [ATTRIBUTE.provider]: provider, [ATTRIBUTE.category]: category, [ATTRIBUTE.blame]: blame };
}

/** Whether nothing went wrong: an answer, or a redirect that was followed. */
export function isSuccess({ category, blame }: Finding): boolean {
  return blame === 'none' && (category === 'ok' || category === 'redirect');
}
