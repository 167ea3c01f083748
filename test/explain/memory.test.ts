import { expect, it } from 'vitest';
import { spawnApp } from '../kit/index.ts';

it('lets go of errors and requests that the application dropped, and still knows the one it kept', async () => {
  const app = spawnApp(new URL('lets-go.ts', import.meta.url), { nodeArgs: ['--expose-gc'] });
  const { code } = await app.ended;
  expect(app.stderr()).toBe('');
  expect(code).toBe(0);
  const { dropped, alive, kept } = JSON.parse(app.stdout());
  expect(dropped).toBe(250);
  // Agents and pools hold the last exchange of a connection themselves.
  expect(alive).toBeLessThanOrEqual(5);
  expect(kept).toBe(500);
});
