import { CIRCUIT_STATES, type CircuitState } from '../closed-sets.ts';
import type { ProviderCircuits } from './breakers.ts';
import type { KeyTable } from './key-table.ts';
import type { OriginKey, ProviderKeys } from './origin-key.ts';

/** States from the best to the worst, for a provider with several origins. */
const RANK: readonly CircuitState[] = [
  'closed',
  'forced_closed',
  'disabled',
  'half_open',
  'open',
  'forced_open',
];

type Reading = { -readonly [Key in keyof ProviderCircuits]: ProviderCircuits[Key] } & {
  readonly keys: Record<CircuitState, number>;
};

/** Reads the state of every provider out of the table. */
export function readCircuits(table: KeyTable, nowMs: number): ProviderCircuits[] {
  const readings = new Map<ProviderKeys, Reading>();
  for (const provider of table.providers.values()) readings.set(provider, emptyReading(provider));
  for (const [slot, origin] of table.slots()) {
    // Every origin's provider is in the table.
    const reading = readings.get(origin.provider) as Reading;
    reading.keys.closed += 1;
    if (slot !== origin.slot || origin.blocks === undefined) continue;
    const { count, waitMs } = origin.blocks.read(nowMs);
    reading.keys.open += count;
    reading.blockedMs = Math.max(reading.blockedMs, waitMs);
  }
  for (const [slot, { state }] of table.circuits) {
    // A place that is given up takes its circuit along.
    const origin = table.owner(slot) as OriginKey;
    const reading = readings.get(origin.provider) as Reading;
    reading.keys.closed -= 1;
    reading.keys[state] += 1;
    const worse = RANK.indexOf(state) > RANK.indexOf(reading.state);
    if (worse && slot === origin.slot) reading.state = state;
  }
  return [...readings.values()];
}

function emptyReading(provider: ProviderKeys): Reading {
  const keys = Object.fromEntries(CIRCUIT_STATES.map((state) => [state, 0])) as Record<CircuitState, number>;
  const { name, mode, enforced, shadowed, late, forced } = provider;
  return { provider: name, mode, state: forced ?? 'closed', keys, blockedMs: 0, enforced, shadowed, late };
}
