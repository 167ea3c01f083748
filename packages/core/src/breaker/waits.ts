import type { CircuitState } from '../closed-sets.ts';
import type { Announcer } from './announcer.ts';
import type { BreakerCause } from './breakers.ts';
import { CredentialBlocks } from './credential-blocks.ts';
import { waitMs } from './open-interval.ts';
import type { OriginKey } from './origin-key.ts';
import { seconds } from './seconds.ts';

/** The waits that providers ask of credentials: bounded in all, each announced when it starts and when it ends. */
export class Waits {
  /** Waits that were not kept, because there were too many. */
  overflow = 0;
  readonly #most: number;
  readonly #random: () => number;
  readonly #announcer: Announcer;
  #count = 0;

  /** @param most waits that are kept at a time */
  constructor(most: number, random: () => number, announcer: Announcer) {
    this.#most = most;
    this.#random = random;
    this.#announcer = announcer;
  }

  /** A credential has to wait, when the provider named a time. Returns whether it had not to before. */
  start(
    origin: OriginKey,
    nowMs: number,
    { retryAfterMs, credential, blame, category }: BreakerCause,
  ): boolean {
    const wait = waitMs(retryAfterMs, this.#random);
    if (wait === 0) return false;
    if (this.#count >= this.#most) {
      this.overflow += 1;
      return false;
    }
    this.lift(origin, nowMs);
    origin.blocks ??= new CredentialBlocks();
    const reason = `asked to wait ${seconds(wait)}`;
    if (!origin.blocks.add(credential, { sinceMs: nowMs, untilMs: nowMs + wait, blame, category, reason }))
      return false;
    this.#count += 1;
    this.#announce(origin, 'closed', 'open', reason);
    return true;
  }

  /** Ends the waits of an origin that are over. Returns whether there were any. */
  lift(origin: OriginKey, nowMs: number): boolean {
    return this.#ended(origin, origin.blocks?.sweep(nowMs) ?? 0, 'the wait is over');
  }

  /** Ends all waits of an origin. */
  drop(origin: OriginKey, reason: string): void {
    this.#ended(origin, origin.blocks?.clear() ?? 0, reason);
  }

  #ended(origin: OriginKey, count: number, reason: string): boolean {
    for (let i = 0; i < count; i++) this.#announce(origin, 'open', 'closed', reason);
    this.#count -= count;
    return count > 0;
  }

  #announce(origin: OriginKey, from: CircuitState, to: CircuitState, reason: string): void {
    const { name: provider, mode } = origin.provider;
    this.#announcer.add({
      provider,
      scope: 'credential',
      key: origin.name,
      from,
      to,
      reason,
      enforced: mode === 'enforce',
    });
  }
}
