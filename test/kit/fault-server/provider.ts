import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import type { Certificates } from './certificates.ts';
import { type Call, perform } from './perform.ts';
import { LISTENERS, type Listener } from './scenario.ts';
import { Stage } from './stage.ts';

/** A virtual provider with a port for each way of speaking. */
export interface Provider {
  readonly stage: Stage;
  readonly ports: Readonly<Record<Listener, number>>;
}

/** Opens every listener of one provider on loopback. */
export async function openProvider(certificates: Certificates): Promise<Provider> {
  const stage = new Stage();
  const ports: Partial<Record<Listener, number>> = {};
  for (const listener of LISTENERS) ports[listener] = await listen(serverOf(listener, certificates, stage));
  return { stage, ports: ports as Record<Listener, number> };
}

/** Listens on a free loopback port. */
export function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function serverOf(listener: Listener, certificates: Certificates, stage: Stage): Server {
  /** TCP sockets under TLS ones, by the client's port. */
  const tcpOf = new Map<number | undefined, Socket>();
  const carried = new WeakMap<Socket, number>();

  function handle(request: Call['request'], response: Call['response']): void {
    // Every request of a TLS or HTTP/2 connection goes by the one TCP socket below.
    const tcp = tcpOf.get(request.socket.remotePort) ?? (request.socket as Socket);
    const earlierOnConnection = carried.get(tcp) ?? 0;
    carried.set(tcp, earlierOnConnection + 1);
    const { method = 'GET', url = '/', headers } = request;
    stage.remember({ method, url, headers, listener });
    const step = stage.choose({ method, url, earlierOnConnection, nowMs: performance.now() });
    response.on('error', ignore);
    // Unread request bytes would turn a FIN into an RST, so the request is read to its end first.
    request.resume().once('end', () => {
      perform({ request, response, tcp }, step).catch(complain);
    });
  }

  const server = createServer(listener, certificates, handle);
  server.on('connection', (tcp: Socket) => {
    const port = tcp.remotePort;
    tcpOf.set(port, tcp);
    tcp.on('error', ignore).once('close', () => tcpOf.delete(port));
  });
  return server;
}

function createServer(
  listener: Listener,
  certificates: Certificates,
  handle: (request: Call['request'], response: Call['response']) => void,
): Server {
  // Its own time limits would be faults that nobody asked for.
  const patient = { keepAliveTimeout: 600_000, requestTimeout: 0, headersTimeout: 0, maxHeaderSize: 1 << 20 };
  if (listener === 'plain') return http.createServer(patient, handle);
  if (listener === 'h2') {
    const server = http2.createSecureServer({ ...certificates.tls, allowHTTP1: true }, handle);
    server.on('sessionError', ignore).on('tlsClientError', ignore);
    return server;
  }
  return https.createServer({ ...patient, ...certificates[listener] }, handle).on('tlsClientError', ignore);
}

/** Clients that break off are this server's daily bread. */
function ignore(): void {}

function complain(error: unknown): void {
  process.stderr.write(`fault server: ${error instanceof Error ? error.stack : String(error)}\n`);
}
