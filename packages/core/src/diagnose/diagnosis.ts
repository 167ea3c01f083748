import type { Classification } from '../classify/classification.ts';
import type { Blame, Category, VerdictKind } from '../closed-sets.ts';
import type { Exchange } from '../exchange.ts';
import type { Place } from '../finding.ts';
import type { Signal } from '../signal.ts';
import type { Verdict, VerdictChange } from '../verdict.ts';
import { calibrate } from './calibrate.ts';
import { depthOf, type Family, NO_COMPLAINT, SILENT } from './complaint.ts';
import { Evidence } from './evidence.ts';
import { expected } from './expected.ts';
import { HYPOTHESES } from './hypothesis.ts';
import { lookAt } from './look.ts';
import type { ProviderRecord } from './provider-record.ts';
import type { View } from './view.ts';
import { createScale, evidenceFor, type Seen } from './weigh.ts';

/** What the evidence makes of one exchange. */
export interface Diagnosed {
  readonly blame: Blame;
  /** 0–1, calibrated. */
  readonly confidence: number;
  /** What was observed, strongest first, for a person: `other_endpoints_ok 5/5`, `same_credential_ok 2s ago`. */
  readonly evidence: readonly string[];
  /** The standing verdict on the provider; absent while it is healthy. */
  readonly verdictKind?: VerdictKind;
}

/** How a diagnosis is made. Everything has a default. */
export interface DiagnosisOptions {
  /** Groups of signs to leave out, to see what they are worth. @defaultValue none */
  readonly ablate?: readonly string[];
  /** Told when a verdict changed, after it stands. Must not throw. */
  readonly onVerdict?: (change: VerdictChange) => void;
  /** Told what was seen of each failure, for fitting weights. */
  readonly onWeighed?: (exchange: Exchange, view: View, seen: readonly Seen[]) => void;
}

/** Turns labels into blame with the evidence around them. Keeps bounded evidence; every time is an argument, on a monotonic clock. */
export interface Diagnosis {
  /** Judges one settled exchange. Call it once for each, in the order of settling. */
  judge(exchange: Exchange, place: Place, classification: Classification, nowMs: number): Diagnosed;
  /** The body of a settled exchange failed: its failure moves the evidence, its success is not taken back. */
  amend(exchange: Exchange, place: Place, classification: Classification, nowMs: number): Diagnosed;
  /** Takes a signal. */
  observe(signal: Signal, nowMs: number): void;
  /** The standing verdict on a provider; healthy for an unknown one. */
  verdict(provider: string, nowMs: number): Verdict;
  /** The standing verdict on every known provider. */
  verdicts(nowMs: number): readonly Verdict[];
}

const NONE: readonly string[] = [];
const FINE: Diagnosed = Object.freeze({ blame: 'none', confidence: 1, evidence: NONE });
/** Pieces of evidence told. */
const MOST_EVIDENCE = 6;
/** Categories of what is used up or unpaid. */
const USED_UP: ReadonlySet<Category> = new Set(['quota', 'billing']);

/**
 * Whether an answer that names our request stands as it is: a wrong id now and then is everyday business of whoever asks for it, and
 * that others are found says nothing against that. Only a trouble that is more than that may be somebody else's.
 */
function isOurOwnSoFar(family: Family, label: Classification, isTrouble: boolean): boolean {
  return !isTrouble && label.blame === 'self' && (family === 'missing' || family === 'request');
}

/**
 * Creates a diagnosis: bounded evidence, signs, and their weights.
 *
 * @throws Error when `ablate` names a group of signs that does not exist
 */
