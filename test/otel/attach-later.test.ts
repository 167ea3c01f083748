import { beforeAll, describe, expect, it } from 'vitest';
import { createApplicationSdk } from './application-sdk.ts';
import { expectSpans } from './expect-spans.ts';
import { type PlayedSpans, playSpans } from './play-spans.ts';

let played: PlayedSpans;
beforeAll(async () => {
  played = await playSpans({ mode: 'auto', application: { create: createApplicationSdk, first: false } });
}, 60_000);

describe('beside an SDK that the application started after Faultline', () => {
  it('attaches and says so', () => {
    expect(played.mode).toBe('attach');
    expect(played.line).toBe(
      'Faultline adds to the OpenTelemetry SDK that runs: one was registered by the time of a request.',
    );
  });

  it('fails nowhere', () => {
    expect(played.internalErrors).toEqual([]);
  });

  it('makes no second span of anything', () => {
    const ids = played.spans.map(({ spanId }) => spanId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeLessThanOrEqual(played.findings.length);
  });

  expectSpans(() => played);
});
