import type { Classify } from '@faultline/core';
import type { Method } from './method.ts';
import { play } from './play.ts';
import type { RunScore } from './score.ts';
import { type Quiet, type Summary, summarise, type WorldRuns } from './summary.ts';
import type { World } from './world.ts';

/** The outcome of a whole benchmark. */
export interface BenchResult {
  readonly summaries: Readonly<Record<string, Summary>>;
  /** Per method, the runs of every world. */
  readonly worlds: Readonly<Record<string, readonly WorldRuns[]>>;
}

/** Hours of quiet worlds that the baselines are played for; their alarms are many enough by then. */
const BASELINE_QUIET_HOURS = 100;

/** Plays all worlds with all seeds, then quiet worlds until `quietHours` are full. */
export async function runBench(
  worlds: readonly World[],
  seeds: number,
  quietHours: number,
  methods: readonly Method[],
  underTest: readonly Method[],
  classify: Classify,
): Promise<BenchResult> {
  const runs = new Map<string, Map<World, RunScore[]>>();
  const quiet = new Map<string, { hours: number; alarms: number }>();
  for (const world of worlds) {
    for (let seed = 1; seed <= seeds; seed++) {
      for (const [name, score] of await play(world, seed, [...underTest, ...methods], classify)) {
        keep(runs, name, world, score);
        if (world.truth.length === 0) addQuiet(quiet, name, score);
      }
    }
  }
  const calm = worlds.filter((world) => world.truth.length === 0);
  for (
    let seed = seeds + 1;
    calm.length > 0 && hoursOf(quiet, underTest[0]?.name ?? '') < quietHours;
    seed++
  ) {
    for (const world of calm) {
      const also =
        hoursOf(quiet, methods[0]?.name ?? '') < Math.min(BASELINE_QUIET_HOURS, quietHours) ? methods : [];
      for (const [name, score] of await play(world, seed, [...underTest, ...also], undefined))
        addQuiet(quiet, name, score);
    }
  }
  const summaries: Record<string, Summary> = {};
  const byMethod: Record<string, WorldRuns[]> = {};
  for (const [name, perWorld] of runs) {
    const list = [...perWorld].map(([world, scores]) => ({ id: world.id, title: world.title, runs: scores }));
    byMethod[name] = list;
    summaries[name] = summarise(list, quiet.get(name) ?? { hours: 0, alarms: 0 });
  }
  return { summaries, worlds: byMethod };
}

function keep(runs: Map<string, Map<World, RunScore[]>>, name: string, world: World, score: RunScore): void {
  const perWorld = runs.get(name) ?? new Map<World, RunScore[]>();
  runs.set(name, perWorld);
  perWorld.set(world, [...(perWorld.get(world) ?? []), score]);
}

function addQuiet(
  quiet: Map<string, { hours: number; alarms: number }>,
  name: string,
  score: RunScore,
): void {
  const sum: { hours: number; alarms: number } = quiet.get(name) ?? { hours: 0, alarms: 0 };
  quiet.set(name, sum);
  sum.hours += score.hours;
  sum.alarms += score.alarms;
}

function hoursOf(quiet: ReadonlyMap<string, Quiet>, name: string): number {
  return quiet.get(name)?.hours ?? 0;
}
