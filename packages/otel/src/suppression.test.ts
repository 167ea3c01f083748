import { context } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { afterEach, expect, it } from 'vitest';
import { isSuppressed, runSuppressed } from './suppression.ts';

afterEach(() => context.disable());

it('suppresses for what is called at once, without a context manager too', () => {
  expect(runSuppressed(() => runSuppressed(isSuppressed) && isSuppressed())).toBe(true);
  expect(isSuppressed()).toBe(false);
});

it('suppresses for what is called later, with a context manager', async () => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const later = runSuppressed(async () => {
    await undefined;
    return isSuppressed();
  });
  expect(isSuppressed()).toBe(false);
  expect(await later).toBe(true);
});

it('ends with what throws', () => {
  expect(() =>
    runSuppressed(() => {
      throw new Error('sent nothing');
    }),
  ).toThrow('sent nothing');
  expect(isSuppressed()).toBe(false);
});
