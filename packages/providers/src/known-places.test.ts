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
  it('is worked out no more once it came a second time', () => {
    const { places, asked } = counted();
    const call = { method: 'GET', url: 'https://api.example.com/v1/charges' };
    const found = [1, 2, 3, 4].map(() => places.of({ ...call }));
    expect(new Set(found.slice(1)).size).toBe(1);
    expect(asked).toHaveLength(2);
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
    const thrice = [...urls, ...urls, ...urls];
    for (const url of thrice) places.of({ method: 'GET', url });
    expect(asked).toEqual(thrice);
  });

  it('stays right over more URLs than are remembered', () => {
    const { places } = counted();
    for (let round = 0; round < 4; round++) {
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
