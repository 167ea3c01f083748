import type { Maker } from './subjects.ts';

/** What a breaker did, and whether that is right. */
export interface Observed {
  readonly saw: string;
  readonly right: boolean;
}

/** One situation that a breaker must get right. */
export interface Case {
  readonly what: string;
  /** What is right, for a person. */
  readonly wanted: string;
  /** Who is known to get it wrong, by their sources and by measurement. */
  readonly wrong: readonly ('opossum' | 'cockatiel')[];
  run(maker: Maker): Promise<Observed>;
}
