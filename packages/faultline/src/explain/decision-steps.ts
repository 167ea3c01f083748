import type { Blame, Classification, Exchange, Retry, TransportRow } from '@faultline/core';

/** One step down the decision tree. */
export interface Step {
  readonly question: string;
  readonly answer: string;
}

/** What every cheat sheet says of a class of statuses. */
interface SimpleRule {
  readonly text: string;
  readonly blame: Blame;
  readonly retries: boolean;
}

const RATE_LIMITED: SimpleRule = { text: '429: you, slow down and try again', blame: 'self', retries: true };
const BY_CLASS: Readonly<Record<number, SimpleRule>> = {
  2: { text: '2xx: all is well', blame: 'none', retries: false },
  3: { text: '3xx: follow', blame: 'none', retries: false },
  4: { text: '4xx: probably you, do not retry', blame: 'self', retries: false },
  5: { text: '5xx: probably them, try again', blame: 'provider', retries: true },
};

/** The branch of the decision tree that leads from an exchange to its classification. */
export function stepsOf(
  exchange: Exchange,
  found: Classification,
  transport: TransportRow | undefined,
): readonly Step[] {
  const { response } = exchange;
  const steps = response === undefined ? errorSteps(transport) : statusSteps(response.status, found);
  const wait = found.retryAfterMs;
  if (wait !== undefined) {
    steps.push({ question: 'Did it say when to come back?', answer: `yes, in ${wait / 1000} s` });
  }
  return steps;
}

function statusSteps(status: number, found: Classification): Step[] {
  const simple = status === 429 ? RATE_LIMITED : BY_CLASS[Math.floor(status / 100)];
  return [
    { question: 'Did an answer come?', answer: `yes, status ${status}` },
    { question: 'What does its class say?', answer: simple?.text ?? 'nothing: that is no status of HTTP' },
    {
      question: 'Does a rule know better than the status?',
      answer: found.rule.startsWith('status.') ? 'no' : `yes, ${found.rule}`,
    },
    {
      question: 'Does the class have it right?',
      answer: simple === undefined ? 'no' : comparison(simple, found),
    },
  ];
}

function comparison(simple: SimpleRule, { blame, retry }: Classification): string {
  const differences = [
    ...(blame === simple.blame ? [] : [`the blame is ${blame}`]),
    ...(isRepeatable(retry) === simple.retries ? [] : [`retry is ${retry}`]),
  ];
  return differences.length === 0 ? 'yes' : `no, ${differences.join(' and ')}`;
}

function isRepeatable(retry: Retry): boolean {
  return retry !== 'never' && retry !== 'after_fix';
}

const REACHED = {
  no: 'no, so that any repeat is safe',
  maybe: 'maybe, so that only idempotent requests may be repeated',
  yes: 'yes, and the work may have been done',
} as const;

function errorSteps(transport: TransportRow | undefined): Step[] {
  const steps: Step[] = [{ question: 'Did an answer come?', answer: 'no complete one' }];
  if (transport === undefined) return steps;
  steps.push(
    { question: 'Where did it stop?', answer: transport.phases.join(' or ') },
    { question: 'Had the request reached the server?', answer: REACHED[transport.sent] },
  );
  if (transport.tell !== undefined)
    steps.push({ question: 'How to tell whose it is?', answer: transport.tell });
  return steps;
}
