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
import { type KnownRule, knownRulesOf, type Providers, providerOf } from '@faultline/providers';
import { type Step, stepsOf } from './decision-steps.ts';
import type { Question } from './question.ts';

/** What a provider means by a status, as far as that is known before headers and body are. */
export interface OwnRules {
  /** Name of the provider. */
  readonly provider: string;
  /** Absent when it depends on headers and body. */
  readonly blame?: Blame;
  /** Absent when it depends on headers and body. */
  readonly retry?: Retry;
  /** What to show an end user; absent when it depends on headers and body. */
  readonly userMessage?: string;
  readonly rules: readonly KnownRule[];
}

/** Everything that is known of one failure. */
export interface Explanation {
  readonly subject: string;
  readonly name: string;
  /** Rules of the provider about this very status: they come before all else that is said here. */
  readonly own?: OwnRules;
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
  /** Other rules of the provider that may say more once they see headers and body. */
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
  const unread = unreadRules(exchange, provider);
  // A rule of the provider that spoke without a body leads already.
  const own = special ? [] : unread.filter((rule) => isAbout(rule, exchange.response?.status, status));
  const others = unread.filter((rule) => !own.includes(rule));
  return {
    subject,
    name: status?.name ?? transport?.code ?? found.rule,
    ...defined('own', own.length === 0 ? undefined : ownRules(own, name, status)),
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
    ...defined('note', special ? undefined : (noteFor(status, provider, name) ?? transport?.note)),
    ...defined('reference', special ? sourceOf(found.rule, provider) : status?.reference),
    userMessage: userMessage(found, name === provider ? {} : { apiName: name }),
    rule: found.rule,
    steps: stepsOf(exchange, found, transport),
    ...defined('elsewhere', others.length === 0 ? undefined : others),
  };
}

function sourceOf(rule: string, provider: string): string | undefined {
  return knownRulesOf(provider).find((known) => known.rule === rule)?.source;
}

/** Without a body the rules of the provider cannot speak yet: then they are listed. */
function unreadRules({ response }: Question['exchange'], provider: string): readonly KnownRule[] {
  if (response === undefined || response.body !== undefined) return [];
  return knownRulesOf(provider, response.status);
}

/** A rule that names the status, or one for any status that means by it what its row does. */
function isAbout(rule: KnownRule, status: number | undefined, row: StatusRow | undefined): boolean {
  if (rule.statuses.length === 0) return rule.category === row?.category;
  return status !== undefined && rule.statuses.includes(status);
}

function ownRules(rules: readonly KnownRule[], provider: string, row: StatusRow | undefined): OwnRules {
  // A rule of another kind than the row's shares the status with the row: only the body tells which it is.
  const sameKind = rules.every(({ category }) => category === row?.category);
  const possible = sameKind || row === undefined ? rules : [...rules, row];
  const blame = agreed(possible.map((each) => each.blame));
  const retry = agreed(possible.map((each) => each.retry));
  const first = sameKind && blame !== undefined ? rules[0] : undefined;
  return {
    provider,
    ...defined('blame', blame),
    ...defined('retry', retry),
    ...defined('userMessage', first && userMessage(first, { apiName: provider })),
    rules,
  };
}

function agreed<T>(values: readonly T[]): T | undefined {
  return values.every((value) => value === values[0]) ? values[0] : undefined;
}

/** The note of a row tells of many providers: whoever asked for one hears of that one alone. */
function noteFor(row: StatusRow | undefined, provider: string, name: string): string | undefined {
  if (row?.note === undefined || providerOf(provider) === undefined) return row?.note;
  const about = row.note.split('; ').filter((clause) => clause.startsWith(`${name} `));
  return about.length === 0 ? undefined : about.join('; ');
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
