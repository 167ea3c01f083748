import { describe, expect, it } from 'vitest';
import { credentialIn, credentialOf, headerKind, queryCredentialOf } from './credential.ts';

const jwt = (claims: object, signature = 'c2ln'): string => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256' })}.${part(claims)}.${signature}`;
};
const basic = (pair: string): string => `Basic ${Buffer.from(pair).toString('base64')}`;
const sigV4 = (key: string, day: string): string =>
  `AWS4-HMAC-SHA256 Credential=${key}/${day}/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=${day}ab`;

describe('credentialOf', () => {
  it.each([
    ['an AWS key over two days', sigV4('AKIA1', '20260101'), sigV4('AKIA1', '20260102')],
    ['a Basic user whose password changed', basic('ada:one'), basic('ada:two')],
    [
      'a JWT that was renewed',
      `Bearer ${jwt({ iss: 'i', sub: 's', exp: 1 })}`,
      `Bearer ${jwt({ iss: 'i', sub: 's', exp: 2 }, 'bmV3')}`,
    ],
    [
      'a client whose claim is azp',
      `Bearer ${jwt({ azp: 'c', iat: 1 })}`,
      `Bearer ${jwt({ client_id: 'c', iat: 2 })}`,
    ],
    ['an S3 key of signature version 2', 'AWS AKIA1:aaa=', 'AWS AKIA1:bbb='],
    ['an OAuth 1 token', 'OAuth oauth_token="t", oauth_nonce="1"', 'OAuth oauth_token="t", oauth_nonce="2"'],
  ])('is the same for %s', (_, before, after) => {
    expect(credentialOf(before)).toBe(credentialOf(after));
  });

  it.each([
    ['two AWS keys', sigV4('AKIA1', '20260101'), sigV4('AKIA2', '20260101')],
    ['two users', basic('ada:one'), basic('bob:one')],
    ['two subjects', `Bearer ${jwt({ iss: 'i', sub: 's' })}`, `Bearer ${jwt({ iss: 'i', sub: 't' })}`],
    ['two opaque tokens', 'Bearer sk_live_1', 'Bearer sk_live_2'],
    ['two tokens that only look like a JWT', 'Bearer eyJ.eyJ.a', 'Bearer eyJ.eyJ.b'],
  ])('differs for %s', (_, one, other) => {
    expect(credentialOf(one)).not.toBe(credentialOf(other));
  });

  it('says nothing of the secret', () => {
    expect(credentialOf('Bearer sk_live_1')).toMatch(/^[\w-]{16}$/);
  });

  it('passes over values that are no credential', () => {
    expect(credentialOf('')).toBeUndefined();
    expect(credentialOf('x'.repeat(20_000))).toBeUndefined();
  });

  it('remembers a bounded number of rotating tokens, and still knows each again', () => {
    const first = credentialOf('Bearer token-0');
    for (let i = 1; i < 5_000; i++) credentialOf(`Bearer token-${i}`);
    expect(credentialOf('Bearer token-0')).toBe(first);
  });
});

it.each([
  ['Authorization', 'authorization'],
  ['X-API-Key', 'secret'],
  ['X-Shopify-Access-Token', 'secret'],
  ['content-type', 'other'],
  ['__proto__', 'other'],
])('takes the header %s for %s', (name, kind) => {
  expect(headerKind(name)).toBe(kind);
});

it('finds a key in the query, and the stable part of a presigned one', () => {
  const presigned = (key: string, day: string): string =>
    `/o?X-Amz-Credential=${key}%2F${day}%2Fus-east-1%2Fs3%2Faws4_request`;
  expect(queryCredentialOf('/maps?q=x&key=secret')).toBe(credentialOf('secret'));
  expect(queryCredentialOf(presigned('AKIA1', '20260101'))).toBe(
    queryCredentialOf(presigned('AKIA1', '20260102')),
  );
  expect(queryCredentialOf('/maps?monkey=1')).toBeUndefined();
  expect(queryCredentialOf('/maps')).toBeUndefined();
});

it.each([
  ['names and values in turn', ['accept', '*/*', 'Authorization', 'Bearer one']],
  ['a record', { Authorization: 'Bearer one' }],
  ['a map', new Map([['authorization', 'Bearer one']])],
  ['Headers', new Headers({ authorization: 'Bearer one' })],
])('finds the secret in %s', (_, headers) => {
  expect(credentialIn(headers, '/')).toBe(credentialOf('Bearer one'));
});

it('leaves headers that can be read only once', () => {
  const once = [['authorization', 'Bearer one']].values();
  expect(credentialIn(once, '/')).toBeUndefined();
  expect([...once]).toHaveLength(1);
});
