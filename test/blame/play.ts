import type { Classify, Place } from '@faultline/core';
import { createCeiling } from './ceiling.ts';
import { HEALTHY, type Judgement, type Method } from './method.ts';
import { replay } from './replay.ts';
import { type RunScore, Scorekeeper } from './score.ts';
import { VirtualClock } from './virtual-clock.ts';
import { EPOCH_MS } from './wire.ts';
import type { World } from './world.ts';

/** Plays one world once for all methods, and scores each. The ceiling is scored under the name `ceiling`. */
export async function play(
  world: World,
  seed: number,
  methods: readonly Method[],
  classify: Classify | undefined,
): Promise<Map<string, RunScore>> {
  const clock = new VirtualClock();
  clock.install();
  try {
    const runs = methods.map((method) => ({ method, run: method.start(), score: new Scorekeeper(world) }));
    const ceiling = classify === undefined ? undefined : createCeiling(world);
    const ceilingScore = new Scorekeeper(world);
    const places = new Map<string, Place>();
    const hosts = world.providers.map((provider) => provider.host);
    const patient = runs.some(({ run }) => run.settled !== undefined);

    await replay(world, seed, {
      settled(event) {
        clock.set(EPOCH_MS + event.endMs);
        const key = `${event.host} ${event.endpoint}`;
        let place = places.get(key);
        if (place === undefined) {
          // Providers go by their host: ids of the world's file are the judge's.
          place = { provider: event.host, endpoint: event.endpoint };
          places.set(key, place);
        }
        const at = place;
        const judgements: Judgement[] = runs.map(({ run }) => run.record(event.exchange, at, event.endMs));
        const score = (): void => {
          runs.forEach(({ score: keeper }, index) => {
            keeper.settled(event, judgements[index]!);
          });
          if (ceiling !== undefined && classify !== undefined && event.hit) {
            ceilingScore.settled(event, ceiling(event, classify(event.exchange).blame));
          }
        };
        if (!patient) {
          score();
          return undefined;
        }
        return Promise.all(runs.map(({ run }, index) => run.settled?.() ?? judgements[index]!)).then(
          (settled) => {
            judgements.splice(0, judgements.length, ...settled);
            score();
          },
        );
      },
      signal(signal, nowMs) {
        for (const { run } of runs) run.observe?.(signal, nowMs);
      },
      tick(nowMs) {
        clock.set(EPOCH_MS + nowMs);
        for (const { run, score } of runs) {
          score.tick(
            nowMs,
            hosts.map((host) => run.verdict(host, nowMs)),
          );
        }
      },
    });
    const scores = new Map(runs.map(({ method, score }) => [method.name, score.finish()]));
    if (ceiling !== undefined) {
      ceilingScore.tick(
        0,
        hosts.map(() => HEALTHY),
      );
      scores.set('ceiling', ceilingScore.finish());
    }
    return scores;
  } finally {
    clock.uninstall();
  }
}
