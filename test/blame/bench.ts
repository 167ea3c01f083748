import { classifierOf } from './classifiers.ts';
import { faultline } from './methods/faultline.ts';
import { baselines } from './methods/index.ts';
import { resolveBenchOptions } from './options.ts';
import { methodTable, worstWorlds } from './report.ts';
import { runBench } from './run.ts';
import { readWorlds } from './world.ts';

const options = resolveBenchOptions(process.argv.slice(2));
const classify = classifierOf(options.classify);
const worlds = options.worlds.flatMap((directory) => readWorlds(directory));
const others = options.baselines ? baselines(classify) : [];
const { summaries, worlds: runs } = await runBench(
  worlds,
  options.seeds,
  options.quietHours,
  others,
  [faultline(classify, { ablate: options.ablate })],
  classify,
);

if (options.json) {
  process.stdout.write(`${JSON.stringify({ methods: summaries })}\n`);
} else {
  process.stdout.write(
    `${worlds.length} worlds, ${options.seeds} seeds, classification by ${options.classify}\n\n`,
  );
  process.stdout.write(`${methodTable(summaries)}\n\n`);
  const shown = runs.faultline ?? runs.classify_alone;
  if (shown !== undefined) process.stdout.write(`Worst worlds first\n${worstWorlds(shown, options.worst)}\n`);
}
