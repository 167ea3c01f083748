import {
  type Blame,
  type Category,
  familyRowOf,
  type Retry,
  type StatusRow,
  statusRowOf,
  type TransportRow,
  transportRowOf,
  userMessage,
} from '@faultline/core';
import { type KnownRule, knownRulesOf, type Providers } from '@faultline/providers';
import { type Step, stepsOf } from './decision-steps.ts';
import type { Question } from './question.ts';

/** Everything that is known of one failure. */
export interface Explanation {
  readonly subject: string;
  readonly name: string;
  readonly meaning: string;
  readonly blame: Blame;
  /** How far the blame alone can be believed, 0–1. */
  readonly confidence: number;
  readonly category: Category;
  readonly retry: Retry;
  readonly retryAfterMs?: number;
  readonly causes?: string;
  readonly fix: string;
  /** How to tell whose it is. */
  readonly tell?: string;
  readonly note?: string;
  /** Where the meaning is written down. */
  readonly reference?: string;
  /** What to show an end user. */
  readonly userMessage: string;
  readonly rule: string;
  readonly steps: readonly Step[];
  /** Rules of the provider that may say more once they see headers and body. */
  readonly elsewhere?: readonly KnownRule[];
}

/** Explains one failure by everything that is known of providers. */
export function explain(question: Question, providers: Providers): Explanation {
  const { exchange, subject } = question;
  const found = providers.classify(exchange);
  const { provider } = providers.place(exchange);
  const name = providers.nameOf(provider);
  const status = exchange.response === undefined ? undefined : statusRowOf(exchange.response.status);
  const transport = status === undefined ? transportRow(found.rule) : undefined;
  const special = !/^(?:status|transport)\./.test(found.rule);
  return {
    subject,
    name: status?.name ?? transport?.code ?? found.rule,
    // A rule of a provider knows better than the row of the status: its hint is both meaning and fix.
    meaning: special ? found.hint : meaningOf(status, transport, found.hint),
    blame: found.blame,
    confidence: found.confidence,
    category: found.category,
    retry: found.retry,
    ...defined('retryAfterMs', found.retryAfterMs),
    ...defined('causes', special ? undefined : status?.causes),
    fix: special ? found.hint : (status?.fix ?? transport?.fix ?? found.hint),
    ...defined('tell', transport?.tell),
    ...defined('note', special ? undefined : (status?.note ?? transport?.note)),
    ...defined('reference', special ? sourceOf(found.rule, provider) : status?.reference),
    userMessage: userMessage(found, name === provider ? {} : { apiName: name }),
    rule: found.rule,
    steps: stepsOf(exchange, found, transport),
    ...defined('elsewhere', elsewhere(exchange, provider)),
  };
}

function sourceOf(rule: string, provider: string): string | undefined {
  return knownRulesOf(provider).find((known) => known.rule === rule)?.source;
}

/** Without a body the rules of the provider cannot speak yet: then they are listed. */
function elsewhere({ response }: Question['exchange'], provider: string): readonly KnownRule[] | undefined {
  if (response === undefined || response.body !== undefined) return undefined;
  const rules = knownRulesOf(provider, response.status);
  return rules.length === 0 ? undefined : rules;
}

function transportRow(rule: string): TransportRow | undefined {
  const code = rule.replace(/^transport\./, '');
  return transportRowOf(code) ?? familyRowOf(code);
}

function meaningOf(status: StatusRow | undefined, transport: TransportRow | undefined, hint: string): string {
  return status?.meaning ?? transport?.meaning ?? hint;
}

function defined<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
}
