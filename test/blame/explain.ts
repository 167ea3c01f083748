import { classifierOf } from './classifiers.ts';
import { faultline } from './methods/faultline.ts';
import { replay } from './replay.ts';
import { readWorlds } from './world.ts';

// Prints what was seen of the failures of one world: node explain.ts <directory> <id> [seed] [how many]
const [directory = '', id = '', seed = '1', many = '12'] = process.argv.slice(2);
const world = readWorlds(directory).find((one) => one.id === id);
if (world === undefined) throw new Error(`No world ${id} in ${directory}`);
const classify = classifierOf('providers');
let seenText = '';
const run = faultline(classify, {
  onWeighed: (_, view, seen) => {
    seenText = seen.map(({ sign, strength }) => `${sign.code}=${strength.toFixed(2)}`).join(' ');
    seenText += ` | ${view.family} n=${view.failures} score=${view.score.toFixed(1)} okAfter=${view.okAfterChange} changeMs=${view.changeMs}`;
  },
}).start();
let shown = 0;
let hits = 0;
await replay(world, Number(seed), {
  settled(event) {
    const place = { provider: event.host, endpoint: event.endpoint };
    const found = run.record(event.exchange, place, event.endMs);
    if (event.hit && (hits++ < Number(many) || hits % 200 === 0) && shown++ < 2 * Number(many)) {
      const chances = `${found.blame} ${found.confidence.toFixed(2)}`;
      console.log(
        `${(event.endMs / 1000).toFixed(1)} ${event.host} ${event.endpoint} truth=${event.cause} -> ${chances}`,
      );
      console.log(`   ${seenText}`);
      console.log(
        `   ${run.verdict(event.host, event.endMs).kind} ${(found as { evidence?: string[] }).evidence?.join('; ') ?? ''}`,
      );
    }
    return undefined;
  },
  signal: (signal, nowMs) => run.observe?.(signal, nowMs),
  tick: (nowMs) => {
    for (const provider of world.providers) run.verdict(provider.host, nowMs);
  },
});
