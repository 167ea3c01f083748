import { CircuitOpenError, type Finding, requestIdsOf } from '@faultline/core';
import { COUNTED_MINUTES } from './failure-counts.ts';

/** What a provider's support asks for. Holds no body, no query, no header but request ids, and nothing secret. */
export interface SupportPacket {
  /** Name of the provider. */
  readonly provider: string;
  /** Method and route template, `GET /repos/{owner}/{repo}`. */
  readonly endpoint: string;
  /** Status on the wire; absent when no answer came. */
  readonly status?: number;
  /** Why the call was not sent: our own circuit breaker rejected it; absent when it was. */
  readonly notSent?: string;
  /** What went wrong: the category, and the rule that found it. */
  readonly category: Finding['category'];
  readonly rule: string;
  readonly blame: Finding['blame'];
  /** How far the blame can be believed, 0–1. */
  readonly confidence: number;
  /** When the request was sent, or rejected unsent, ISO 8601 in UTC. */
  readonly startedAt: string;
  /** Until the answer's headers or the failure, milliseconds. */
  readonly durationMs: number;
  /** The provider's ids of the request, its own first. */
  readonly requestIds: readonly string[];
  /** How often the same failed of late: same endpoint, rule and status, this one included. */
  readonly sameFailures: { readonly count: number; readonly minutes: number };
  /** What was observed around it. */
  readonly evidence: readonly string[];
  /** All of it as text, to be pasted into a form. */
  readonly text: string;
}

/**
 * Puts together what the provider's support needs.
 *
 * @param name name of the provider for people
 * @param count how often the same failed in the last {@link COUNTED_MINUTES} minutes
 */
export function supportPacket(finding: Finding, name: string, count: number): SupportPacket {
  const { exchange, endpoint, status, category, rule, blame, confidence, evidence } = finding;
  const facts: Omit<SupportPacket, 'text'> = {
    provider: name,
    endpoint,
    ...(status === 0 ? {} : { status }),
    ...notSent(exchange.error),
    category,
    rule,
    blame,
    confidence,
    startedAt: isoOf(exchange.startedAt),
    durationMs: Math.round(exchange.durationMs),
    requestIds: requestIdsOf(exchange),
    sameFailures: { count, minutes: COUNTED_MINUTES },
    evidence,
  };
  return { ...facts, text: textOf(facts) };
}

type Line = readonly [what: string, value: string];

function textOf(facts: Omit<SupportPacket, 'text'>): string {
  const { sameFailures, evidence, notSent } = facts;
  const lines: readonly Line[] = [
    ['Provider', facts.provider],
    ['Endpoint', facts.endpoint],
    ...(notSent === undefined ? sentLines(facts) : [['Not sent', notSent] as const]),
    ['Problem', `${facts.category} (${facts.rule})`],
    ['Same failure', `${sameFailures.count} × in the last ${sameFailures.minutes} minutes`],
    ['Fault', `${facts.blame} (confidence ${facts.confidence.toFixed(2)})`],
    ['Evidence', evidence.length === 0 ? 'none' : evidence.join('; ')],
  ];
  return lines.map(([what, value]) => `${`${what}:`.padEnd(14)}${value}`).join('\n');
}

function sentLines({
  status,
  requestIds,
  startedAt,
  durationMs,
}: Omit<SupportPacket, 'text'>): readonly Line[] {
  return [
    ['Status', status === undefined ? 'no answer' : String(status)],
    ['Request id', requestIds.length === 0 ? 'none received' : requestIds.join(', ')],
    ['Sent at', startedAt],
    ['Duration', `${durationMs} ms`],
  ];
}

/** A circuit that let some calls pass again, or that was opened by hand, is named as what it is. */
function notSent(error: unknown): Pick<SupportPacket, 'notSent'> {
  if (!(error instanceof CircuitOpenError)) return {};
  const state = error.state === 'closed' ? 'recovering' : error.state.replace('_', ' ');
  return { notSent: `the circuit is ${state}, ${error.reason}` };
}

/** A clock that is set to nonsense has no date. */
function isoOf(epochMs: number): string {
  const date = new Date(epochMs);
  return Number.isNaN(date.getTime()) ? 'unknown' : date.toISOString();
}
