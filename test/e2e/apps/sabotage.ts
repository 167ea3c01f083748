import { classify, createEngine, placeOf, type Sink } from '@faultline/core';
import { installTaps } from '@faultline/http';

/** Which callbacks were called, and so threw. */
export const thrown: Set<string> = new Set();

/** Taps a process so that the named callbacks throw: those of the taps, what the engine is made of, and those of its sinks. */
export function sabotage(names: readonly string[]): void {
  function unlessNamed<Callback>(name: string, harmless: Callback): Callback {
    if (!names.includes(name)) return harmless;
    return (() => {
      thrown.add(name);
      throw new Error(`sabotage of ${name}`);
    }) as Callback;
  }

  const nothing = (): undefined => undefined;
  const sink: Sink = {
    finding: unlessNamed('sink.finding', nothing),
    amended: unlessNamed('sink.amended', nothing),
    internalError: unlessNamed('sink.internalError', nothing),
  };
  const engine = createEngine({
    classify: unlessNamed('classify', classify),
    place: unlessNamed('place', placeOf),
    sinks: [sink],
  });
  installTaps({
    record: unlessNamed('record', (exchange) => engine.record(exchange)),
    amend: unlessNamed('amend', (finding, failure) => engine.amend(finding, failure)),
    started: unlessNamed('started', nothing),
    settled: unlessNamed('settled', nothing),
    amended: unlessNamed('amended', nothing),
    isSuppressed: unlessNamed('isSuppressed', () => false),
    routeOf: unlessNamed('routeOf', nothing),
    spanOf: unlessNamed('spanOf', nothing),
    peek: unlessNamed('peek', () => true),
    onInternalError: unlessNamed('onInternalError', nothing),
  });
}
