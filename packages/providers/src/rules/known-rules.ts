import type { Blame, Category, Retry } from '@faultline/core';
import { providerOf } from '../catalogue/builtin-providers.ts';
import type { Row } from './row.ts';
import { RULES } from './rules-of.ts';

/** One rule of a provider, for people: the cheat sheet and `explain`. */
export interface KnownRule {
  readonly rule: string;
  /** Statuses and classes it is for; empty is any. */
  readonly statuses: readonly (number | string)[];
  readonly category: Category;
  readonly blame: Blame;
  readonly retry: Retry;
  readonly hint: string;
  /** Where the provider or its code says so. */
  readonly source: string;
}

/** Providers that have rules of their own, by id. */
export const PROVIDERS_WITH_RULES: readonly string[] = [...RULES.keys()].sort();

/** The rules of a built-in provider, in the order they are asked, those of its kin last; for one status, when it is given. */
export function knownRulesOf(provider: string, status?: number): readonly KnownRule[] {
  const kin = providerOf(provider)?.kin;
  const rows = [provider, kin ?? ''].flatMap((id) => RULES.get(id)?.() ?? []);
  return rows.filter(({ on }) => status === undefined || isFor(on, status)).map(knownRuleFrom);
}

function isFor(on: Row['on'], status: number): boolean {
  return (
    on.length === 0 || on.some((wanted) => wanted === status || wanted === `${Math.floor(status / 100)}xx`)
  );
}

function knownRuleFrom({ id, on, gives, source }: Row): KnownRule {
  const { category, blame, retry, waits, hint } = gives;
  return { rule: id, statuses: on, category, blame, retry: waits ? 'after_delay' : retry, hint, source };
}
