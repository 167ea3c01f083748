import { createServer } from 'node:net';

// The provider of the request bench: a process that answers every request with the same bytes, made beforehand. Were it
// the slower side, the callers would wait for it, and what they pay for waking up would drown what is measured.

const BODY = JSON.stringify({ id: 'ch_3PqXk2eZvKYlo2C1', object: 'charge', amount: 1999, paid: true });
const HEAD = [
  'HTTP/1.1 200 OK',
  'Content-Type: application/json',
  'Date: Thu, 01 Jan 2026 00:00:00 GMT',
  'Request-Id: req_1qzN2eZvKYlo2C',
  'Connection: keep-alive',
  'Keep-Alive: timeout=72',
  `Content-Length: ${BODY.length}`,
];
const ANSWER = Buffer.from(`${HEAD.join('\r\n')}\r\n\r\n${BODY}`);
const END_OF_REQUEST = '\r\n\r\n';

const server = createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => {});
  // Requests without a body, each in a packet of its own: the next one is sent when this one was answered.
  socket.on('data', (bytes) => {
    if (bytes.includes(END_OF_REQUEST)) socket.write(ANSWER);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' ? address?.port : undefined);
});
process.once('disconnect', () => process.exit());
