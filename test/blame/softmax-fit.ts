import type { ExpertTable } from './expert-weights.ts';

const WIDTH = 4;

/** One failure: the columns of its signs, how strongly each was seen, and what the blame should have been. */
export interface Sample {
  readonly columns: readonly number[];
  readonly strengths: readonly number[];
  readonly target: readonly number[];
  readonly weight: number;
}

/** The weights of an expert, laid out as one vector: four numbers a column, a column for each family's prior and each sign in it. */
export class Table {
  /** What the expert believes. */
  readonly start: Float64Array;
  readonly #column = new Map<string, number>();

  constructor(prior: ExpertTable[string], weights: ExpertTable) {
    const rows: (readonly number[])[] = [];
    const add = (key: string, row: readonly number[]): void => {
      this.#column.set(key, rows.length);
      rows.push(row);
    };
    for (const [family, row] of Object.entries(prior)) add(`prior ${family}`, row);
    for (const [code, families] of Object.entries(weights)) {
      for (const [family, row] of Object.entries(families)) add(`${code} ${family}`, row);
    }
    this.start = new Float64Array(rows.flat());
  }

  /** The columns that a failure touches. */
  columns(
    family: string,
    seen: readonly (readonly [code: string, strength: number])[],
  ): Pick<Sample, 'columns' | 'strengths'> {
    const columns = [this.#column.get(`prior ${family}`) ?? 0];
    const strengths = [1];
    for (const [code, strength] of seen) {
      const column = this.#column.get(`${code} ${family}`);
      if (column === undefined) continue;
      columns.push(column);
      strengths.push(strength);
    }
    return { columns, strengths };
  }

  /** Cross entropy of one failure, and whether its likeliest owner is the target's. */
  judge(weights: Float64Array, sample: Sample): { loss: number; right: number } {
    const chances = chancesOf(weights, sample);
    let loss = 0;
    let best = 0;
    let wanted = 0;
    for (let at = 0; at < WIDTH; at++) {
      loss -= sample.target[at]! * Math.log(Math.max(1e-9, chances[at]!));
      if (chances[at]! > chances[best]!) best = at;
      if (sample.target[at]! > sample.target[wanted]!) wanted = at;
    }
    return { loss, right: best === wanted ? 1 : 0 };
  }

  prior(weights: Float64Array): Record<string, number[]> {
    return Object.fromEntries(
      [...this.#column]
        .filter(([key]) => key.startsWith('prior '))
        .map(([key, column]) => [key.slice(6), this.#row(weights, column)]),
    );
  }

  weights(weights: Float64Array): Record<string, Record<string, number[]>> {
    const table: Record<string, Record<string, number[]>> = {};
    for (const [key, column] of this.#column) {
      const [code = '', family = ''] = key.split(' ');
      if (code === 'prior') continue;
      table[code] ??= {};
      table[code][family] = this.#row(weights, column);
    }
    return table;
  }

  #row(weights: Float64Array, column: number): number[] {
    return [...weights.subarray(column * WIDTH, column * WIDTH + WIDTH)];
  }
}

function chancesOf(weights: Float64Array, sample: Sample): Float64Array {
  const chances = new Float64Array(WIDTH);
  chancesInto(weights, sample, chances);
  return chances;
}

function chancesInto(weights: Float64Array, { columns, strengths }: Sample, chances: Float64Array): void {
  chances.fill(0);
  for (let index = 0; index < columns.length; index++) {
    const column = columns[index]! * WIDTH;
    const strength = strengths[index]!;
    for (let at = 0; at < WIDTH; at++) chances[at]! += strength * weights[column + at]!;
  }
  let most = chances[0]!;
  for (let at = 1; at < WIDTH; at++) most = Math.max(most, chances[at]!);
  let sum = 0;
  for (let at = 0; at < WIDTH; at++) {
    chances[at] = Math.exp(chances[at]! - most);
    sum += chances[at]!;
  }
  for (let at = 0; at < WIDTH; at++) chances[at]! /= sum;
}

/** Descends from the expert's weights (Adam), held back to them by `hold` times half the squared distance. */
export function descend(table: Table, samples: readonly Sample[], hold: number): Float64Array {
  const weights = Float64Array.from(table.start);
  const mean = new Float64Array(weights.length);
  const square = new Float64Array(weights.length);
  const gradient = new Float64Array(weights.length);
  const chances = new Float64Array(WIDTH);
  for (let step = 1; step <= 120; step++) {
    gradient.fill(0);
    for (const sample of samples) {
      chancesInto(weights, sample, chances);
      for (let index = 0; index < sample.columns.length; index++) {
        const column = sample.columns[index]! * WIDTH;
        const strength = sample.strengths[index]! * sample.weight;
        for (let at = 0; at < WIDTH; at++)
          gradient[column + at]! += strength * (chances[at]! - sample.target[at]!);
      }
    }
    for (let at = 0; at < weights.length; at++) {
      const slope = gradient[at]! + hold * (weights[at]! - table.start[at]!);
      mean[at] = 0.9 * mean[at]! + 0.1 * slope;
      square[at] = 0.99 * square[at]! + 0.01 * slope * slope;
      const rate = 0.08 / (1 + step / 60);
      weights[at]! -=
        (rate * (mean[at]! / (1 - 0.9 ** step))) / (Math.sqrt(square[at]! / (1 - 0.99 ** step)) + 1e-6);
    }
  }
  return weights;
}
