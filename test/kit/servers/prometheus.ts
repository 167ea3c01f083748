import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { startServer } from './server-process.ts';

/** A point of an answer: epoch seconds and value. */
export type Sample = readonly [time: number, value: string];

/** One series of an answer. */
export interface SeriesAnswer {
  readonly metric: Readonly<Record<string, string>>;
  readonly value?: Sample;
  readonly values?: readonly Sample[];
}

/** A real Prometheus on loopback. */
export interface Prometheus {
  readonly url: string;
  /** Asks at one time, epoch seconds. */
  query(expr: string, time: number): Promise<readonly SeriesAnswer[]>;
  /** Asks over a range, a minute apart. */
  queryRange(expr: string, start: number, end: number): Promise<readonly SeriesAnswer[]>;
  stop(): Promise<void>;
}

/**
 * Starts Debian's Prometheus over a data folder.
 *
 * @param folder where `data/` is, and the configuration is written
 * @param config its configuration, as JSON
 */
export async function startPrometheus(folder: string, config: unknown): Promise<Prometheus> {
  const file = join(folder, 'prometheus.json');
  writeFileSync(file, JSON.stringify(config));
  const address = `127.0.0.1:${await freePort()}`;
  const server = await startServer(
    'prometheus',
    [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      '--storage.tsdb.retention.time=30d',
      '--enable-feature=exemplar-storage',
      `--web.listen-address=${address}`,
    ],
    `http://${address}`,
    '/-/ready',
  );
  const ask = async (path: string, parameters: Record<string, string>): Promise<readonly SeriesAnswer[]> => {
    const response = await fetch(`${server.url}${path}?${new URLSearchParams(parameters)}`);
    const answer = (await response.json()) as {
      readonly status: string;
      readonly error?: string;
      readonly data: { readonly result: readonly SeriesAnswer[] };
    };
    if (answer.status !== 'success') throw new Error(`${parameters.query}: ${answer.error}`);
    return answer.data.result;
  };
  return {
    url: server.url,
    query: (query, time) => ask('/api/v1/query', { query, time: String(time) }),
    queryRange: (query, start, end) =>
      ask('/api/v1/query_range', { query, start: String(start), end: String(end), step: '60' }),
    stop: server.stop,
  };
}
