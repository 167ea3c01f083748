// Makes one call under an SDK of Faultline's own, and then serves its metrics until it is ended.
import { register } from 'faultline';

const faultline = register({ mode: 'own', metrics: { port: 0 } });
await faultline.ready;
await (await fetch(process.env.CALL_URL ?? '')).text();
setInterval(() => {}, 1000);
console.log(`metrics: ${faultline.metricsUrl}`);
