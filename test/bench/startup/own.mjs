import { register } from 'faultline';

await register({ mode: 'own', metrics: { port: 0 } }).ready;
process.stdout.write(String(performance.now()));
process.exit();
