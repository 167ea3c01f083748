import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Exchange } from '../exchange.ts';
import { placeOf } from './place.ts';
import { hostnameOf, pathOf } from './url-parts.ts';

const of = (url: string, facts: Partial<Exchange> = {}): Exchange => ({
  method: 'GET',
  url,
  startedAt: 0,
  durationMs: 1,
  ...facts,
});

describe('the place of an exchange', () => {
  it.each([
    ['https://API.Example.com/v1/things/7', 'api.example.com', 'GET /v1/things/{id}'],
    ['https://api.example.com:443/a', 'api.example.com', 'GET /a'],
    ['http://api.example.com:80/a', 'api.example.com', 'GET /a'],
    ['http://api.example.com:443/a', 'api.example.com:443', 'GET /a'],
    ['https://api.example.com:8443/a', 'api.example.com:8443', 'GET /a'],
    ['HTTPS://api.example.com:443', 'api.example.com', 'GET /'],
    ['https://api.example.com./a', 'api.example.com', 'GET /a'],
    ['https://user:pass@api.example.com/a', 'api.example.com', 'GET /a'],
    ['https://a@b@api.example.com/a', 'api.example.com', 'GET /a'],
    ['https://api.example.com?x=y', 'api.example.com', 'GET /'],
    ['https://api.example.com/a?b=https://evil.example/', 'api.example.com', 'GET /a'],
    ['http://[2001:DB8::1]:8080/a', '[2001:db8::1]:8080', 'GET /a'],
    ['no url', 'unknown', 'GET /{id}'],
    ['', 'unknown', 'GET /'],
  ])('%s is %s, %s', (url, provider, endpoint) => {
    expect(placeOf(of(url))).toEqual({ provider, endpoint });
  });

  it('is what the caller says, when the caller knows it', () => {
    const exchange = of('https://10.0.0.7/x/1', { provider: 'billing', route: '/x/{x}', method: 'POST' });
    expect(placeOf(exchange)).toEqual({ provider: 'billing', endpoint: 'POST /x/{x}' });
  });

  it('names the host as the URL standard does, for any URL', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const { host, pathname } = new URL(url);
        expect(placeOf(of(url)).provider).toBe(host.toLowerCase());
        expect(new URL(`https://example.com${pathOf(url)}`).pathname).toBe(pathname);
      }),
    );
  });

  it('never throws, and never keeps what stands before an at sign', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.stringMatching(/^[a-z0-9:]{12,30}$/), (text, secret) => {
        placeOf(of(text));
        expect(placeOf(of(`https://${secret}@example.com/${text}`)).provider).toBe('example.com');
      }),
    );
  });
});

describe('the host name of a URL', () => {
  it.each([
    ['http://localhost:3000/', 'localhost'],
    ['http://[::1]:3000/', '::1'],
    ['https://api.example.com', 'api.example.com'],
    ['nothing', ''],
  ])('%s is %j', (url, host) => {
    expect(hostnameOf(url)).toBe(host);
  });
});
