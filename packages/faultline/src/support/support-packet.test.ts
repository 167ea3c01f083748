import { CircuitOpenError, type Finding } from '@faultline/core';
import { describe, expect, it } from 'vitest';
import { supportPacket } from './support-packet.ts';

const AT_MS = Date.UTC(2026, 0, 2, 3, 4, 5);

function findingOf(error: unknown): Finding {
  return {
    provider: 'stripe',
    endpoint: 'POST /v1/charges',
    status: 0,
    category: 'connection',
    rule: 'transport.ECONNRESET',
    blame: 'provider',
    confidence: 0.8,
    evidence: [],
    exchange: { method: 'POST', url: 'https://api.stripe.com/', startedAt: AT_MS, durationMs: 12, error },
  } as unknown as Finding;
}

function rejection(state: 'open' | 'half_open' | 'forced_open' | 'closed'): CircuitOpenError {
  return new CircuitOpenError({
    provider: 'stripe',
    scope: 'origin',
    key: 'https://api.stripe.com',
    state,
    reason: '6 of 7 failed in 1.2 s',
    evidence: { failures: 6, calls: 7, windowMs: 1200 },
    blame: 'provider',
    category: 'provider_error',
  });
}

describe('a support packet', () => {
  it('of a call that was sent says when, how long it took and what came', () => {
    const packet = supportPacket(findingOf(new Error('reset')), 'Stripe', 1);
    expect(packet).not.toHaveProperty('notSent');
    expect(packet.text).toMatch(/^Status: +no answer$/m);
    expect(packet.text).toMatch(/^Sent at: +2026-01-02T03:04:05\.000Z$/m);
  });

  it.each([
    ['open', 'the circuit is open, 6 of 7 failed in 1.2 s'],
    ['half_open', 'the circuit is half open, 6 of 7 failed in 1.2 s'],
    ['forced_open', 'the circuit is forced open, 6 of 7 failed in 1.2 s'],
    ['closed', 'the circuit is recovering, 6 of 7 failed in 1.2 s'],
  ] as const)('of a call that our own breaker rejected says so: %s', (state, notSent) => {
    const packet = supportPacket(findingOf(rejection(state)), 'Stripe', 1);
    expect(packet.notSent).toBe(notSent);
    expect(packet.text).toContain(`\nNot sent:     ${notSent}\n`);
    expect(packet.text).not.toMatch(/^(?:Status|Sent at|Request id|Duration):/m);
  });
});
