import { describe, expect, it } from 'vitest';
import { Circuit } from './circuit.ts';
import { CredentialBlocks } from './credential-blocks.ts';
import { KeyTable } from './key-table.ts';
import { SteadyTime } from './steady-time.ts';
import { TRIP_RULES } from './trip-rule.ts';
import { WindowSlab } from './window-slab.ts';

const IDLE_MS = 600_000;

function setUp(capacity: number) {
  const time = new SteadyTime();
  time.tick(0);
  const windows = new WindowSlab(capacity + 1, time, TRIP_RULES.normal);
  const forgotten: string[] = [];
  const table = new KeyTable(
    capacity,
    windows,
    (provider) => (provider === 'off' ? 'off' : 'shadow'),
    (slot, origin) => forgotten.push(`${origin.name} ${slot === origin.slot ? '' : table.name(slot)}`.trim()),
  );
  const enter = (provider: string, origin: string, endpoint: string) =>
    table.enter({ provider, origin, endpoint }, time.nowMs);
  return { time, windows, table, forgotten, enter };
}

describe('the table of keys', () => {
  it('gives an endpoint and its origin a place each, and the same one the next time', () => {
    const { enter, table } = setUp(10);
    const slot = enter('p', 'o', 'GET /');
    expect(enter('p', 'o', 'GET /')).toBe(slot);
    const origin = table.owner(slot);
    expect(origin).toMatchObject({ name: 'o', provider: { name: 'p', origins: 1 } });
    expect(origin?.slot).not.toBe(slot);
    expect([table.name(slot), table.name(origin?.slot ?? 0)]).toEqual(['GET /', 'o']);
    expect([...table.slots()].length).toBe(2);
    expect(table.overflow).toBe(0);
  });

  it('keeps nothing of a provider that is off', () => {
    const { enter, table } = setUp(10);
    expect(enter('off', 'o', 'GET /')).toBe(0);
    expect(table.providers.size).toBe(0);
  });

  it('keeps the origins of providers apart that share a name', () => {
    const { enter, table } = setUp(10);
    const slots = ['a', 'b', 'c'].map((provider) => enter(provider, 'o', 'GET /'));
    expect(new Set(slots).size).toBe(3);
    for (const provider of ['a', 'b', 'c']) expect(table.origin(provider, 'o')?.provider.name).toBe(provider);
    expect(table.origin('d', 'o')).toBe(undefined);
  });

  it.each(['a', 'b', 'c'])('forgets the origin of %s alone among those that share a name', (provider) => {
    const { enter, table, time, windows } = setUp(6);
    for (const each of ['a', 'b', 'c']) enter(each, 'o', 'GET /');
    time.tick(IDLE_MS);
    for (const [slot, origin] of table.slots()) if (origin.provider.name !== provider) windows.call(slot);
    enter('new', 'n', 'GET /');
    for (const each of ['a', 'b', 'c']) {
      expect([each, table.origin(each, 'o') !== undefined]).toEqual([each, each !== provider]);
      expect(table.providers.has(each)).toBe(each !== provider);
    }
    expect(table.origin('new', 'n')).not.toBe(undefined);
  });

  it('vacates a key after ten minutes without a call, and not before', () => {
    const { enter, table, time, forgotten } = setUp(2);
    enter('p', 'o', 'GET /a');
    time.tick(IDLE_MS - 250);
    expect(enter('p', 'o', 'GET /b')).toBe(table.origin('p', 'o')?.slot);
    expect(table.overflow).toBe(1);
    time.tick(IDLE_MS);
    const slot = enter('p', 'o', 'GET /b');
    expect(table.name(slot)).toBe('GET /b');
    expect(forgotten).toEqual(['o GET /a']);
    expect(table.find({ provider: 'p', origin: 'o', endpoint: 'GET /a' })).toBe(0);
  });

  it('does not vacate an origin that has endpoints, nor the one that is being entered', () => {
    const { enter, table, time, windows } = setUp(3);
    const a = enter('p', 'o', 'GET /a');
    time.tick(IDLE_MS);
    windows.call(a);
    enter('q', 'n', 'GET /');
    expect(table.origin('p', 'o')).not.toBe(undefined);
    expect(table.origin('q', 'n')).not.toBe(undefined);
  });

  it('makes permits of a vacated key old', () => {
    const { enter, table, time } = setUp(2);
    const slot = enter('p', 'o', 'GET /a');
    const origin = table.owner(slot);
    const before = table.generation(slot, origin!);
    time.tick(IDLE_MS);
    enter('p', 'o', 'GET /b');
    expect(table.generation(slot, origin!)).not.toBe(before);
  });

  it('vacates no open circuit until ten minutes after it was due, and none that a hand opened', () => {
    const { enter, table, time } = setUp(2);
    const slot = enter('p', 'o', 'GET /a');
    const cause = {
      reason: '',
      evidence: { failures: 6, calls: 6, windowMs: 1 },
      blame: 'provider',
      category: 'gateway',
      proof: 'answers',
    } as const;
    const circuit = new Circuit(0, cause);
    circuit.open(0, cause, () => 50_000);
    table.circuits.set(slot, circuit);
    time.tick(IDLE_MS + 49_999);
    expect(table.name(enter('p', 'o', 'GET /b'))).toBe('o');
    circuit.force('forced_closed', 0, { ...cause, proof: 'hand' });
    time.tick(10 * IDLE_MS);
    expect(table.name(enter('p', 'o', 'GET /b'))).toBe('o');
    circuit.open(0, { ...cause, proof: 'answers' }, () => 50_000);
    expect(table.name(enter('p', 'o', 'GET /b'))).toBe('GET /b');
    expect(table.circuits.size).toBe(0);
  });

  it('vacates no origin whose credentials wait', () => {
    const { table, time } = setUp(2);
    table.enterOrigin('p', 'o', 0);
    table.enterOrigin('q', 'n', 0);
    const origin = table.origin('p', 'o')!;
    origin.blocks = new CredentialBlocks();
    origin.blocks.add('key', {
      sinceMs: 0,
      untilMs: 2 * IDLE_MS,
      blame: 'self',
      category: 'quota',
      reason: '',
    });
    time.tick(IDLE_MS);
    expect(table.enterOrigin('r', 'm', time.nowMs)?.name).toBe('m');
    expect(table.origin('p', 'o')).toBe(origin);
    expect(table.origin('q', 'n')).toBe(undefined);
  });

  it('keeps a provider that a hand forced, with no origin left', () => {
    const { table, time } = setUp(1);
    table.enterOrigin('p', 'o', 0);
    table.providerOf('p').forced = 'forced_open';
    time.tick(IDLE_MS);
    table.enterOrigin('q', 'n', time.nowMs);
    expect(table.providers.get('p')).toMatchObject({ origins: 0, forced: 'forced_open' });
  });

  it('forgets and finds endpoints of an origin in any order', () => {
    const { enter, table, time, windows } = setUp(4);
    const [a, b, c] = ['GET /a', 'GET /b', 'GET /c'].map((endpoint) => enter('p', 'o', endpoint)) as [
      number,
      number,
      number,
    ];
    const origin = table.origin('p', 'o')!;
    expect(origin.endpoints).toBe(3);
    time.tick(IDLE_MS);
    for (const slot of [a, c, origin.slot]) windows.call(slot);
    const d = enter('p', 'o', 'GET /d');
    expect(d).toBe(b);
    time.tick(2 * IDLE_MS);
    for (const slot of [d, c, origin.slot]) windows.call(slot);
    expect(enter('p', 'o', 'GET /e')).toBe(a);
    expect([...origin.slots()].sort()).toEqual([a, b, c].sort());
    expect(
      ['GET /a', 'GET /b', 'GET /c', 'GET /d', 'GET /e'].map((endpoint) => origin.slotOf(endpoint)),
    ).toEqual([0, 0, c, d, a]);
  });
});
