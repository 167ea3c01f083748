import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the engine reads its weights. */
const FILE = fileURLToPath(new URL('../../packages/core/src/diagnose/weights.ts', import.meta.url));

/** A weight table by sign and family. */
export type WeightTable = Record<string, Record<string, number[]>>;

/** Writes the weight table of the engine; `biome check --write` then gives it its form. */
export function writeWeights(prior: Record<string, number[]>, table: WeightTable): void {
  const text = `import type { Family } from './complaint.ts';
import type { Weights } from './hypothesis.ts';

// Written by test/blame/fit.ts from test/blame/expert-weights.ts and the tuning worlds. Do not edit by hand.

/** Log-odds of self, provider, network and unknown before any sign is seen, per family of complaints. */
export const PRIOR: Readonly<Record<Family, Weights>> = ${literal(prior)};

/** Log-odds that a sign seen at full strength adds, per sign and family of complaints. */
export const WEIGHTS: Readonly<Record<string, Partial<Readonly<Record<Family, Weights>>>>> = ${literal(table)};
`;
  writeFileSync(FILE, text);
}

function literal(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'number' ? Math.round(inner * 100) / 100 : inner,
  );
}
