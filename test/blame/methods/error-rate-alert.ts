import type { Exchange } from '@faultline/core';
import { HEALTHY, type Method, type Standing } from '../method.ts';

const WINDOW_MS = 300_000;
const SHARE = 0.05;
const MINIMUM = 10;
const OUTAGE: Standing = { kind: 'provider_outage', owner: 'provider', confidence: 1 };

/** The alert that most teams have: more than 5 % 5xx or no answer over 5 minutes, and at least 10 requests. */
export const errorRateAlert: Method = {
  name: 'error_rate_alert',
  rule: 'provider while > 5 % are 5xx or unanswered over 5 min (≥ 10 requests), else self',
  start: () => {
    const windows = new Map<string, { at: number[]; failed: boolean[]; failures: number }>();
    const firing = (provider: string, nowMs: number): boolean => {
      const window = windows.get(provider);
      if (window === undefined) return false;
      let stale = 0;
      while (stale < window.at.length && window.at[stale]! <= nowMs - WINDOW_MS) {
        if (window.failed[stale] === true) window.failures--;
        stale++;
      }
      if (stale > 0) {
        window.at.splice(0, stale);
        window.failed.splice(0, stale);
      }
      return window.at.length >= MINIMUM && window.failures / window.at.length > SHARE;
    };
    return {
      record(exchange, { provider }, nowMs) {
        const failed = serverFailed(exchange);
        let window = windows.get(provider);
        if (window === undefined) {
          window = { at: [], failed: [], failures: 0 };
          windows.set(provider, window);
        }
        window.at.push(nowMs);
        window.failed.push(failed);
        if (failed) window.failures++;
        if (!failed && (exchange.response?.status ?? 0) < 400) return { blame: 'none', confidence: 1 };
        return { blame: firing(provider, nowMs) ? 'provider' : 'self', confidence: 1 };
      },
      verdict: (provider, nowMs) => (firing(provider, nowMs) ? OUTAGE : HEALTHY),
    };
  },
};

function serverFailed(exchange: Exchange): boolean {
  return exchange.error !== undefined || (exchange.response?.status ?? 0) >= 500;
}
