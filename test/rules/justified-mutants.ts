/** Mutants that no story can kill, each with its reason: by rule and change. */
export const JUSTIFIED: readonly (readonly [rule: string, change: string, reason: string])[] = [];
