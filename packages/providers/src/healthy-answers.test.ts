import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createClassifier } from './classifier.ts';

interface HealthyAnswer {
  /** What is healthy about it. */
  readonly id: string;
  readonly url: string;
  readonly status: number;
  readonly body: string;
}

const { classify } = createClassifier();
const ANSWERS = readFileSync(new URL('../fixtures/healthy-answers.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as HealthyAnswer);

describe('a success with a body that looks like a failure, and is none', () => {
  it.each(ANSWERS.map((answer) => [answer.id, answer] as const))('%s', (_, { url, status, body }) => {
    const response = { status, headers: {}, body };
    const { blame, category, retry } = classify({
      method: 'GET',
      url,
      startedAt: 1_700_000_000_000,
      durationMs: 10,
      response,
    });
    expect({ blame, category, retry }).toEqual({ blame: 'none', category: 'ok', retry: 'never' });
  });
});
