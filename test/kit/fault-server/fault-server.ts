import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Call, Ready, Reply } from './conversation.ts';
import type { Listener, Received, Scenario } from './scenario.ts';

/** Names of the virtual providers that a fault server has unless told otherwise. */
export const PROVIDERS = ['payments', 'shipping', 'mail', 'llm', 'maps'] as const;

/**
 * An origin whose name does not exist. RFC 6761 reserves `.invalid`; the first label is longer than DNS allows
 * (63 octets, RFC 1035), so that the resolver says so itself, without a network.
 */
export const NXDOMAIN: string = `http://${'no-such-name-'.repeat(5)}.invalid`;

/** Virtual providers on loopback, in a process of their own, that do on real sockets what real ones do. */
export interface FaultServer {
  /** PEM of the authority behind the `tls`, `expired`, `wrong_host` and `h2` listeners. */
  readonly ca: string;
  /** `http://127.0.0.1:port` on which nobody listens, and nobody will. */
  readonly refused: string;
  /** URL of a forward proxy that works. */
  readonly proxy: string;
  /** URL of a forward proxy that answers 407 to everybody. */
  readonly lockedProxy: string;
  /** Process id of the server. */
  readonly pid: number;
  /** Origin of a provider, `http://127.0.0.1:port`. @param listener @defaultValue `plain` */
  origin(provider: string, listener?: Listener): string;
  /** Plays `scenario` from the next request on. @param path where, and below it @defaultValue `/` */
  set(provider: string, scenario: Scenario, path?: string): Promise<void>;
  /** How many requests the provider received. */
  count(provider: string): Promise<number>;
  /** The last 1,000 requests that the provider received, oldest first. */
  received(provider: string): Promise<readonly Received[]>;
  /** Ends the process. */
  close(): Promise<void>;
}

/**
 * Starts a fault server. It dies with this process, and never keeps it alive.
 *
 * @param providers names of the virtual providers @defaultValue {@link PROVIDERS}
 */
export async function startFaultServer(providers: readonly string[] = PROVIDERS): Promise<FaultServer> {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const child = fork(fileURLToPath(new URL('./process.ts', import.meta.url)), [...providers], {
    // What the parent preloads (a register() under test) must not observe the server.
    execArgv: [],
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ready = await readyOf(child);
  const waiting = new Map<number, (reply: Reply) => void>();
  let nextId = 0;

  child.on('message', (message: Reply) => {
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
    if (waiting.size === 0) child.channel?.unref();
  });
  child.unref();
  child.channel?.unref();

  // A plain Omit would merge the members of the union.
  type Asked = Call extends infer Each ? (Each extends Call ? Omit<Each, 'id'> : never) : never;
  function ask(call: Asked): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const id = nextId++;
      child.channel?.ref();
      waiting.set(id, (reply) => {
        if (reply.error === undefined) resolve(reply);
        else reject(new Error(reply.error));
      });
      child.send({ ...call, id } as Call);
    });
  }

  const at = (port: number): string => `http://127.0.0.1:${port}`;
  return {
    ca: ready.ca,
    refused: at(ready.refusedPort),
    proxy: at(ready.proxyPort),
    lockedProxy: at(ready.lockedProxyPort),
    pid: child.pid ?? 0,
    origin(provider, listener = 'plain') {
      const port = ready.ports[provider]?.[listener];
      if (port === undefined)
        throw new Error(`No provider "${provider}"; there are: ${providers.join(', ')}.`);
      return `${listener === 'plain' ? 'http' : 'https'}://127.0.0.1:${port}`;
    },
    async set(provider, scenario, path = '/') {
      await ask({ kind: 'set', provider, scenario, path });
    },
    async count(provider) {
      return (await ask({ kind: 'count', provider })).count ?? 0;
    },
    async received(provider) {
      return (await ask({ kind: 'received', provider })).received ?? [];
    },
    close() {
      return new Promise((resolve) => {
        // Ctrl-C reaches the whole group: it may be gone already.
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.ref();
        child.once('exit', () => resolve());
        child.kill();
      });
    },
  };
}

function readyOf(child: ChildProcess): Promise<Ready> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as Ready));
    child.once('exit', (code) =>
      reject(new Error(`The fault server ended with code ${code} before it was ready.`)),
    );
  });
}
