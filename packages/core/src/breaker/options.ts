import type { Classify } from '../classify/classification.ts';
import { classify } from '../classify/classify.ts';
import type { BreakerListener } from './announcer.ts';
import { SLOT_MAX } from './permit.ts';
import { SENSITIVITIES, type Sensitivity } from './trip-rule.ts';

/** What a breaker does: nothing; decide, count and reject nothing; or reject. */
export const BREAKER_MODES = ['off', 'shadow', 'enforce'] as const;
/** One of {@link BREAKER_MODES}. */
export type BreakerMode = (typeof BREAKER_MODES)[number];

/** How breakers decide. Everything has a default. */
export interface BreakerOptions {
  /** What the breakers of every provider do that `providers` does not name. @defaultValue `'shadow'` */
  readonly mode?: BreakerMode;
  /** What the breakers of one provider do, by provider id. @defaultValue none */
  readonly providers?: Readonly<Record<string, BreakerMode>>;
  /** How readily a circuit opens. @defaultValue `'normal'` */
  readonly sensitivity?: Sensitivity;
  /** Milliseconds over which a closed circuit grows from 30 % to all calls; 0 to take all at once; ≤ 60 000. @defaultValue 3000 */
  readonly rampMs?: number;
  /** The most origins, endpoints and waiting credentials that are watched, 2–16 383. @defaultValue 10 000 */
  readonly maxKeys?: number;
  /** Source of jitter, uniform in [0, 1). @defaultValue `Math.random` */
  readonly random?: () => number;
  /** Monotonic clock in milliseconds, which `execute` reads. @defaultValue none: `execute` needs one */
  readonly clock?: () => number;
  /** Tells `execute` what its calls mean. @defaultValue core's status and transport tables */
  readonly classify?: Classify;
  /** Told of changes and rejections, in this order. Each call is guarded. @defaultValue none */
  readonly listeners?: readonly BreakerListener[];
}

/** Options after defaults. */
export interface ResolvedBreakerOptions extends Required<Omit<BreakerOptions, 'clock' | 'providers'>> {
  readonly clock: (() => number) | undefined;
  readonly providers: ReadonlyMap<string, BreakerMode>;
}

/** The defaults of {@link BreakerOptions}. */
export const BREAKER_DEFAULTS: Required<Pick<BreakerOptions, 'mode' | 'sensitivity' | 'rampMs' | 'maxKeys'>> =
  {
    mode: 'shadow',
    sensitivity: 'normal',
    rampMs: 3000,
    maxKeys: 10_000,
  };

const RAMP_MAX_MS = 60_000;

/**
 * Fills in the defaults.
 *
 * @throws TypeError that quotes a bad value and says what to write instead
 */
export function resolveBreakerOptions(options: BreakerOptions = {}): ResolvedBreakerOptions {
  const providers = new Map(Object.entries(options.providers ?? {}));
  for (const [provider, mode] of providers) oneOf(`providers.${provider}`, mode, BREAKER_MODES);
  return {
    mode: oneOf('mode', options.mode ?? BREAKER_DEFAULTS.mode, BREAKER_MODES),
    providers,
    sensitivity: oneOf('sensitivity', options.sensitivity ?? BREAKER_DEFAULTS.sensitivity, SENSITIVITIES),
    rampMs: within('rampMs', options.rampMs ?? BREAKER_DEFAULTS.rampMs, 0, RAMP_MAX_MS),
    maxKeys: Math.floor(within('maxKeys', options.maxKeys ?? BREAKER_DEFAULTS.maxKeys, 2, SLOT_MAX)),
    random: callable('random', options.random ?? Math.random),
    clock: options.clock === undefined ? undefined : callable('clock', options.clock),
    classify: callable('classify', options.classify ?? classify),
    listeners: [...(options.listeners ?? [])],
  };
}

function oneOf<T extends string>(name: string, value: T, allowed: readonly T[]): T {
  if (allowed.includes(value)) return value;
  const choice = allowed.map((each) => `'${each}'`).join(', ');
  throw new TypeError(`breaker option ${name} is ${quote(value)}: write one of ${choice}`);
}

function within(name: string, value: number, least: number, most: number): number {
  if (typeof value === 'number' && value >= least && value <= most) return value;
  throw new TypeError(`breaker option ${name} is ${quote(value)}: write a number from ${least} to ${most}`);
}

function callable<T>(name: string, value: T): T {
  if (typeof value === 'function') return value;
  throw new TypeError(`breaker option ${name} is ${quote(value)}: write a function`);
}

function quote(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}
