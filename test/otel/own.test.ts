import { beforeAll, describe, expect, it } from 'vitest';
import { expectSpans } from './expect-spans.ts';
import { type PlayedSpans, playSpans } from './play-spans.ts';

let played: PlayedSpans;
beforeAll(async () => {
  played = await playSpans({ mode: 'own' });
}, 60_000);

describe('own mode', () => {
  it('says that it started an SDK, and why', () => {
    expect(played.mode).toBe('own');
    expect(played.line).toBe('Faultline started an OpenTelemetry SDK: it was told to.');
  });

  it('fails nowhere', () => {
    expect(played.internalErrors).toEqual([]);
  });

  it('lets no query and no credential out', () => {
    for (const { attributes } of played.spans) {
      expect(String(attributes['url.full'])).not.toMatch(/\?(?!REDACTED$)/);
      expect(attributes['url.query'] ?? '').toMatch(/^(REDACTED)?$/);
    }
  });

  expectSpans(() => played);
});
