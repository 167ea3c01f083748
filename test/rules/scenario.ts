import type { Flow, Running } from './traffic.ts';

/** What must hold at one minute. */
export interface Checkpoint {
  readonly at: number;
  /** Exactly the alerts that fire then, info ones included; with their variant, where one name has several rules: `OwnRequestBug (deploy)`; with their job, where it is not `checkout`: `ledger: ProviderOutage`. */
  readonly firing: readonly string[];
}

/** What happened. */
export interface Story {
  readonly minutes: number;
  readonly flows: readonly Flow[];
  readonly running: readonly Running[];
  /** Gauges other than versions: series with its labels, and values by minute. */
  readonly gauges?: readonly {
    readonly series: string;
    readonly values: readonly { readonly from: number; readonly to: number; readonly value: number }[];
  }[];
  /** Minutes without any scrape of the job, or of one instance of it. */
  readonly gap?: { readonly from: number; readonly to: number; readonly instance?: string };
}

/** A story, and when which alerts fire. */
export interface Scenario extends Story {
  /** As a sentence of behaviour. */
  readonly name: string;
  /** With the blame that the classification gives. */
  readonly prior: readonly Checkpoint[];
  /** With the blame that evidence moves one minute into each phase; as `prior` unless given. */
  readonly moved?: readonly Checkpoint[];
}
