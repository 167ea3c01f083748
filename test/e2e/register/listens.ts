// Listeners hear of each finding, one that throws is counted, and one that is taken away hears no more.
import { register } from 'faultline';
import { callBoth } from './call.ts';

const url = process.env.CALL_URL ?? '';
const faultline = register({ metrics: { port: 0 } });
await faultline.ready;
const heard: string[] = [];
faultline.on('finding', () => {
  throw new Error('a listener of the application is broken');
});
const off = faultline.on('finding', ({ category, rule }) => heard.push(`${category} ${rule}`));
await callBoth(url);
off();
const before = [...heard];
await callBoth(url);

let refused = '';
try {
  faultline.on('nothing' as 'finding', () => {});
} catch (error) {
  refused = (error as Error).message;
}
const { provider, kind } = faultline.verdict('nobody.example');
const text = await (await fetch(faultline.metricsUrl ?? '')).text();
const counted = Number(/faultline_internal_errors_total\{where="listener\.finding"\} (\d+)/.exec(text)?.[1]);
console.log(
  JSON.stringify({ heard: before, afterwards: heard.length, refused, verdict: { provider, kind }, counted }),
);
