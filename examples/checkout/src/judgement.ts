import type { Blame } from '@faultline/core';
import { type CollectedSpan, cheatSheetRule } from '@faultline/test/kit';
import type { Cell } from './table.ts';

/** What Faultline wrote onto a client span, and what the cheat sheet would have said of the same exchange. */
export interface Judgement {
  /** 0 when no answer came. */
  readonly status: number;
  readonly category: string;
  readonly blame: string;
  /** Absent on spans of what did not fail: there is nothing to repeat. */
  readonly retry: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly rule: string;
  readonly hint: string;
  readonly evidence: readonly string[];
  readonly cheatSheet: Blame;
}

/** Reads a client span. */
export function judgementOf({ attributes }: CollectedSpan): Judgement {
  const status = Number(attributes['http.response.status_code'] ?? 0);
  return {
    status,
    category: String(attributes['faultline.category'] ?? '—'),
    blame: String(attributes['faultline.blame'] ?? '—'),
    retry: attributes['faultline.retry'] as string | undefined,
    retryAfterMs: attributes['faultline.retry_after_ms'] as number | undefined,
    rule: String(attributes['faultline.rule'] ?? ''),
    hint: String(attributes['faultline.hint'] ?? ''),
    evidence: (attributes['faultline.evidence'] ?? []) as string[],
    cheatSheet: cheatSheetRule(status).blame,
  };
}

const STYLE_OF_BLAME: Readonly<Record<string, Cell['style']>> = {
  none: ['green'],
  self: ['yellow'],
  provider: ['red'],
  network: ['magenta'],
  end_user: ['blue'],
  unknown: ['dim'],
};

/** A blame in its colour. */
export function blameCell(blame: string): Cell {
  const style = STYLE_OF_BLAME[blame];
  return { text: blame, ...(style === undefined ? {} : { style }) };
}

/** The advice, with the wait that the provider asked for. */
export function retryText({ retry, retryAfterMs }: Pick<Judgement, 'retry' | 'retryAfterMs'>): string {
  if (retry === undefined) return '—';
  return retryAfterMs === undefined ? retry : `${retry} ${Math.round(retryAfterMs / 1_000)} s`;
}
