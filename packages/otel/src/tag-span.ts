import { ATTRIBUTE, type Finding } from '@faultline/core';
import { findingAttributes, isSuccess } from './finding-attributes.ts';
import { repairError } from './repair-error.ts';
import { type SdkSpan, setAttribute } from './sdk-span.ts';

/** Names of the called service: the first is what backends draw their maps from, the second what the conventions call it now. */
const SERVICE_NAMES = ['peer.service', 'service.peer.name'] as const;

/**
 * Writes a finding onto the client span of its exchange, and sets right what its instrumentation left wrong. A success says
 * who was called and that nobody is to blame, and no more.
 *
 * @param knowsAll whether the finding knows of every failure that the span does
 */
export function tagSpan(span: SdkSpan, finding: Finding, knowsAll: boolean): void {
  if (isSuccess(finding)) tagBlame(span, finding);
  else tagAll(span, finding);
  repairError(span, finding, knowsAll);
  for (const name of SERVICE_NAMES) {
    if (span.attributes[name] === undefined) setAttribute(span, name, finding.provider);
  }
}

/** Writes onto the SERVER span of an incoming request which outgoing failure made it fail. */
export function tagServerSpan(span: SdkSpan, failure: Finding): void {
  tagBlame(span, failure);
}

/** Who was called, what happened and whose fault it is: one by one, since every success pays for it. */
function tagBlame(span: SdkSpan, { provider, category, blame }: Finding): void {
  setAttribute(span, ATTRIBUTE.provider, provider);
  setAttribute(span, ATTRIBUTE.category, category);
  setAttribute(span, ATTRIBUTE.blame, blame);
}

function tagAll(span: SdkSpan, finding: Finding): void {
  const attributes = findingAttributes(finding);
  for (const name in attributes) {
    const value = attributes[name];
    if (value !== undefined) setAttribute(span, name, value);
  }
}
