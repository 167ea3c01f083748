import type { Dispatcher } from 'undici';
import type { Call } from './expectation.ts';

// Whichever undici is loaded first becomes the dispatcher of Node's own fetch: here Node's own shall be.
await fetch('data:,');
const undici8: typeof import('undici') = await import('undici');
const BY_MAJOR: Readonly<Record<string, unknown>> = {
  6: await import('undici6'),
  7: await import('undici7'),
  8: undici8,
};

type Npm = Pick<typeof undici8, 'request' | 'stream' | 'Agent' | 'ProxyAgent'>;

/** An npm undici, and how to open one of its dispatchers. */
export interface OpenUndici extends Pick<Npm, 'request' | 'stream'> {
  dispatcher(call: Call, proxy: string | undefined): Dispatcher;
}

/**
 * The npm undici that a client shall use: for Node's own fetch one of the same major version, because dispatchers of
 * another may not understand its handlers.
 */
export function undiciOf(client: 'fetch' | 'npm'): OpenUndici {
  const major = process.versions.undici?.split('.', 1)[0] ?? '8';
  const undici = (client === 'fetch' ? BY_MAJOR[major] : undici8) as Npm;
  return {
    request: undici.request,
    stream: undici.stream,
    dispatcher({ timeoutMs, h2 = false }, proxy) {
      // fetch has a signal for its deadline.
      const deadline =
        client === 'fetch' || timeoutMs === undefined
          ? {}
          : { headersTimeout: timeoutMs, bodyTimeout: timeoutMs };
      const options = { ...deadline, allowH2: h2, connections: 1 };
      return proxy === undefined
        ? new undici.Agent(options)
        : new undici.ProxyAgent({ ...options, uri: proxy });
    },
  };
}
