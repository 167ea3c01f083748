import { startFaultServer, startOtlpCollector } from '@faultline/test/kit';
import { register } from 'faultline';

// Registers, makes a request and shuts down, three times over; prints the spans of each life.

const server = await startFaultServer(['payments']);
const collector = await startOtlpCollector();
Object.assign(process.env, collector.env, { OTEL_METRICS_EXPORTER: 'none' });
const lives: unknown[] = [];
for (let life = 0; life < 3; life++) {
  const faultline = register({ mode: 'own', metrics: false });
  await (await fetch(`${server.origin('payments')}/status/503`)).text();
  await faultline.shutdown();
  lives.push(collector.takeSpans().map(({ attributes }) => attributes['faultline.category']));
}
process.stdout.write(JSON.stringify(lives), () => process.exit());
