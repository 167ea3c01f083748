import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server answers next. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A loopback server that gives every request the same answer, until it is told another. */
export interface AnsweringServer {
  readonly host: string;
  readonly port: number;
  answer: Answer;
  close(): Promise<void>;
}

/** Starts a server that answers published failures. */
export async function startAnsweringServer(): Promise<AnsweringServer> {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      const { status, headers = {}, body } = started.answer;
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const started: AnsweringServer = {
    host: `127.0.0.1:${port}`,
    port,
    answer: { status: 200, body: '{}' },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return started;
}
