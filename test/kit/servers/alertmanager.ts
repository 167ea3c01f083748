import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AlertmanagerConfig } from '@faultline/monitors';
import { freePort } from './free-port.ts';
import { startServer } from './server-process.ts';

/** A real Alertmanager on loopback, alone in its cluster. */
export interface Alertmanager {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts Debian's Alertmanager with a configuration. */
export async function startAlertmanager(config: AlertmanagerConfig): Promise<Alertmanager> {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-alertmanager-'));
  const file = join(folder, 'alertmanager.json');
  writeFileSync(file, JSON.stringify(config));
  const address = `127.0.0.1:${await freePort()}`;
  const server = await startServer(
    'prometheus-alertmanager',
    [
      `--config.file=${file}`,
      `--storage.path=${join(folder, 'data')}`,
      `--web.listen-address=${address}`,
      '--cluster.listen-address=',
    ],
    `http://${address}`,
    '/-/ready',
  );
  return {
    url: server.url,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
