import tls from 'node:tls';
import type { FaultServer } from '@faultline/test/kit';
import { CLIENT_NAMES, CLIENTS, type ClientName } from './clients.ts';
import { pathOf, type Row } from './expectation.ts';
import { ROWS } from './rows.ts';

/** One cell of the contract: a row through a client. */
export interface Cell {
  readonly row: Row;
  readonly client: ClientName;
}

/** Every cell. */
export const CELLS: readonly Cell[] = ROWS.flatMap((row) =>
  (row.clients ?? CLIENT_NAMES).map((client) => ({ row, client })),
);

/** Cells under way at once: enough to be quick, few enough for deadlines to be on time. */
const AT_ONCE = 6;

/** Plays every cell against a server that has each client for a provider. Clients fail as they must: nothing is thrown here. */
export async function playContract(server: FaultServer): Promise<void> {
  // Its authority is trusted, so that every certificate shows the one fault it has. Taken by fetch and https alike.
  tls.setDefaultCACertificates([server.ca]);
  const waiting = [...CELLS];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let cell = waiting.shift(); cell !== undefined; cell = waiting.shift()) await play(server, cell);
    }),
  );
}

async function play(server: FaultServer, { row, client }: Cell): Promise<void> {
  const path = pathOf(row, client);
  if (row.scenario !== undefined) await server.set(client, row.scenario, path);
  const origin = row.to?.(server, client) ?? server.origin(client);
  const call = row.call ?? {};
  const proxies = { locked_proxy: server.lockedProxy, refused_proxy: server.refused };
  const session = CLIENTS[client](call, call.through && proxies[call.through]);
  for (let time = 0; time < (call.times ?? 1); time++) {
    await session.send(origin + path).catch(() => {});
  }
  await session.close();
}
