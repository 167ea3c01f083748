import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** A raw origin for tests: it answers each path with the bytes, or the silence, that the path asks for. */
export interface FaultOrigin {
  readonly origin: string;
  readonly port: number;
  /** Connections accepted so far. */
  readonly connections: number;
  /** Requests read so far, as text. */
  readonly requests: readonly string[];
  /** Forgets the requests read so far. */
  forget(): void;
  close(): Promise<void>;
}

type Fault = (socket: Socket, path: string) => void;

const ok = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';

/** What each path does. A number in the path is a status. */
const FAULTS: Readonly<Record<string, Fault>> = {
  '/ok': (socket) => socket.write(ok),
  '/early-hints': (socket) =>
    socket.write(`HTTP/1.1 103 Early Hints\r\nlink: </a.css>; rel=preload\r\n\r\n${ok}`),
  '/redirect': (socket) => socket.write('HTTP/1.1 302 Found\r\nlocation: /ok\r\ncontent-length: 0\r\n\r\n'),
  '/no-content': (socket) => socket.write('HTTP/1.1 204 No Content\r\n\r\n'),
  '/stall': () => {},
  '/stall-body': (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf'),
  '/half-body': (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf'),
  '/half-chunked': (socket) =>
    socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n'),
  '/reset-body': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf', () =>
      setTimeout(() => socket.resetAndDestroy(), 20),
    );
  },
  '/fin': (socket) => socket.end(),
  '/reset': (socket) => socket.resetAndDestroy(),
  '/garbage': (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
  '/large': (socket) =>
    socket.write(`HTTP/1.1 200 OK\r\ncontent-length: 300000\r\n\r\n${'x'.repeat(300_000)}`),
  '/events': (socket) =>
    socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: 1\n\n'),
};

/** Starts an origin on a free port of loopback; with `tls`, a secure one. */
export async function startFaultOrigin(tls?: TlsOptions): Promise<FaultOrigin> {
  const sockets = new Set<Socket>();
  const requests: string[] = [];
  let connections = 0;
  const server: Server = tls === undefined ? createServer(serve) : createTlsServer(tls, serve);

  function serve(socket: Socket): void {
    connections++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    let pending = '';
    socket.on('data', (bytes) => {
      pending += bytes.toString('latin1');
      for (let end = headEnd(pending); end > 0; end = headEnd(pending)) {
        const request = pending.slice(0, end);
        pending = pending.slice(end);
        requests.push(request);
        answer(socket, request);
      }
    });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    port,
    get connections() {
      return connections;
    },
    requests,
    forget: () => {
      requests.length = 0;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Where the first whole request in `text` ends, or 0. */
function headEnd(text: string): number {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return 0;
  const length = /^content-length: *(\d+)/im.exec(text.slice(0, head))?.[1];
  if (/^transfer-encoding: *chunked/im.test(text.slice(0, head))) {
    const end = text.indexOf('0\r\n\r\n', head);
    return end < 0 ? 0 : end + 5;
  }
  const end = head + 4 + Number(length ?? 0);
  return text.length >= end ? end : 0;
}

function answer(socket: Socket, request: string): void {
  const path = request.split(' ', 2)[1]?.replace(/\?.*$/, '') ?? '/';
  const fault = FAULTS[path];
  if (fault !== undefined) fault(socket, path);
  else {
    const status = Number(/\d{3}/.exec(path)?.[0] ?? 404);
    const body = JSON.stringify({ error: { code: `code_${status}` } });
    const delay = status === 503 ? 'retry-after: 7\r\n' : '';
    const head = `HTTP/1.1 ${status} Status\r\ncontent-type: application/json\r\n${delay}`;
    socket.write(`${head}content-length: ${body.length}\r\n\r\n${body}`);
  }
}
