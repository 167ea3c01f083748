import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownEndpoint } from './known-endpoint.ts';
import { hostOf, originOf } from './url-parts.ts';

describe('origins that are remembered', () => {
  it('are told as the URL standard does, however many there are and in whatever order', () => {
    const hosts = Array.from({ length: 9000 }, (_, index) => `api.vendor${index}.com`);
    for (const round of [hosts, hosts.toReversed(), hosts]) {
      for (const host of round) {
        for (const url of [`https://${host}/v1/7?x=1`, `http://${host}`, `https://${host}:8443#a`]) {
          const { origin, host: expected } = new URL(url);
          if (originOf(url) !== origin || hostOf(url) !== expected)
            expect([url, originOf(url)]).toEqual([url, origin]);
        }
      }
    }
  });

  it('never answer for another URL that begins alike', () => {
    expect(originOf('https://api.example.com/a')).toBe('https://api.example.com');
    expect(originOf('https://api.example.com.evil.org/a')).toBe('https://api.example.com.evil.org');
    expect(originOf('https://api.example.com:secret@evil.org/a')).toBe('https://evil.org');
    expect(originOf('https://api.example.co/a')).toBe('https://api.example.co');
    expect(originOf('http://?a=https://api.example.com')).toBe('http://');
    expect(originOf('https:/x?next=http://api.example.com/')).not.toBe('https:');
  });

  it('forget whoever stands before an at sign', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z0-9:]{1,30}$/),
        fc.constantFrom('http', 'https'),
        (secret, scheme) => {
          const url = `${scheme}://${secret}@api.example.com/x`;
          expect(originOf(url)).toBe(`${scheme}://api.example.com`);
          expect(hostOf(url)).toBe('api.example.com');
        },
      ),
    );
  });
});

describe('endpoints that are remembered', () => {
  it('are named by method and route, however many there are', () => {
    const routes = Array.from({ length: 6000 }, (_, index) => `/v1/things${index}/{id}`);
    for (const route of [...routes, ...routes.toReversed()]) {
      for (const method of ['GET', 'PUT']) {
        if (knownEndpoint(method, route) !== `${method} ${route}`)
          expect(knownEndpoint(method, route)).toBe(route);
      }
    }
    expect(knownEndpoint('GET', 'x'.repeat(500))).toBe(`GET ${'x'.repeat(500)}`);
  });
});
