import { readFileSync, writeFileSync } from 'node:fs';
import { type Cell, SDKS, type Sdk } from './cells.ts';

const FILE = new URL('record.json', import.meta.url);

/** What came of the cells of one SDK on one Node when they were last played. */
export interface RecordRow {
  readonly sdk: string;
  readonly node: number;
  readonly passed: number;
  readonly of: number;
  /** Of those that did not pass: failed or skipped, and why. */
  readonly others: readonly string[];
}

/** What became of a cell. */
export interface Result {
  readonly cell: Cell;
  readonly result: 'passed' | 'failed' | 'skipped';
  readonly why: string;
}

/** What was last played, as it is committed. */
export function readRecord(): readonly RecordRow[] {
  return JSON.parse(readFileSync(FILE, 'utf8'));
}

/** Puts results in the place of what the record has of the same SDKs on the same Nodes. */
export function writeRecord(results: readonly Result[]): void {
  const rows = new Map(readRecord().map((row) => [keyOf(row), row]));
  for (const [key, row] of rowsOf(results)) rows.set(key, row);
  const place = ({ sdk }: RecordRow): number => SDKS.findIndex(({ name }) => name === sdk);
  const sorted = [...rows.values()].sort((a, b) => place(a) - place(b) || a.node - b.node);
  writeFileSync(FILE, `${JSON.stringify(sorted, null, 2)}\n`);
}

function rowsOf(results: readonly Result[]): ReadonlyMap<string, RecordRow> {
  const rows = new Map<string, RecordRow>();
  for (const { cell, result, why } of results) {
    const { sdk, node } = cell;
    const key = keyOf({ sdk: sdk.name, node });
    const row = rows.get(key) ?? { sdk: sdk.name, node, passed: 0, of: 0, others: [] };
    rows.set(key, {
      ...row,
      passed: row.passed + (result === 'passed' ? 1 : 0),
      of: row.of + 1,
      others: result === 'passed' ? row.others : [...new Set([...row.others, `${result}: ${why}`])],
    });
  }
  return rows;
}

function keyOf({ sdk, node }: { readonly sdk: string; readonly node: number }): string {
  return `${sdk} on ${node}`;
}

/** The cells of the README's table about one SDK, given the Nodes of its columns. */
export function recordCells(sdk: Sdk, nodes: readonly number[]): readonly string[] {
  const rows = new Map(readRecord().map((row) => [keyOf(row), row]));
  const played = nodes.map((node) => {
    const row = rows.get(keyOf({ sdk: sdk.name, node }));
    return row === undefined ? 'not played' : [`${row.passed} of ${row.of}`, ...row.others].join('; ');
  });
  return [
    sdk.title ?? `\`${sdk.name}\``,
    `\`${sdk.mode}\``,
    sdk.untagged ? `no: ${sdk.untagged}` : 'yes',
    ...played,
  ];
}
