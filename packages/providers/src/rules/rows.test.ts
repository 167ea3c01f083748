import { describe, expect, it } from 'vitest';
import { EDGE_ROWS } from './general/edge.ts';
import { SENTENCES } from './general/sentences.ts';
import { wordsOf } from './general/words.ts';
import type { Condition, Row } from './row.ts';
import { RULES } from './rules-of.ts';

const TABLES: readonly (readonly [string, readonly Row[]])[] = [
  ...[...RULES].map(([id, rules]) => [id, rules()] as const),
  ['edge', EDGE_ROWS],
];
const ROWS = TABLES.flatMap(([table, rows]) => rows.map((row) => [table, row] as const));

function patternOf(condition: Condition): RegExp | undefined {
  if ('like' in condition) return condition.like;
  if ('text' in condition) return condition.text;
  if ('path' in condition) return condition.path;
  return 'url' in condition ? condition.url : undefined;
}

describe('the rows of rules', () => {
  it('each has a readable id, a hint and a source', () => {
    for (const [table, { id, gives, source }] of ROWS) {
      expect(id, table).toMatch(/^[a-z0-9_]+\.[a-z0-9_]+$/);
      expect(gives.hint.length, id).toBeGreaterThan(10);
      expect(source.length, id).toBeGreaterThan(5);
    }
  });

  it('compare headers in lower case, because values are lowered before', () => {
    for (const [, { id, when }] of ROWS) {
      for (const condition of when) {
        if (!('header' in condition)) continue;
        expect(condition.header, id).toBe(condition.header.toLowerCase());
        if ('is' in condition) for (const value of condition.is) expect(value, id).toBe(value.toLowerCase());
      }
    }
  });

  it('can all be reached: none stands behind one that always holds for its statuses', () => {
    for (const [table, rows] of TABLES) {
      const taken = new Set<number | string>();
      for (const { id, on, when } of rows) {
        expect(on.length > 0 && on.every((status) => taken.has(status)), `${table}: ${id}`).toBe(false);
        if (when.length === 0) for (const status of on) taken.add(status);
      }
    }
  });

  it('look at the body of a success, because successes without one are not asked about; 202 may be a promise', () => {
    for (const [, { id, on, when }] of ROWS) {
      if (!on.some((status) => typeof status === 'number' && status < 300 && status !== 202)) continue;
      expect(
        when.some((condition) => 'at' in condition || 'text' in condition || 'body' in condition),
        id,
      ).toBe(true);
    }
  });

  it('say one thing: the same id has the same blame', () => {
    const blames = new Map<string, string>();
    for (const [, { id, gives }] of ROWS) {
      expect(blames.get(id) ?? gives.blame, id).toBe(gives.blame);
      blames.set(id, gives.blame);
    }
  });
});

describe('the patterns of all tables', () => {
  const patterns = [
    ...ROWS.flatMap(([, { id, when }]) => when.flatMap((condition) => [[id, patternOf(condition)] as const])),
    ...SENTENCES.map(({ id, like }) => [id, like] as const),
  ].filter((entry): entry is readonly [string, RegExp] => entry[1] !== undefined);
  const hostile = [
    'a'.repeat(4_000),
    'a '.repeat(2_000),
    ' '.repeat(4_000),
    'not available in your '.repeat(200),
    'do not have the a b c d '.repeat(200),
    'invalid or missing a b '.repeat(200),
    'daily a b c '.repeat(300),
    '/api/v1'.repeat(600),
    `https://${'a-api.'.repeat(700)}`,
    'aaaa;error='.repeat(350),
    '0'.repeat(4_000),
  ];

  it('take time in proportion to the text, whatever the text', () => {
    for (const [id, pattern] of patterns) {
      const before = process.cpuUsage();
      for (const text of hostile) pattern.test(text);
      // A pattern that backtracks needs minutes for 4,000 characters.
      expect(process.cpuUsage(before).user / 1000, `${id} ${pattern}`).toBeLessThan(250);
    }
  });

  it('carry no state from one text to the next', () => {
    for (const [id, { flags }] of patterns) expect(flags, id).not.toMatch(/[gy]/);
  });

  it('name, for each sentence, a word of every text that it matches', () => {
    const examples: Record<string, string> = {
      crowded: 'The model is currently overloaded',
      credit: 'Your credit balance is too low',
      plan: 'This is not available on your current plan',
      opted_out: 'The user has unsubscribed',
      period_quota: 'You reached the daily request limit',
      rate: 'Too many requests',
      limit: 'Limit exceeded',
      quota: 'Out of call volume quota',
      overloaded: 'The service is temporarily unavailable',
      clock: 'The timestamp is outside of the window',
      credential: 'Invalid API key',
      configuration: 'This API has not been used in project x',
      permission: 'You do not have permission',
      gone: 'This version has been deprecated',
      conflict: 'The name is taken',
      own_lock: 'A request with this Idempotency-Key is still being processed',
      stale: 'stale object state',
      outdated: 'Read the latest version first',
      lock: 'deadlock detected',
      repeatable: 'Please try again',
      timeout: 'The request timed out',
      missing: 'The chat was not found',
      server_fault: 'Internal server error',
      invalid: 'The amount must be positive',
    };
    for (const { id, like, words } of SENTENCES) {
      const example = examples[id] ?? '';
      expect(example, id).toMatch(like);
      expect(
        example
          .toLowerCase()
          .match(/[a-z]+/g)
          ?.some((word) => words.split(' ').includes(word)),
        id,
      ).toBe(true);
    }
  });
});

describe('the words of a code', () => {
  it.each([
    ['INSUFFICIENT_PERMISSIONS', ['insufficient', 'permissions']],
    ['InsufficientPermissions', ['insufficient', 'permissions']],
    ['APIKeyInvalid', ['api', 'key', 'invalid']],
    ['invalidAPIKey', ['invalid', 'api', 'key']],
    ['policies.ratelimit.SpikeArrestViolation', ['policies', 'ratelimit', 'spike', 'arrest', 'violation']],
    ['EAPI:Rate limit exceeded', ['eapi', 'rate', 'limit', 'exceeded']],
    ['E0000047', ['e0000047']],
    ['', []],
    ['---', []],
  ])('%s', (code, words) => {
    expect(wordsOf(code)).toEqual(words);
  });
});
