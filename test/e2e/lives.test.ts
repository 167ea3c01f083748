import { spawnApp } from '@faultline/test/kit';
import { expect, it } from 'vitest';

it('traces again in each life between register() and shutdown()', async () => {
  const app = spawnApp(new URL('./apps/lives.ts', import.meta.url));
  expect((await app.ended).code, app.stderr()).toBe(0);
  expect(JSON.parse(app.stdout())).toEqual([['overloaded'], ['overloaded'], ['overloaded']]);
});
