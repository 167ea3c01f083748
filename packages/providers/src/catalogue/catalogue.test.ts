import { describe, expect, it } from 'vitest';
import { RULES } from '../rules/rules-of.ts';
import { PROVIDER_ROWS, providerOf } from './builtin-providers.ts';
import { createHostIndex } from './host-index.ts';
import { STATUS_PAGE_KINDS } from './provider.ts';
import { registrableDomain } from './registrable-domain.ts';

const PATTERNS = PROVIDER_ROWS.flatMap(([id, , hosts]) =>
  hosts
    .split(' ')
    .filter(Boolean)
    .map((host) => [host, id] as const),
);

describe('the table of providers', () => {
  it('has hundreds of them, each once', () => {
    const ids = PROVIDER_ROWS.map(([id]) => id);
    expect(ids.length).toBeGreaterThanOrEqual(416);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('gives no host to two providers', () => {
    const hosts = PATTERNS.map(([host]) => host);
    expect(hosts.filter((host, i) => hosts.indexOf(host) !== i)).toEqual([]);
  });

  it('writes hosts in lower case, and wildcards so that a host name can fill them', () => {
    for (const [host] of PATTERNS)
      expect(host).toMatch(/^[a-z0-9*-]+(?:\.[a-z0-9*-]+)*\.[a-z0-9-]+\.[a-z]{2,}$|^[a-z0-9-]+\.[a-z]{2,}$/);
  });

  it('finds every provider by each of its hosts', () => {
    const index = createHostIndex(PATTERNS);
    for (const [pattern, id] of PATTERNS)
      expect([pattern, index.find(pattern.replaceAll('*', 'zz9'))]).toEqual([pattern, id]);
  });

  it('has readable ids, names and status pages', () => {
    for (const [id, name] of PROVIDER_ROWS) {
      expect(id).toMatch(/^[a-z0-9][a-z0-9-]{0,40}$/);
      expect(name.length).toBeGreaterThan(1);
      const page = providerOf(id)?.statusPage;
      if (page === undefined) continue;
      expect(STATUS_PAGE_KINDS).toContain(page.kind);
      expect(page.url).toMatch(/^https:\/\//);
      if (page.api !== undefined) expect(page.api).toMatch(/^https:\/\//);
    }
  });

  it('says of a status page whether its feed was ever seen', () => {
    expect(providerOf('github')?.statusPage).toEqual({
      kind: 'statuspage',
      url: 'https://www.githubstatus.com',
      api: 'https://www.githubstatus.com/api/v2/summary.json',
      confirmed: true,
    });
    expect(providerOf('adyen')?.statusPage).toMatchObject({ kind: 'unconfirmed', confirmed: false });
    expect(providerOf('stripe')?.statusPage).toMatchObject({ kind: 'json', confirmed: false });
  });

  it('names only kin that exist, and gives rules only to providers that exist', () => {
    for (const [id, , , , kin] of PROVIDER_ROWS)
      if (kin !== undefined) expect(providerOf(kin), id).toBeDefined();
    for (const id of RULES.keys()) expect(providerOf(id), id).toBeDefined();
  });
});

describe('a host index', () => {
  const index = createHostIndex([
    ['*.amazonaws.com', 'aws'],
    ['*.s3.*.amazonaws.com', 's3'],
    ['s3.*.amazonaws.com', 's3'],
    ['api-*.pusher.com', 'pusher'],
    ['*-aiplatform.googleapis.com', 'vertex'],
    ['*.googleapis.com', 'google'],
    ['www.googleapis.com', 'workspace'],
    ['billing.internal:8443', 'billing'],
    ['*.internal:9000', 'nine'],
  ]);

  it.each([
    ['an exact host before a pattern', 'www.googleapis.com', 'workspace'],
    ['the longest pattern', 'b.s3.eu-west-1.amazonaws.com', 's3'],
    ['a wildcard in the middle', 's3.eu-west-1.amazonaws.com', 's3'],
    ['a wildcard over several labels', 'a.b.c.amazonaws.com', 'aws'],
    ['a wildcard in a label', 'api-eu.pusher.com', 'pusher'],
    ['a wildcard before a hyphen', 'us-central1-aiplatform.googleapis.com', 'vertex'],
    ['a host with its port', 'billing.internal:8443', 'billing'],
    ['a pattern with its port', 'x.internal:9000', 'nine'],
    ['a host on another port', 'www.googleapis.com:444', 'workspace'],
    ['nothing for the bare suffix', 'amazonaws.com', undefined],
    ['nothing for an empty wildcard', 'api-.pusher.com', undefined],
    ['nothing for another port of a host with one', 'billing.internal:1', undefined],
    ['nothing for an imitation', 'evilgoogleapis.com', undefined],
    ['nothing for IPv6', '[::1]:80', undefined],
  ])('finds %s', (_, host, id) => {
    expect(index.find(host)).toBe(id);
  });
});

describe('the name of an unknown host', () => {
  it.each([
    ['api.example.com', 'example.com'],
    ['example.com', 'example.com'],
    ['a.b.c.example.com:8443', 'example.com'],
    ['api.example.co.uk', 'example.co.uk'],
    ['api.example.com.au', 'example.com.au'],
    ['api.example.de', 'example.de'],
    ['co.uk', 'co.uk'],
    ['api.example.io', 'example.io'],
    ['10.0.0.1:8080', '10.0.0.1:8080'],
    ['[2001:db8::1]:80', '[2001:db8::1]:80'],
    ['localhost:3000', 'localhost:3000'],
    ['orders', 'orders'],
    ['orders.prod.svc.cluster.local', 'orders.prod.svc.cluster.local'],
    ['billing.internal:8443', 'billing.internal:8443'],
  ])('%s is %s', (host, name) => {
    expect(registrableDomain(host)).toBe(name);
  });
});
