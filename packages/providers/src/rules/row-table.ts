import { BY_CODE, BY_HEADER, BY_SENTENCE, type Decision } from './decision.ts';
import type { Reading } from './reading.ts';
import { type Condition, fitsStatus, holds, type Row } from './row.ts';

/** Rows in their order, filed by the statuses that were seen: an answer meets only rows for its status. */
export class RowTable {
  readonly rows: readonly Row[];
  readonly #byStatus = new Map<number, readonly Row[]>();
  readonly #bodiless = new Map<number, boolean>();

  constructor(rows: readonly Row[]) {
    this.rows = rows;
  }

  /** The rows for a status, 100 to 999. */
  for(status: number): readonly Row[] {
    let rows = this.#byStatus.get(status);
    if (rows === undefined) {
      rows = this.rows.filter(({ on }) => fitsStatus(on, status));
      this.#byStatus.set(status, rows);
    }
    return rows;
  }

  /** Whether a row can hold for an answer of this status whose body was not read. */
  canDecideBodiless(status: number): boolean {
    if (this.rows.length === 0) return false;
    let can = this.#bodiless.get(status);
    if (can === undefined) {
      can = this.for(status).some(({ when }) => !when.some(needsBody));
      this.#bodiless.set(status, can);
    }
    return can;
  }

  /** The decision of the first row that holds, or `undefined`. */
  decide(reading: Reading): Decision | undefined {
    for (const row of this.for(reading.status)) {
      if (!holds(row, reading)) continue;
      const waitMs = typeof row.waitMs === 'function' ? row.waitMs(reading) : row.waitMs;
      const decision = { outcome: row.gives, rule: row.id, confidence: confidenceOf(row) };
      return waitMs === undefined ? decision : { ...decision, waitMs };
    }
    return undefined;
  }
}

function needsBody(condition: Condition): boolean {
  return 'at' in condition || 'text' in condition || 'body' in condition;
}

/** A code says most, a sentence least; a documented status stands between. */
function confidenceOf({ when }: Row): number {
  if (when.some((condition) => 'at' in condition && !('like' in condition))) return BY_CODE;
  if (when.length === 0 || when.some((condition) => 'header' in condition)) return BY_HEADER;
  return BY_SENTENCE;
}
