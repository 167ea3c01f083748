import type { Signal } from '@faultline/core';
import { expect, it } from 'vitest';
import { createOwnChanges } from './own-changes.ts';

it('tells the version that started with the process, then each change that is marked', () => {
  const told: Signal[] = [];
  const changes = createOwnChanges({ version: '1.4.3', observe: (signal) => told.push(signal) });
  changes.markChange('credentials');
  changes.markChange('x'.repeat(500));
  expect(told[0]).toEqual({ kind: 'deploy', version: '1.4.3', startedMs: 0 });
  expect(told[1]).toEqual({ kind: 'change', what: 'credentials' });
  expect((told[2] as { what: string }).what).toHaveLength(100);
});
