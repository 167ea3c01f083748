import { type Capture, type Faultline, register } from 'faultline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AnsweringServer, startAnsweringServer } from '../providers/answering-server.ts';
import { CLIENTS } from './calls.ts';

let server: AnsweringServer;
let faultline: Faultline;
const captures: Capture[] = [];
beforeAll(async () => {
  server = await startAnsweringServer();
  faultline = register({ mode: 'metrics-only', metrics: false, captureErrors: true });
  faultline.on('capture', (capture) => void captures.push(capture));
});
afterAll(async () => {
  await faultline.shutdown();
  await server.close();
});

describe('a failed answer', () => {
  it.each(['fetch', 'undici', 'http', 'axios', 'got'])(
    'through %s is captured with its scrubbed body',
    async (client) => {
      captures.length = 0;
      server.answer = {
        status: 400,
        headers: { 'set-cookie': 'session=hunter2', 'x-request-id': 'req_1' },
        body: '{"error":{"code":"bad_item","password":"hunter2"}}',
      };
      await CLIENTS[client]?.(`http://${server.host}/items/7?token=hunter2`).catch(() => {});
      await expect.poll(() => captures).toHaveLength(1);
      expect(captures[0]).toMatchObject({
        status: 400,
        url: `http://${server.host}/items/{id}`,
        headers: { 'x-request-id': 'req_1', 'content-type': 'application/json' },
        body: '{"error":{"code":"bad_item","password":"[redacted]"}}',
      });
      expect(JSON.stringify(captures)).not.toContain('hunter2');
    },
  );

  it('is none when it succeeded', async () => {
    captures.length = 0;
    server.answer = { status: 200, body: '{"password":"hunter2"}' };
    await CLIENTS.fetch?.(`http://${server.host}/items/7`);
    expect(captures).toEqual([]);
  });
});
