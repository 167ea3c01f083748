import type { Finding } from '@faultline/core';
import type { Attributes } from '@opentelemetry/api';
import { blameAttributes, findingAttributes } from './finding-attributes.ts';
import { repairError } from './repair-error.ts';
import { type SdkSpan, setAttribute } from './sdk-span.ts';

/** Names of the called service: the first is what backends draw their maps from, the second what the conventions call it now. */
const SERVICE_NAMES = ['peer.service', 'service.peer.name'] as const;

/**
 * Writes a finding onto the client span of its exchange, and sets right what its instrumentation left wrong.
 *
 * @param knowsAll whether the finding knows of every failure that the span does
 */
export function tagSpan(span: SdkSpan, finding: Finding, knowsAll: boolean): void {
  write(span, findingAttributes(finding));
  repairError(span, finding, knowsAll);
  for (const name of SERVICE_NAMES) {
    if (span.attributes[name] === undefined) setAttribute(span, name, finding.provider);
  }
}

/** Writes onto the SERVER span of an incoming request which outgoing failure made it fail. */
export function tagServerSpan(span: SdkSpan, failure: Finding): void {
  write(span, blameAttributes(failure));
}

function write(span: SdkSpan, attributes: Attributes): void {
  for (const name in attributes) {
    const value = attributes[name];
    if (value !== undefined) setAttribute(span, name, value);
  }
}
