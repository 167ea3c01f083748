import type { Blame, Retry } from '@faultline/core';
import type { Explanation } from './explanation.ts';

const WHO: Readonly<Record<Blame, string>> = {
  none: 'nobody',
  self: 'yours: this service or its account',
  provider: 'the provider',
  network: 'the network between',
  end_user: 'your end user',
  unknown: 'open: it takes more evidence',
};

const HOW: Readonly<Record<Retry, string>> = {
  never: 'no',
  after_fix: 'after it is fixed',
  backoff: 'yes, with backoff and jitter',
  after_delay: 'yes, after the stated delay',
  if_idempotent: 'only what is safe to do twice, with backoff',
};

/** Label column: the longest label and two spaces. */
const WIDTH = 14;

/** An explanation as lines for a terminal. */
export function printExplanation(explanation: Explanation): readonly string[] {
  const { subject, name, blame, confidence, retry, retryAfterMs, steps } = explanation;
  const wait = retryAfterMs === undefined ? '' : `: ${retryAfterMs / 1000} s`;
  const rows: readonly (readonly [label: string, text: string | undefined])[] = [
    ['Meaning', explanation.meaning],
    ['Whose fault', `${WHO[blame]} (${explanation.category}, confidence ${confidence})`],
    ['Retry', `${HOW[retry]}${wait}`],
    ['Causes', explanation.causes],
    // A rule of a provider has one line for both.
    ['Fix', explanation.fix === explanation.meaning ? undefined : explanation.fix],
    ['Note', explanation.note],
    ['Tell users', explanation.userMessage],
    ['Rule', explanation.rule],
    ['Source', explanation.reference],
  ];
  const deepest = Math.max(...steps.map(({ question }) => question.length));
  return [
    subject.endsWith(name) ? subject : `${subject}  ${name}`,
    '',
    ...rows.flatMap(([label, text]) => (text === undefined ? [] : [`${label.padEnd(WIDTH)}${text}`])),
    '',
    'Decision tree',
    ...steps.map(({ question, answer }) => `  ${question.padEnd(deepest)}  ${answer}`),
    ...elsewhereLines(explanation),
  ];
}

function elsewhereLines({ elsewhere = [] }: Explanation): readonly string[] {
  if (elsewhere.length === 0) return [];
  const lines = elsewhere.map(
    ({ rule, blame, category, retry, hint }) =>
      `  ${rule}: ${WHO[blame]}, ${category}, retry: ${HOW[retry]}. ${hint}`,
  );
  return [
    '',
    'Headers and body may say more (pipe `curl -i` into `faultline explain --curl` to have them read)',
    ...lines,
  ];
}
