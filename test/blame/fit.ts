import { classifierOf } from './classifiers.ts';
import { EXPERT_PRIOR, EXPERT_WEIGHTS } from './expert-weights.ts';
import { worldOf } from './generate.ts';
import { faultline } from './methods/faultline.ts';
import { replay } from './replay.ts';
import { STRANGER_SCENARIOS, TUNING_SCENARIOS } from './scenarios/index.ts';
import { descend, type Sample, Table } from './softmax-fit.ts';
import { readWorlds, type World } from './world.ts';
import { writeWeights } from './write-weights.ts';

// Fits the weights of the engine to the tuning worlds: maximum a posteriori, with what an expert believes as the prior.
// The validation worlds are never read here. Usage: node fit.ts [--expert | --cross]
const OWNERS = ['self', 'provider', 'network', 'unknown'];
/** Variants of every scenario, and replays of every given world. */
const VARIANTS = 5;
const GIVEN_SEEDS = 2;
/** Failures taken of one replay. */
const PER_RUN = 24;
/** How strongly the fit is held to the expert: of those tried, the one that judges left-out families best. */
const HOLD = 1;
const HOLDS = [0.3, HOLD, 3];

interface Group {
  readonly family: string;
  readonly samples: Sample[];
}

const classify = classifierOf('providers');
const table = new Table(EXPERT_PRIOR, EXPERT_WEIGHTS);

async function samplesOf(world: World, seed: number, weight: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  let last: { family: string; seen: [string, number][] } | undefined;
  const run = faultline(classify, {
    onWeighed: (_, view, seen) => {
      last = { family: view.family, seen: seen.map(({ sign, strength }) => [sign.code, strength]) };
    },
  }).start();
  await replay(world, seed, {
    settled(event) {
      last = undefined;
      const place = { provider: event.host, endpoint: event.endpoint };
      run.record(event.exchange, place, event.endMs);
      if (!event.hit || last === undefined) return undefined;
      const { family, seen } = last as { family: string; seen: [string, number][] };
      samples.push({ ...table.columns(family, seen), target: targetOf(world, event), weight: 1 });
      return undefined;
    },
    signal: (signal, nowMs) => run.observe?.(signal, nowMs),
    tick: () => undefined,
  });
  const stride = Math.max(1, samples.length / PER_RUN);
  const taken: Sample[] = [];
  for (let at = 0; at < samples.length; at += stride) taken.push(samples[Math.floor(at)]!);
  return taken.map((sample) => ({ ...sample, weight: weight / taken.length }));
}

/** What the blame should have been, as chances: an answer that a fair judge also accepts has its share. */
function targetOf(world: World, event: { provider: number; startS: number; cause: string }): number[] {
  const truth = world.truth.find(
    (one) =>
      one.provider === world.providers[event.provider]?.id &&
      one.from_s <= event.startS &&
      event.startS < one.to_s,
  );
  if (truth?.unknowable === true) return OWNERS.map((owner) => (owner === 'unknown' ? 1 : 0));
  const also = (truth?.acceptable ?? []).filter((owner) => owner !== event.cause);
  const share = also.length === 0 ? 0 : 0.25;
  return OWNERS.map((owner) =>
    owner === event.cause ? 1 - share : also.includes(owner) ? share / also.length : 0,
  );
}

async function collect(): Promise<Group[]> {
  const groups: Group[] = [];
  for (const scenario of [...TUNING_SCENARIOS, ...STRANGER_SCENARIOS]) {
    if (scenario.family === 'quiet') continue;
    const samples: Sample[] = [];
    for (let seed = 100; seed < 100 + VARIANTS; seed++) {
      samples.push(
        ...(await samplesOf(worldOf(scenario, `${scenario.name}${seed}`, seed), seed, 1 / VARIANTS)),
      );
    }
    groups.push({ family: scenario.family, samples });
  }
  for (const world of readWorlds(new URL('worlds/given', import.meta.url).pathname)) {
    if (world.truth.length === 0) continue;
    const samples: Sample[] = [];
    for (let seed = 11; seed < 11 + GIVEN_SEEDS; seed++) {
      samples.push(...(await samplesOf(world, seed, 1 / GIVEN_SEEDS)));
    }
    groups.push({ family: world.family, samples });
  }
  return groups;
}

/** Loss and strict share on families that were left out, in three folds. */
function leftOut(groups: readonly Group[], hold: number): { loss: number; right: number } {
  const families = [...new Set(groups.map((group) => group.family))];
  let loss = 0;
  let right = 0;
  let weight = 0;
  for (let fold = 0; fold < 3; fold++) {
    const out = new Set(families.filter((_, index) => index % 3 === fold));
    const weights = descend(
      table,
      groups.filter((group) => !out.has(group.family)).flatMap((group) => group.samples),
      hold,
    );
    for (const sample of groups.filter((group) => out.has(group.family)).flatMap((group) => group.samples)) {
      const judged = table.judge(weights, sample);
      loss += sample.weight * judged.loss;
      right += sample.weight * judged.right;
      weight += sample.weight;
    }
  }
  return { loss: loss / weight, right: right / weight };
}

if (process.argv.includes('--expert')) {
  writeWeights(table.prior(table.start), table.weights(table.start));
} else {
  const groups = await collect();
  const all = groups.flatMap((group) => group.samples);
  console.log(`${groups.length} groups, ${all.length} failures`);
  if (process.argv.includes('--cross')) {
    for (const hold of HOLDS) {
      const { loss, right } = leftOut(groups, hold);
      console.log(`hold ${hold}: left-out loss ${loss.toFixed(4)}, right ${(100 * right).toFixed(1)}`);
    }
  }
  const fitted = descend(table, all, HOLD);
  writeWeights(table.prior(fitted), table.weights(fitted));
  console.log(`fitted with hold ${HOLD}`);
}
