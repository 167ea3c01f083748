import { AsyncLocalStorage } from 'node:async_hooks';
import type { Signal, Verdict, VerdictKind } from '@faultline/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStatusPages, type StatusPageAddress, type StatusPages } from './status-pages.ts';

const MAJOR = JSON.stringify({ status: { indicator: 'major' } });
const NONE = JSON.stringify({ status: { indicator: 'none' } });

let pages: StatusPages;
let verdicts: Map<string, VerdictKind>;
let asked: string[];
let told: Signal[];
let errors: unknown[];
let read: (address: string, signal: AbortSignal) => Promise<string | undefined>;
let pageOf: (provider: string) => StatusPageAddress | undefined;
let running: number;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  verdicts = new Map();
  asked = [];
  told = [];
  errors = [];
  running = 0;
  read = async () => MAJOR;
  pageOf = (provider) => ({ kind: 'incidentio', api: `https://status.${provider}.com/api/v2/summary.json` });
  pages = createStatusPages({
    pageOf: (provider) => pageOf(provider),
    verdictOf: (provider) => verdicts.get(provider) ?? 'healthy',
    observe: (signal) => told.push(signal),
    runSuppressed(send) {
      running += 1;
      try {
        return send();
      } finally {
        running -= 1;
      }
    },
    onError: (error) => errors.push(error),
    read(address, signal) {
      asked.push(running === 1 ? address : `${address}, not suppressed`);
      return read(address, signal);
    },
  });
});
afterEach(() => {
  pages.stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function turn(provider: string, kind: VerdictKind): void {
  const before = verdictOf(provider, verdicts.get(provider) ?? 'healthy');
  verdicts.set(provider, kind);
  pages.verdict({ before, after: verdictOf(provider, kind) });
}
function verdictOf(provider: string, kind: VerdictKind): Verdict {
  return { provider, kind, owner: 'unknown', confidence: 0.5, evidence: [], sinceMs: 0 };
}
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
const claims = (): (string | undefined)[] =>
  told.map((signal) =>
    signal.kind === 'status_page' ? `${signal.provider} ${signal.indicator}` : undefined,
  );

describe('status pages', () => {
  it.each<VerdictKind>([
    'provider_outage',
    'provider_degraded',
    'own_bug',
    'credentials',
    'rate_limited',
    'quota_exhausted',
    'network',
    'unknown',
  ])('asks soon after a verdict turned %s, and not within the call that told it', async (kind) => {
    turn('acme', kind);
    expect(asked).toEqual([]);
    await pass(2000);
    expect(asked).toEqual(['https://status.acme.com/api/v2/summary.json']);
    expect(claims()).toEqual(['acme major']);
  });

  it.each<VerdictKind>(['healthy', 'transient'])('asks nobody when a verdict turns %s', async (kind) => {
    turn('acme', kind);
    await pass(3_600_000);
    expect(asked).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('asks again each 60 to 72 s while the provider is not healthy, however its verdict changes', async () => {
    turn('acme', 'provider_outage');
    await pass(1000);
    turn('acme', 'provider_degraded');
    turn('acme', 'transient');
    await pass(65_999);
    expect(asked).toHaveLength(1);
    await pass(1);
    expect(asked).toHaveLength(2);
    await pass(10 * 66_000);
    expect(asked).toHaveLength(12);
  });

  it('asks once more when it is healthy again, then never, and forgets the claim after 10 minutes', async () => {
    turn('acme', 'provider_outage');
    await pass(1000);
    turn('acme', 'healthy');
    await pass(2000);
    expect(asked).toHaveLength(2);
    await pass(597_000);
    expect(claims()).toEqual(['acme major', 'acme major']);
    await pass(60_000);
    expect(claims()).toEqual(['acme major', 'acme major', 'acme unknown']);
    await pass(24 * 3_600_000);
    expect(asked).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('sees by itself that a provider without traffic is healthy again', async () => {
    turn('acme', 'provider_outage');
    await pass(1000);
    verdicts.set('acme', 'healthy');
    await pass(3_600_000);
    expect(asked).toHaveLength(2);
  });

  it('begins again when the verdict turns bad again', async () => {
    turn('acme', 'provider_outage');
    await pass(1000);
    turn('acme', 'healthy');
    await pass(60_000);
    turn('acme', 'network');
    await pass(2000);
    expect(asked).toHaveLength(3);
    await pass(66_000);
    expect(asked).toHaveLength(4);
  });

  it('looks once more after a reading that began in trouble and ended in health', async () => {
    read = () => new Promise((resolve) => setTimeout(resolve, 4000, NONE));
    turn('acme', 'provider_outage');
    await pass(1000);
    turn('acme', 'healthy');
    await pass(4000);
    expect(asked).toHaveLength(1);
    await pass(5000);
    expect(claims()).toEqual(['acme none', 'acme none']);
    await pass(500_000);
    expect(asked).toHaveLength(2);
  });

  it.each<readonly [string, StatusPageAddress | undefined]>([
    ['no page', undefined],
    ['a page for people alone', { kind: 'page' }],
    ['a feed, which says nothing of now', { kind: 'rss', api: 'https://status.acme.com/feed.xml' }],
  ])('never asks a provider with %s', async (_, page) => {
    pageOf = () => page;
    turn('acme', 'provider_outage');
    await pass(600_000);
    expect(asked).toEqual([]);
    expect(pages.points()).toEqual([]);
  });

  it('asks a Statuspage for its short document', async () => {
    pageOf = () => ({ kind: 'statuspage', api: 'https://www.githubstatus.com/api/v2/summary.json' });
    turn('github', 'provider_outage');
    await pass(2000);
    expect(asked).toEqual(['https://www.githubstatus.com/api/v2/status.json']);
  });

  it.each<readonly [string, () => Promise<string | undefined>]>([
    ['could not be read', async () => undefined],
    ['cannot be understood', async () => '<html>All Systems Operational</html>'],
  ])('calls a page that %s unknown', async (_, reads) => {
    read = reads;
    turn('acme', 'provider_outage');
    await pass(2000);
    expect(claims()).toEqual(['acme unknown']);
    expect(errors).toEqual([]);
  });

  it('reads four pages at once, and the others when these are done', async () => {
    let open = 0;
    let most = 0;
    read = async () => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setTimeout(resolve, 5000));
      open -= 1;
      return NONE;
    };
    const names = Array.from({ length: 10 }, (_, i) => `acme${i}`);
    for (const name of names) turn(name, 'network');
    await pass(20_000);
    expect(most).toBe(4);
    expect(claims().sort()).toEqual(names.map((name) => `${name} none`).sort());
  });

  it('shows the claims as one series for each indicator, in the same arrays at each read', async () => {
    turn('acme', 'provider_outage');
    expect(pages.points()).toEqual([]);
    await pass(2000);
    expect(pages.points()).toEqual([
      { labels: ['acme', 'none'], value: 0 },
      { labels: ['acme', 'minor'], value: 0 },
      { labels: ['acme', 'major'], value: 1 },
      { labels: ['acme', 'critical'], value: 0 },
      { labels: ['acme', 'maintenance'], value: 0 },
      { labels: ['acme', 'unknown'], value: 0 },
    ]);
    expect(pages.points()[2]?.labels).toBe(pages.points()[2]?.labels);
  });

  it('tells nothing after it was stopped, and gives up what is on its way', async () => {
    let given: AbortSignal | undefined;
    read = (_, signal) => {
      given = signal;
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined)));
    };
    turn('acme', 'provider_outage');
    turn('other', 'provider_outage');
    await pass(1500);
    pages.stop();
    turn('third', 'provider_outage');
    await pass(600_000);
    expect(given?.aborted).toBe(true);
    expect(asked).toHaveLength(2);
    expect(told).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('goes on when a reading fails in our own code', async () => {
    read = () => Promise.reject(new Error('ours'));
    turn('acme', 'provider_outage');
    await pass(70_000);
    expect(claims()).toEqual(['acme unknown', 'acme unknown']);
    expect(errors).toEqual([new Error('ours'), new Error('ours')]);
  });

  it('keeps nothing of the request in whose context a verdict turned bad', async () => {
    // The real ones, since only they carry a context.
    vi.useRealTimers();
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const store = new AsyncLocalStorage<string>();
    const seen = new Promise((resolve) => {
      read = async () => {
        resolve(store.getStore() ?? 'nothing');
        return NONE;
      };
    });
    store.run('a request', () => turn('acme', 'provider_outage'));
    expect(await seen).toBe('nothing');
  });
});
