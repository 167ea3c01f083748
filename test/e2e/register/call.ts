// Calls the URL of CALL_URL once with fetch and once with node:http, and prints what /metrics then says of it.
import { get } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Calls through both machineries, and waits until both answers have settled. */
export async function callBoth(url: string): Promise<void> {
  await (await fetch(url)).text();
  await new Promise<void>((resolve, reject) => {
    get(url, (response) => response.resume().on('end', resolve)).on('error', reject);
  });
  await nextTurn();
}

/** The series of `faultline_requests_total` at `metricsUrl`. */
export async function requestSeries(metricsUrl: string): Promise<readonly string[]> {
  const text = await (await fetch(metricsUrl)).text();
  return text.split('\n').filter((line) => line.startsWith('faultline_requests_total{'));
}
