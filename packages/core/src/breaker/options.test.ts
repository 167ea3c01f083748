import { describe, expect, it } from 'vitest';
import { BREAKER_DEFAULTS, type BreakerOptions, resolveBreakerOptions } from './options.ts';

describe('resolveBreakerOptions', () => {
  it('fills in the defaults', () => {
    expect(resolveBreakerOptions()).toMatchObject({
      ...BREAKER_DEFAULTS,
      mode: 'shadow',
      sensitivity: 'normal',
      random: Math.random,
      clock: undefined,
      listeners: [],
    });
  });

  it('keeps what it is given', () => {
    const clock = () => 1;
    const options = resolveBreakerOptions({
      mode: 'enforce',
      providers: { stripe: 'off' },
      rampMs: 0,
      maxKeys: 2.9,
      clock,
    });
    expect(options).toMatchObject({ mode: 'enforce', rampMs: 0, maxKeys: 2, clock });
    expect(options.providers.get('stripe')).toBe('off');
    expect(options.providers.get('constructor')).toBe(undefined);
  });

  it('takes the ends of its ranges', () => {
    expect(resolveBreakerOptions({ rampMs: 60_000, maxKeys: 16_383 })).toMatchObject({
      rampMs: 60_000,
      maxKeys: 16_383,
    });
    expect(resolveBreakerOptions({ rampMs: 0, maxKeys: 2 })).toMatchObject({ rampMs: 0, maxKeys: 2 });
  });

  it.each<[string, unknown, string]>([
    ['mode', 'on', "breaker option mode is 'on': write one of 'off', 'shadow', 'enforce'"],
    [
      'providers',
      { stripe: 'yes' },
      "breaker option providers.stripe is 'yes': write one of 'off', 'shadow', 'enforce'",
    ],
    ['sensitivity', 11, "breaker option sensitivity is 11: write one of 'low', 'normal', 'high'"],
    ['rampMs', -1, 'breaker option rampMs is -1: write a number from 0 to 60000'],
    ['rampMs', Number.NaN, 'breaker option rampMs is NaN: write a number from 0 to 60000'],
    ['rampMs', 60_001, 'breaker option rampMs is 60001: write a number from 0 to 60000'],
    ['maxKeys', 1, 'breaker option maxKeys is 1: write a number from 2 to 16383'],
    ['maxKeys', 16_384, 'breaker option maxKeys is 16384: write a number from 2 to 16383'],
    ['maxKeys', '10', "breaker option maxKeys is '10': write a number from 2 to 16383"],
    ['random', 4, 'breaker option random is 4: write a function'],
    ['clock', {}, 'breaker option clock is [object Object]: write a function'],
    ['classify', 'tables', "breaker option classify is 'tables': write a function"],
  ])('refuses a bad %s once, quoting it', (name, value, message) => {
    expect(() => resolveBreakerOptions({ [name]: value } as BreakerOptions)).toThrow(new TypeError(message));
  });
});
