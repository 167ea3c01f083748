import { ATTRIBUTE, ATTRIBUTES, type Finding } from '@faultline/core';
import { describe, expect, it } from 'vitest';
import { tagSpan } from './tag-span.ts';
import { findingOf, startSdk } from './testing/spans.ts';

/** Everything that a finding can know. */
const FULL: Finding = {
  ...findingOf({ response: { status: 429, headers: { 'retry-after': '2' } } }),
  evidence: ['other_endpoints_ok 5/5', 'same_credential_ok 2s ago'],
  requestId: 'req_123',
  verdict: 'rate_limited',
  circuitState: 'half_open',
};

function namesOn(...on: readonly string[]): string[] {
  return ATTRIBUTES.filter((attribute) => on.includes(attribute.on)).map(({ name }) => name);
}

function faultlineNames(attributes: object): string[] {
  return Object.keys(attributes).filter((name) => name.startsWith('faultline.'));
}

describe('a client span', () => {
  it('carries every attribute of the catalogue when all is known', () => {
    const span = startSdk().clientSpan();
    tagSpan(span, FULL, true);
    expect(faultlineNames(span.attributes).sort()).toEqual(namesOn('always', 'failure', 'known').sort());
    expect(span.attributes).toMatchObject({
      [ATTRIBUTE.provider]: FULL.provider,
      [ATTRIBUTE.category]: 'rate_limit',
      [ATTRIBUTE.retry]: 'after_delay',
      [ATTRIBUTE.retryAfterMs]: 2000,
      [ATTRIBUTE.evidence]: ['other_endpoints_ok 5/5', 'same_credential_ok 2s ago'],
      [ATTRIBUTE.requestId]: 'req_123',
      [ATTRIBUTE.verdict]: 'rate_limited',
      [ATTRIBUTE.circuitState]: 'half_open',
    });
  });

  it('of a failure carries what failures always carry', () => {
    const span = startSdk().clientSpan();
    tagSpan(span, findingOf({ response: { status: 500 } }), true);
    expect(faultlineNames(span.attributes)).toEqual(expect.arrayContaining(namesOn('always', 'failure')));
  });

  it.each([200, 302])('of a success (%i) carries provider, category and blame only', (status) => {
    const span = startSdk().clientSpan();
    tagSpan(span, findingOf({ response: { status } }), true);
    expect(faultlineNames(span.attributes).sort()).toEqual(namesOn('always').sort());
    expect(span.attributes[ATTRIBUTE.blame]).toBe('none');
  });

  it('names the provider as the service it calls', () => {
    const span = startSdk().clientSpan();
    tagSpan(span, findingOf({ response: { status: 200 } }), true);
    expect(span.attributes['peer.service']).toBe(span.attributes[ATTRIBUTE.provider]);
    expect(span.attributes['service.peer.name']).toBe(span.attributes[ATTRIBUTE.provider]);
  });

  it('keeps the service name that the application gave', () => {
    const span = startSdk().clientSpan({ 'peer.service': 'billing' });
    tagSpan(span, findingOf({ response: { status: 200 } }), true);
    expect(span.attributes['peer.service']).toBe('billing');
  });

  it('stays within the limit of attributes, the blame first', () => {
    const span = startSdk(undefined, { attributeCountLimit: 5 }).clientSpan();
    tagSpan(span, FULL, true);
    expect(Object.keys(span.attributes)).toEqual([
      'http.request.method',
      'server.address',
      ATTRIBUTE.provider,
      ATTRIBUTE.category,
      ATTRIBUTE.blame,
    ]);
  });
});
