import { describe, expect, it } from 'vitest';
import { isLocalAddress, isReservedName } from './address.ts';

describe('an address', () => {
  it.each([
    'localhost',
    'api.localhost',
    '127.0.0.1',
    '127.8.9.1',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '::1',
    '[::1]',
    '::ffff:10.0.0.1',
    'fd12:3456::1',
    'FE80::1',
  ])('%s is on our own side', (address) => {
    expect(isLocalAddress(address)).toBe(true);
  });

  it.each([
    '203.0.113.7',
    '172.32.0.1',
    '172.15.0.1',
    '11.0.0.1',
    '192.169.1.1',
    '::ffff:203.0.113.7',
    '2001:db8::1',
    'localhost.example.com',
    '10.example.com',
    '',
  ])('%j is not', (address) => {
    expect(isLocalAddress(address)).toBe(false);
  });
});

describe('a host name', () => {
  it.each(['nope.invalid', 'a.test', 'b.example', 'x.localhost', 'billing', 'BILLING.'])(
    '%s cannot be found in the public DNS',
    (name) => {
      expect(isReservedName(name)).toBe(true);
    },
  );

  it.each(['api.example.com', 'my.test.io', '2001:db8::1', ''])('%j may be', (name) => {
    expect(isReservedName(name)).toBe(false);
  });
});
