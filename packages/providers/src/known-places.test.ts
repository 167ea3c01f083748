import type { Call } from '@faultline/core';
import { describe, expect, it } from 'vitest';
import { KnownPlaces } from './known-places.ts';

function counted() {
  const asked: string[] = [];
  const places = new KnownPlaces(({ method, url, route }: Call) => {
    asked.push(url);
    return { provider: new URL(url).host, endpoint: `${method} ${route ?? new URL(url).pathname}` };
  });
  return { places, asked };
}

describe('the place of a URL', () => {
  it('is worked out once while it is remembered', () => {
    const { places, asked } = counted();
    const call = { method: 'GET', url: 'https://api.example.com/v1/charges' };
    expect(places.of({ ...call })).toBe(places.of({ ...call }));
    expect(asked).toHaveLength(1);
  });

  it('is another for each method, route, provider and letter', () => {
    const { places } = counted();
    const url = 'https://api.example.com/v1/charges';
    expect(places.of({ method: 'GET', url }).endpoint).toBe('GET /v1/charges');
    expect(places.of({ method: 'POST', url }).endpoint).toBe('POST /v1/charges');
    expect(places.of({ method: 'GET', url, route: '/v1/{all}' }).endpoint).toBe('GET /v1/{all}');
    expect(places.of({ method: 'GET', url }).endpoint).toBe('GET /v1/charges');
    expect(places.of({ method: 'GET', url: url.replace('api.', 'abi.') }).provider).toBe('abi.example.com');
  });

  it('is worked out each time when its URL may hold a secret, or is very long', () => {
    const { places, asked } = counted();
    const urls = [
      'https://a.example/x?key=secret',
      'https://user:pass@a.example/x',
      `https://a.example/${'x'.repeat(300)}`,
    ];
    for (const url of [...urls, ...urls]) places.of({ method: 'GET', url });
    expect(asked).toEqual([...urls, ...urls]);
  });

  it('stays right over more URLs than are remembered', () => {
    const { places } = counted();
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 2_000; i++) {
        const url = `https://h${i % 7}.example/v1/items/${i}`;
        expect(places.of({ method: 'GET', url })).toEqual({
          provider: `h${i % 7}.example`,
          endpoint: `GET /v1/items/${i}`,
        });
      }
    }
  });
});
