import { describe, expect, it } from 'vitest';
import { classify } from '../classify/classify.ts';
import { STATUS_ROWS } from '../classify/status/status-table.ts';
import { TRANSPORT_ROWS } from '../classify/transport/transport-table.ts';
import { BLAMES, CATEGORIES } from '../closed-sets.ts';
import { userMessage } from './user-message.ts';

const answered = (status: number) =>
  classify({
    method: 'GET',
    url: 'https://api.stripe.com/',
    startedAt: 0,
    durationMs: 1,
    response: { status },
  });

describe('the message for an end user', () => {
  it.each([
    [429, 'Too many requests right now. Please wait a moment and try again.'],
    [503, 'Stripe is very busy or under maintenance. Please try again in a few minutes.'],
    [404, 'We could not find that invoice. It may have been deleted or moved.'],
    [488, 'We could not complete this invoice request. Please check what you entered.'],
  ])('after %d names the API and the thing', (status, message) => {
    expect(userMessage(answered(status), { resource: 'invoice', apiName: 'Stripe' })).toBe(message);
  });

  it('has plain words where nobody gives names', () => {
    expect(userMessage(answered(500))).toBe('The service is having trouble. Please try again later.');
    expect(userMessage(answered(404))).toBe(
      'We could not find that item. It may have been deleted or moved.',
    );
  });

  it('does not send the user to their account when the evidence blames the provider', () => {
    expect(userMessage({ ...answered(401), blame: 'provider' }, { apiName: 'Stripe' })).toBe(
      'Stripe is having trouble. Please try again later.',
    );
  });

  it('asks the user to act where only the user can', () => {
    const declined = { category: 'billing', blame: 'end_user', rule: 'stripe.card_error' } as const;
    expect(userMessage(declined)).toBe(
      'The payment was declined. Please check the details or use another way to pay.',
    );
  });

  it('puts names in as they are', () => {
    expect(userMessage(answered(500), { apiName: '$& {resource}' })).toMatch(/^\$& \{resource\} is having/);
  });

  it('holds no code and no placeholder, for any category, blame and rule', () => {
    const rules = [
      ...STATUS_ROWS.map((row) => `status.${row.status}`),
      ...TRANSPORT_ROWS.map((row) => `transport.${row.code}`),
      'openai.insufficient_quota',
    ];
    for (const category of CATEGORIES) {
      for (const blame of BLAMES) {
        for (const rule of rules) {
          const message = userMessage({ category, blame, rule });
          expect(message).toMatch(/^[A-Z][^{}\d_]+\.$/);
        }
      }
    }
  });
});
