import { METRIC_CAPS, OTHER } from '@faultline/core';
import { spawnApp, startFaultServer } from '@faultline/test/kit';
import { expect, it } from 'vitest';

const URLS = 100_000;
const HOSTS = 10_000;

it('stays bounded in memory and in labels over 100,000 URLs and 10,000 hosts', {
  timeout: 180_000,
}, async () => {
  const server = await startFaultServer(['payments']);
  const app = spawnApp(new URL('./apps/bounded.ts', import.meta.url), {
    args: [new URL(server.origin('payments')).port, String(URLS), String(HOSTS)],
    nodeArgs: ['--expose-gc'],
  });
  const { code } = await app.ended;
  await server.close();
  expect(code, app.stderr()).toBe(0);
  const { grown, metrics } = JSON.parse(app.stdout()) as { grown: number; metrics: string };

  // The promise for 10,000 pairs of provider and endpoint; most of it is fixed, and here from the first hundreds on.
  expect(grown).toBeLessThan(32 * 2 ** 20);
  const series = metrics.split('\n').filter((line) => line.startsWith('faultline_'));
  const counts = series.filter((line) => line.startsWith('faultline_requests_total{'));
  const labels = (name: string): Set<string | undefined> =>
    new Set(counts.map((line) => new RegExp(`${name}="([^"]*)"`).exec(line)?.[1]));
  // A histogram's buckets and sum belong to the label set of its count.
  const sets = series.filter((line) => !/^\w+_(bucket|sum)\{/.test(line));
  expect(sets.length).toBeLessThanOrEqual(METRIC_CAPS.series);
  expect(labels('provider').size).toBeLessThanOrEqual(METRIC_CAPS.providers + 1);
  expect(labels('endpoint').size).toBeLessThanOrEqual(METRIC_CAPS.endpoints + 1);
  expect(labels('provider')).toContain(OTHER);
  // What was folded is counted all the same.
  const sum = counts.reduce((total, line) => total + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
  expect(sum).toBe(URLS);
  expect(metrics).toMatch(/faultline_overflow_total\{.*\} [1-9]/);
});
