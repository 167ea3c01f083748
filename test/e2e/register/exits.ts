// Makes one call under an SDK of Faultline's own, then ends in the way that HOW names.
import { register } from 'faultline';

register({ mode: 'own', metrics: false });
await (await fetch(process.env.CALL_URL ?? '')).text();

const how = process.env.HOW;
if (how === 'end') process.exitCode = 3;
else setInterval(() => {}, 1000);
if (how === 'handler') process.on('SIGTERM', () => setTimeout(() => process.exit(7), 300));
console.log('waiting');
