import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMetrics, METRIC } from '@faultline/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Endpoint, startEndpoint } from './endpoint.ts';
import { CONTENT_TYPE } from './exposition.ts';

const open: Endpoint[] = [];
afterEach(async () => {
  for (const endpoint of open.splice(0)) await endpoint.close();
});

function metrics() {
  const created = createMetrics();
  created.addGauge(METRIC.buildInfo, () => [{ labels: ['1.0.0', '2.0.0'], value: 1 }]);
  return created;
}

async function started(source = metrics()): Promise<string> {
  const endpoint = startEndpoint(source, { host: '127.0.0.1', port: 0, onError: fail });
  open.push(endpoint);
  return (await endpoint.url) ?? fail(new Error('no url'));
}

function fail(error: Error): never {
  throw error;
}

describe('the /metrics endpoint', () => {
  it('serves plain text to whom does not ask for more', async () => {
    const response = await fetch(await started());
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(CONTENT_TYPE.text);
    expect(await response.text()).toContain(
      'faultline_build_info{version="1.0.0",service_version="2.0.0"} 1\n',
    );
  });

  it("serves OpenMetrics to Prometheus' own Accept header", async () => {
    const accept =
      'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1';
    const response = await fetch(await started(), { headers: { accept } });
    expect(response.headers.get('content-type')).toBe(CONTENT_TYPE.openmetrics);
    expect(await response.text()).toMatch(/# EOF\n$/);
  });

  it.each([
    ['GET', '/metrics?name=x', 200],
    ['HEAD', '/metrics', 200],
    ['GET', '/', 404],
    ['POST', '/metrics', 405],
  ])('answers %s %s with %i', async (method, path, status) => {
    const url = new URL(path, await started());
    const response = await fetch(url, { method });
    await response.text();
    expect(response.status).toBe(status);
  });

  it('tells of a port in use, and goes on', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.on('listening', resolve));
    const onError = vi.fn();
    const endpoint = startEndpoint(metrics(), {
      host: '127.0.0.1',
      port: (other.address() as AddressInfo).port,
      onError,
    });
    expect(await endpoint.url).toBeUndefined();
    expect(onError).toHaveBeenCalledOnce();
    expect(onError.mock.calls[0]?.[0].message).toContain('EADDRINUSE');
    await endpoint.close();
    other.close();
  });

  it('drops one scrape when reading fails, and serves the next', async () => {
    const source = metrics();
    const onError = vi.fn();
    let broken = true;
    const endpoint = startEndpoint(
      { snapshot: () => (broken ? fail(new Error('broken')) : source.snapshot()) },
      { host: '127.0.0.1', port: 0, onError },
    );
    open.push(endpoint);
    const url = (await endpoint.url) ?? '';
    await expect(fetch(url)).rejects.toThrow('fetch failed');
    broken = false;
    expect((await fetch(url)).status).toBe(200);
    expect(onError).toHaveBeenCalledOnce();
  });

  it('listens no more when it is closed at once', async () => {
    const endpoint = startEndpoint(metrics(), { host: 'localhost', port: 0, onError: fail });
    await endpoint.close();
    await expect(fetch((await endpoint.url) ?? '')).rejects.toThrow('fetch failed');
  });

  it('names an IPv6 address as a URL needs it', async () => {
    const endpoint = startEndpoint(metrics(), { host: '::1', port: 0, onError: () => {} });
    open.push(endpoint);
    const url = await endpoint.url;
    // Machines without IPv6 have nothing to listen on.
    if (url !== undefined) expect((await fetch(url)).status).toBe(200);
  });
});
