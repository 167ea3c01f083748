// A provider that fails until its circuit opens; then one call through each guard, below one span of the application.
import { get } from 'node:http';
import { trace } from '@opentelemetry/api';
import { CircuitOpenError, register } from 'faultline';

const url = process.env.CALL_URL ?? '';
const faultline = register({ mode: 'own', metrics: false, breaker: { mode: 'enforce' } });

async function isRejected(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call();
    return false;
  } catch (error) {
    return error instanceof CircuitOpenError || (error as Error).cause instanceof CircuitOpenError;
  }
}

const fail = async (): Promise<unknown> => (await fetch(`${url}/failing`)).text();
while (!(await isRejected(fail))) await new Promise((resolve) => setTimeout(resolve, 20));

const CALLS: Readonly<Record<string, (to: string) => Promise<unknown>>> = {
  fetch: (to) => fetch(to),
  http: (to) => new Promise((resolve, reject) => get(to, resolve).on('error', reject)),
  guardFetch: (to) => faultline.guardFetch(fetch)(to),
  execute: (to) => faultline.execute({ method: 'GET', url: to }, () => fetch(to)),
};
await trace.getTracer('application').startActiveSpan('checkout', async (span) => {
  const rejected: string[] = [];
  for (const [name, call] of Object.entries(CALLS)) {
    if (await isRejected(() => call(`${url}/failing?by=${name}`))) rejected.push(name);
  }
  // At once, so that none of them can take the span of another.
  await Promise.all(Object.entries(CALLS).map(([, call]) => isRejected(() => call(`${url}/failing?by=all`))));
  span.end();
  console.log(JSON.stringify({ rejected, ...span.spanContext() }));
});
await faultline.shutdown();
