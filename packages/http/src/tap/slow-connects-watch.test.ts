import { expect, it } from 'vitest';
import { SlowConnects } from './slow-connects.ts';
import { UndiciEntry, type UndiciRequest } from './undici-entry.ts';

/** A request as undici has it before its connection, with the handler of a fetch. */
function connecting() {
  let abort: ((reason?: unknown) => void) | undefined;
  const handler = {
    body: null,
    abort: null,
    onResponseStarted() {},
    onConnect(given: (reason?: unknown) => void) {
      abort = given;
    },
  };
  const request = {
    path: '/',
    method: 'GET',
    headers: [],
    body: null,
    completed: false,
    [Symbol('handler')]: handler,
  };
  const entry = new UndiciEntry(request as UndiciRequest, 0, 0);
  return { entry, giveUp: (reason: unknown) => abort?.(reason) };
}

it('watches those alone that are still without a connection, whichever of them got theirs in between', () => {
  const heard: unknown[] = [];
  const slow = new SlowConnects((_, reason) => heard.push(reason));
  const requests = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name, ...connecting() }));
  for (const { entry } of requests) slow.add(entry);
  slow.connected(requests[1]?.entry as UndiciEntry);
  slow.connected(requests[4]?.entry as UndiciEntry);
  slow.beat();
  slow.connected(requests[0]?.entry as UndiciEntry);
  slow.connected(requests[0]?.entry as UndiciEntry);
  slow.beat();
  for (const { name, giveUp } of requests) giveUp(name);
  expect(heard).toEqual(['c', 'd']);
});
