import { EXPERT_PRIOR, EXPERT_WEIGHTS } from './expert-weights.ts';
import { writeWeights } from './write-weights.ts';

writeWeights(
  Object.fromEntries(Object.entries(EXPERT_PRIOR).map(([k, v]) => [k, [...v]])),
  Object.fromEntries(
    Object.entries(EXPERT_WEIGHTS).map(([k, v]) => [
      k,
      Object.fromEntries(Object.entries(v).map(([f, w]) => [f, [...w]])),
    ]),
  ),
);
