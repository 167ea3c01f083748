import { register } from './registration.ts';

// `node --import faultline/register app.js`, or `--require`. Configured by the environment alone.
register();
