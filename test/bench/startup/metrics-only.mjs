import { register } from 'faultline';

await register({ mode: 'metrics-only', metrics: { port: 0 } }).ready;
process.stdout.write(String(performance.now()));
process.exit();
