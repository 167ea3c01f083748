import http from 'node:http';
import net from 'node:net';

/**
 * A forward proxy: tunnels CONNECT, and forwards requests in absolute form.
 *
 * @param locked answers 407 to everybody instead, as a proxy does that wants credentials
 */
export function createForwardProxy(locked: boolean): net.Server {
  const server = http.createServer((request, response) => {
    if (locked) {
      response.writeHead(407, { 'proxy-authenticate': 'Basic realm="proxy"' }).end('Proxy login required');
      return;
    }
    const { url = '', method = 'GET', headers } = request;
    const onward = http.request(url, { method, headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.writeHead(502).end());
    request.pipe(onward);
  });

  server.on('connect', (request: http.IncomingMessage, client: net.Socket) => {
    client.on('error', () => client.destroy());
    if (locked) {
      client.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm="proxy"\r\ncontent-length: 0\r\n\r\n',
      );
      return;
    }
    const [host, port] = (request.url ?? '').split(':');
    const target = net.connect(Number(port), host ?? '', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      target.pipe(client).pipe(target);
    });
    target.on('error', () => client.destroy());
    client.on('close', () => target.destroy());
  });
  return server;
}