export function createDiagnosis(options: DiagnosisOptions = {}): Diagnosis {
  const scale = createScale(options.ablate);
  const evidence = new Evidence();

  function judge(exchange: Exchange, place: Place, label: Classification, clockMs: number): Diagnosed {
    const nowMs = evidence.time.tick(clockMs);
    const depth = depthOf(label, exchange);
    if (depth === SILENT) return FINE;
    if (depth === NO_COMPLAINT) {
      const provider = evidence.succeeded(exchange, place, nowMs);
      if (provider.verdict.current.kind !== 'healthy') return recovering(provider, label, nowMs, clockMs);
      return label.blame === 'none'
        ? FINE
        : { blame: label.blame, confidence: label.confidence, evidence: NONE };
    }
    return blameOf(exchange, place, label, depth, nowMs, clockMs);
  }

  function blameOf(
    exchange: Exchange,
    place: Place,
    label: Classification,
    depth: number,
    nowMs: number,
    clockMs: number,
  ): Diagnosed {
    const noted = evidence.failed(depth, exchange, place, nowMs);
    const { provider, suspicion } = noted;
    const view = lookAt(evidence, noted, exchange, label);
    const seen: Seen[] = [];
    const chances = scale.weigh(view, seen);
    options.onWeighed?.(exchange, view, seen);
    let best = 0;
    for (let index = 1; index < chances.length; index++)
      if ((chances[index] ?? 0) > (chances[best] ?? 0)) best = index;
    const told = evidenceFor(best, seen, view, MOST_EVIDENCE);
    suspicion.believe(chances);
    suspicion.evidence = told;
    suspicion.quota = USED_UP.has(label.category);
    update(provider, nowMs, clockMs);
    const { kind } = provider.verdict.current;
    const everyday = expected(view);
    const diagnosed: Diagnosed =
      everyday > 0.5
        ? { blame: 'none', confidence: everyday, evidence: told }
        : isOurOwnSoFar(view.family, label, suspicion.standing)
          ? { blame: 'self', confidence: label.confidence, evidence: told }
          : {
              blame: HYPOTHESES[best] ?? 'unknown',
              confidence: calibrate(chances[best] ?? 0, suspicion.failures),
              evidence: told,
            };
    return kind === 'healthy' ? diagnosed : { ...diagnosed, verdictKind: kind };
  }

  function recovering(
    provider: ProviderRecord,
    label: Classification,
    nowMs: number,
    clockMs: number,
  ): Diagnosed {
    update(provider, nowMs, clockMs);
    const { kind } = provider.verdict.current;
    const { blame } = label;
    const diagnosed: Diagnosed = {
      blame,
      confidence: blame === 'none' ? 1 : label.confidence,
      evidence: NONE,
    };
    return kind === 'healthy' ? diagnosed : { ...diagnosed, verdictKind: kind };
  }

  function update(provider: ProviderRecord, nowMs: number, clockMs: number): void {
    const before = provider.verdict.update(provider, nowMs, clockMs);
    if (before !== undefined) options.onVerdict?.({ before, after: provider.verdict.current });
  }

  function verdictOf(provider: ProviderRecord, clockMs: number): Verdict {
    const nowMs = evidence.time.tick(clockMs);
    if (provider.active.length > 0) {
      evidence.settle(provider, nowMs);
      update(provider, nowMs, clockMs);
    }
    return provider.verdict.current;
  }

  return {
    judge,
    amend: judge,
    observe(signal, clockMs) {
      const nowMs = evidence.time.tick(clockMs);
      switch (signal.kind) {
        case 'deploy':
          evidence.changes.add({
            kind: 'deploy',
            what: signal.version,
            atMs:
              signal.startedMs === undefined ? nowMs : Math.min(nowMs, evidence.time.at(signal.startedMs)),
          });
          break;
        case 'change':
          evidence.changes.add({ kind: 'change', what: signal.what, atMs: nowMs });
          break;
        case 'vital':
          evidence.vitals[signal.vital]?.measured(signal.value, nowMs);
          break;
        case 'status_page':
          evidence.store.page(signal.provider, signal.indicator);
          break;
      }
    },
    verdict(name, clockMs) {
      const provider = evidence.store.providers.get(name);
      if (provider !== undefined) return verdictOf(provider, clockMs);
      return {
        provider: name,
        kind: 'healthy',
        owner: 'none',
        confidence: 1,
        evidence: NONE,
        sinceMs: clockMs,
      };
    },
    verdicts: (clockMs) =>
      [...evidence.store.providers.values()].map((provider) => verdictOf(provider, clockMs)),
  };
}
