import type { Finding, NumberPoint, Sink } from '@faultline/core';
import { limitOf } from './limit-of.ts';

interface Account {
  readonly provider: string;
  /** 0–1; `NaN` when no limit is known. */
  ratio: number;
  /** When the window of the limit ends, on the clock of the exchanges. */
  resetAtMs: number;
  /** Until when the provider said that it will not answer. */
  blockedUntilMs: number;
}

/** Accounts that are kept; the one not heard of for longest goes first. */
const MAX_ACCOUNTS = 512;
/** A limit without a reset is believed for so long. */
const UNTIMED_MS = 60_000;

/**
 * Keeps what each provider said of its limits, for each credential: what is left, and until when it blocks.
 *
 * A sink of the engine. Bounded to 512 accounts, without timers: time comes from the exchanges and from whoever reads.
 * All times are on the monotonic clock of the exchanges.
 */
export class LimitLedger implements Sink {
  readonly #accounts = new Map<string, Account>();

  /** Takes what one answer says of limits. */
  finding(finding: Finding): void {
    const { exchange, provider, category, retryAfterMs } = finding;
    if (exchange.response === undefined) return;
    const limit = limitOf(exchange);
    const blocks =
      retryAfterMs !== undefined &&
      (category === 'rate_limit' || category === 'quota' || category === 'overloaded');
    if (limit === undefined && !blocks && this.#accounts.size === 0) return;
    const key = `${provider}\u0000${exchange.credential ?? ''}`;
    const known = this.#accounts.get(key);
    if (limit === undefined && !blocks && known === undefined) return;
    const nowMs = (exchange.monotonicMs ?? exchange.startedAt) + exchange.durationMs;
    const account = known ?? { provider, ratio: Number.NaN, resetAtMs: 0, blockedUntilMs: 0 };
    if (limit !== undefined) {
      account.ratio = limit.remaining / limit.limit;
      account.resetAtMs = nowMs + (limit.resetMs ?? UNTIMED_MS);
    }
    if (blocks) account.blockedUntilMs = Math.max(account.blockedUntilMs, nowMs + retryAfterMs);
    // An answer that succeeds disproves the block.
    else if (finding.blame === 'none') account.blockedUntilMs = 0;
    this.#keep(key, account);
  }

  /** `faultline_rate_limit_remaining_ratio`: the lowest of each provider, 0–1; a window that has ended counts as full. */
  remainingRatio(nowMs: number): NumberPoint[] {
    return this.#byProvider((account) => {
      if (Number.isNaN(account.ratio)) return undefined;
      return nowMs >= account.resetAtMs ? 1 : account.ratio;
    }, Math.min);
  }

  /** `faultline_blocked_seconds`: how long each provider that ever blocked still blocks, over its credentials the longest. */
  blockedSeconds(nowMs: number): NumberPoint[] {
    return this.#byProvider((account) => Math.max(0, account.blockedUntilMs - nowMs) / 1000, Math.max);
  }

  #keep(key: string, account: Account): void {
    // Moves it to the end: the first is the one not heard of for longest.
    this.#accounts.delete(key);
    this.#accounts.set(key, account);
    if (this.#accounts.size <= MAX_ACCOUNTS) return;
    for (const oldest of this.#accounts.keys()) {
      this.#accounts.delete(oldest);
      return;
    }
  }

  #byProvider(
    read: (account: Account) => number | undefined,
    pick: (a: number, b: number) => number,
  ): NumberPoint[] {
    const byProvider = new Map<string, number>();
    for (const account of this.#accounts.values()) {
      const value = read(account);
      if (value === undefined) continue;
      const other = byProvider.get(account.provider);
      byProvider.set(account.provider, other === undefined ? value : pick(other, value));
    }
    return [...byProvider].map(([provider, value]) => ({ labels: [provider], value }));
  }
}
