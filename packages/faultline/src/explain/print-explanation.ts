import type { Blame, Retry } from '@faultline/core';
import type { KnownRule } from '@faultline/providers';
import type { Explanation, OwnRules } from './explanation.ts';

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

const DEPENDS = 'depends on the body';

/** Label column: the longest label and two spaces. */
const WIDTH = 14;

type Row = readonly [label: string, text: string | undefined];

/** An explanation as lines for a terminal. */
export function printExplanation(explanation: Explanation): readonly string[] {
  const { subject, name, blame, confidence, retry, retryAfterMs, steps } = explanation;
  const wait = retryAfterMs === undefined ? '' : `: ${retryAfterMs / 1000} s`;
  const rows: readonly Row[] = [
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
    ...ownLines(explanation.own),
    ...linesOf(rows),
    '',
    'Decision tree',
    ...steps.map(({ question, answer }) => `  ${question.padEnd(deepest)}  ${answer}`),
    ...elsewhereLines(explanation),
  ];
}

/** What the provider itself means comes first; what the status means in general follows. */
function ownLines(own: OwnRules | undefined): readonly string[] {
  if (own === undefined) return [];
  const { provider, blame, retry, rules } = own;
  // One rule that is all that the status means there is told by its labels, several are listed.
  const only = rules.length === 1 && blame !== undefined && retry !== undefined ? rules[0] : undefined;
  return [
    ...linesOf([
      ['Whose fault', `${blame === undefined ? DEPENDS : WHO[blame]}${only ? ` (${only.category})` : ''}`],
      ['Retry', retry === undefined ? DEPENDS : HOW[retry]],
      ['Fix', only?.hint],
      ['Tell users', own.userMessage],
      ['Rule', only?.rule],
      ['Source', only?.source],
    ]),
    ...(only === undefined ? ['', `What ${provider} can mean by it`, ...rules.map(ruleLine)] : []),
    '',
    'In general, where that does not apply',
  ];
}

function linesOf(rows: readonly Row[]): readonly string[] {
  return rows.flatMap(([label, text]) => (text === undefined ? [] : [`${label.padEnd(WIDTH)}${text}`]));
}

function ruleLine({ rule, blame, category, retry, hint }: KnownRule): string {
  return `  ${rule}: ${WHO[blame]}, ${category}, retry: ${HOW[retry]}. ${hint}`;
}

function elsewhereLines({ own, elsewhere = [] }: Explanation): readonly string[] {
  if (own === undefined && elsewhere.length === 0) return [];
  return [
    '',
    'Headers and body may say more (pipe `curl -i` into `faultline explain --curl` to have them read)',
    ...elsewhere.map(ruleLine),
  ];
}
