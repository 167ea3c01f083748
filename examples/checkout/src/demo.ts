import { parseArgs } from 'node:util';
import { playLive } from './live.ts';
import { playTour } from './tour.ts';

// npm run demo            a live picture of five providers, while one thing after another goes wrong
// npm run demo -- --once  every outcome once, what Faultline said of it, and status 0 if that was right

const { values } = parseArgs({ options: { once: { type: 'boolean', default: false } } });
if (values.once) process.exitCode = (await playTour()) ? 0 : 1;
else await playLive();
