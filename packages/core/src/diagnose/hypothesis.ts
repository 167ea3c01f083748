import type { Blame } from '../closed-sets.ts';

/** Who may have caused a failure, in the order of every weight vector. `unknown`: from inside one process nobody can tell. */
export const HYPOTHESES: readonly Blame[] = ['self', 'provider', 'network', 'unknown'];

/** Log-odds for and against each of {@link HYPOTHESES}. */
export type Weights = readonly [self: number, provider: number, network: number, unknown: number];
