import type { Blame, Exchange, Place, Signal, VerdictKind } from '@faultline/core';

/** The blame a method gives to one exchange, at the moment it settles. */
export interface Judgement {
  readonly blame: Blame;
  /** 0–1; a rule without a notion of doubt says 1. */
  readonly confidence: number;
}

/** What a method holds of a provider at a moment. */
export interface Standing {
  readonly kind: VerdictKind;
  readonly owner: Blame;
  readonly confidence: number;
}

/** One run of a method through one world. It sees what a process sees, and nothing else. */
export interface MethodRun {
  /** Judges an exchange that settled now. */
  record(exchange: Exchange, place: Place, nowMs: number): Judgement;
  /** Hears a signal. */
  observe?(signal: Signal, nowMs: number): void;
  /** The verdict on a provider now. */
  verdict(provider: string, nowMs: number): Standing;
  /** For methods whose library answers in promises: the judgement of the last `record`, once it has settled. */
  settled?(): Promise<Judgement>;
}

/** A way to answer "whose fault is it?": the code under test, or a baseline. */
export interface Method {
  readonly name: string;
  /** What it does, in one line, for the report. */
  readonly rule: string;
  start(): MethodRun;
}

/** The verdict of a method that sees nothing wrong. */
export const HEALTHY: Standing = { kind: 'healthy', owner: 'none', confidence: 1 };
