import { ATTRIBUTE, type Finding } from '@faultline/core';
import { repairError } from './repair-error.ts';
import { type SdkSpan, setAttribute } from './sdk-span.ts';

/** Names of the called service: the first is what backends draw their maps from, the second what the conventions call it now. */
const SERVICE_NAMES = ['peer.service', 'service.peer.name'] as const;

/**
 * Writes a finding onto the client span of its exchange, and sets right what its instrumentation left wrong.
 * The order is by importance: a span at its limit of attributes drops the last ones.
 */
export function tagSpan(span: SdkSpan, finding: Finding): void {
  tagBlame(span, finding);
  if (!isSuccess(finding)) tagFailure(span, finding);
  repairError(span, finding);
  for (const name of SERVICE_NAMES) {
    if (span.attributes[name] === undefined) setAttribute(span, name, finding.provider);
  }
}

/** Writes who was called, what happened and whose fault it is. */
export function tagBlame(span: SdkSpan, finding: Finding): void {
  setAttribute(span, ATTRIBUTE.provider, finding.provider);
  setAttribute(span, ATTRIBUTE.category, finding.category);
  setAttribute(span, ATTRIBUTE.blame, finding.blame);
}

function isSuccess({ category, blame }: Finding): boolean {
  return blame === 'none' && (category === 'ok' || category === 'redirect');
}

function tagFailure(span: SdkSpan, finding: Finding): void {
  const { retryAfterMs, evidence, requestId, verdict, circuitState } = finding;
  setAttribute(span, ATTRIBUTE.rule, finding.rule);
  setAttribute(span, ATTRIBUTE.confidence, finding.confidence);
  setAttribute(span, ATTRIBUTE.retry, finding.retry);
  if (retryAfterMs !== undefined) setAttribute(span, ATTRIBUTE.retryAfterMs, retryAfterMs);
  setAttribute(span, ATTRIBUTE.hint, finding.hint);
  if (requestId !== undefined) setAttribute(span, ATTRIBUTE.requestId, requestId);
  if (evidence.length > 0) setAttribute(span, ATTRIBUTE.evidence, [...evidence]);
  if (verdict !== undefined) setAttribute(span, ATTRIBUTE.verdict, verdict);
  if (circuitState !== undefined) setAttribute(span, ATTRIBUTE.circuitState, circuitState);
}
