import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does at each path. */
const FAULTS: Readonly<Record<string, (response: ServerResponse, id: string) => void>> = {
  /** Fails with a status, an id of its own and a body. */
  status(response, id) {
    response.writeHead(503, {
      'content-type': 'application/json',
      'x-request-id': id,
      'cf-ray': `ray-${id}`,
    });
    response.end('{"error":{"message":"no capacity"}}');
  },
  /** Fails with a status, and says nothing that would identify it. */
  nameless(response) {
    response.writeHead(500, { 'content-type': 'application/json' }).end('{}');
  },
  /** Answers with the same id every time, as for one that the caller made up. */
  echo(response) {
    response.writeHead(500, { 'x-request-id': 'made-up' }).end('{}');
  },
  /** Closes the connection in place of an answer. */
  cut: (response) => void response.socket?.destroy(),
  /** Closes it in the middle of a body. */
  half(response, id) {
    response.writeHead(200, { 'content-length': '100000', 'x-request-id': id });
    response.write('{"data":[');
    setTimeout(() => response.socket?.destroy(), 20);
  },
  moved: (response) => void response.writeHead(302, { location: '/status' }).end(),
  ok: (response) => void response.writeHead(200, { 'x-request-id': 'fine' }).end('{}'),
};

/** A loopback server whose paths fail, each in its own way. */
export interface FailingServer {
  readonly host: string;
  /** The id of its last answer. */
  readonly lastId: string;
  url(fault: string): string;
  close(): Promise<void>;
}

/** Starts it. Vendor SDKs may add to a path what they like. */
export async function startFailingServer(): Promise<FailingServer> {
  let count = 0;
  const server = createServer((request, response) => {
    request.resume();
    const fault = request.url?.split(/[/?]/)[1] ?? '';
    FAULTS[fault]?.(response, `req_${++count}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    get lastId() {
      return `req_${count}`;
    },
    url: (fault) => `http://${host}/${fault}/v1/items?key=secret-in-the-query`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
