// A service under load: calls its providers at a steady pace and lets nobody fail but them. Played by the stories.
import { register } from 'faultline';
import type { ServiceSettings } from './service-settings.ts';

const settings = JSON.parse(process.argv[2] ?? '{}') as ServiceSettings;
const faultline = register({
  serviceName: settings.job,
  serviceVersion: settings.version,
  mode: 'metrics-only',
  metrics: { port: settings.metricsPort },
  ...settings.options,
});
await faultline.ready;

for (const { url, method = 'GET', everyMs, timeoutMs = 2000, keys = ['key-1'] } of settings.calls) {
  let turn = 0;
  setInterval(async () => {
    const key = keys[turn++ % keys.length];
    try {
      const response = await fetch(url, {
        method,
        headers: { authorization: `Bearer ${key}` },
        signal: AbortSignal.timeout(timeoutMs),
      });
      await response.arrayBuffer();
    } catch {
      // What failed is Faultline's to tell.
    }
  }, everyMs);
}
process.stdout.write('ready\n');
