import { subscribe } from 'node:diagnostics_channel';
import http from 'node:http';
import { type Readable, Writable } from 'node:stream';
import { type Finding, UNGUARDED } from '@faultline/core';
import { installTaps } from '@faultline/http';

// An application that tells everything it sees of its calls. It runs with and without taps, and must tell the same.

const [origin = '', refused = '', taps = 'none'] = process.argv.slice(2);
const seen: Record<string, unknown> = {};
const incidents: string[] = [];
process.on('warning', ({ name, message }) => incidents.push(`warning ${name}: ${message}`));
process.on('unhandledRejection', (reason) => incidents.push(`unhandled ${String(reason)}`));

let settled = 0;
if (taps !== 'none') {
  installTaps({
    record(exchange) {
      settled++;
      return { exchange } as Finding;
    },
    amend: (finding) => finding,
    onInternalError: (where, error) => incidents.push(`internal ${where}: ${String(error)}`),
    ...(taps === 'all' && { peek: () => true, admit: () => UNGUARDED }),
  });
}

// Whichever undici is loaded first becomes the dispatcher of Node's own fetch: here Node's own shall be.
await fetch('data:,');
const { default: axios } = await import('axios');
const { default: got } = await import('got');
const { default: ky } = await import('ky');
const { default: nodeFetch } = await import('node-fetch');
interface Superagent {
  get(url: string): SuperagentRequest;
}
interface SuperagentRequest extends PromiseLike<{ status: number; headers: object; text: string }> {
  ok(accept: () => boolean): SuperagentRequest;
  timeout(ms: number): SuperagentRequest;
}
// @ts-expect-error superagent brings no types.
const { default: superagent } = (await import('superagent')) as { default: Superagent };
const undicis = {
  undici6: await import('undici6'),
  undici7: await import('undici7'),
  undici8: await import('undici'),
};

/** Long enough for headers to come on a busy machine. */
const GIVE_UP_MS = 400;

interface Answer {
  readonly status: number;
  readonly headers: Iterable<readonly [string, unknown]>;
  readonly body: string;
  readonly more?: unknown;
}
type Client = (url: string, signal?: AbortSignal) => Promise<Answer>;

const readText = async (stream: AsyncIterable<Uint8Array>): Promise<string> => {
  let length = 0;
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
  }
  return Buffer.concat(chunks, length).toString();
};
const ofResponse = async (response: Response): Promise<Answer> => ({
  status: response.status,
  headers: [...response.headers],
  body: await response.text(),
  more: { redirected: response.redirected, type: response.type, url: response.url },
});

/** Each event of a request and its response, in order. */
const HTTP_EVENTS = [
  'socket',
  'finish',
  'response',
  'information',
  'timeout',
  'abort',
  'error',
  'close',
] as const;
const BODY_EVENTS = ['data', 'end', 'aborted', 'error', 'close'] as const;

function byHttp(agent: http.Agent): Client {
  return (url, signal) =>
    new Promise((resolve, reject) => {
      const events: string[] = [];
      const request = http.get(url, { agent, ...(signal && { signal }) });
      for (const name of HTTP_EVENTS) request.on(name, () => events.push(`request ${name}`));
      let error: unknown;
      let answer: Omit<Answer, 'body'> | undefined;
      let body = '';
      request.on('response', (response: http.IncomingMessage) => {
        answer = { status: response.statusCode ?? 0, headers: Object.entries(response.headers) };
        for (const name of BODY_EVENTS) response.on(name, () => events.push(`response ${name}`));
        response.on('data', (chunk) => {
          body += chunk;
        });
        response.on('error', (failed) => {
          error = failed;
        });
      });
      request.on('error', (failed) => {
        error = failed;
      });
      request.on('close', () =>
        setImmediate(() => {
          const more = {
            events,
            reused: request.reusedSocket,
            listeners: request.eventNames().includes('response'),
          };
          if (error === undefined && answer !== undefined) resolve({ ...answer, body, more });
          else reject(Object.assign(error as object, { more }));
        }),
      );
    });
}

const CLIENTS: Record<string, Client> = {
  fetch: async (url, signal) => ofResponse(await fetch(url, signal ? { signal } : {})),
  ky: async (url, signal) =>
    ofResponse(await ky(url, { ...(signal && { signal }), throwHttpErrors: false, retry: 0 })),
  'http keep-alive': byHttp(new http.Agent({ keepAlive: true })),
  'http once': byHttp(new http.Agent()),
  async axios(url, signal) {
    const options = { ...(signal && { signal }), validateStatus: () => true, responseType: 'text' as const };
    const { status, headers, data } = await axios.get(url, options);
    return { status, headers: Object.entries(headers), body: data };
  },
  async got(url, signal) {
    const options = { ...(signal && { signal }), throwHttpErrors: false, retry: { limit: 0 } };
    const { statusCode, headers, body } = await got(url, options);
    return { status: statusCode, headers: Object.entries(headers), body };
  },
  async 'node-fetch'(url, signal) {
    const response = await nodeFetch(url, signal ? { signal: signal as never } : {});
    const body = await readText(response.body as Readable);
    return { status: response.status, headers: [...response.headers], body };
  },
  async superagent(url, signal) {
    // It takes no signal; its own timeout aborts the request.
    const request = superagent.get(url).ok(() => true);
    const { status, headers, text } = await (signal ? request.timeout(GIVE_UP_MS) : request);
    return { status, headers: Object.entries(headers), body: text };
  },
};
for (const [name, undici] of Object.entries(undicis)) {
  const { Agent, request } = undici as unknown as typeof import('undici');
  const dispatcher = new Agent();
  CLIENTS[name] = async (url, signal) => {
    const { statusCode, headers, body } = await request(url, { ...(signal && { signal }), dispatcher });
    return { status: statusCode, headers: Object.entries(headers), body: await readText(body) };
  };
}

{
  const { Agent, EnvHttpProxyAgent, Pool, RetryAgent, pipeline, request, stream } = undicis.undici8;
  const dispatcher = new Agent();
  CLIENTS['undici stream'] = async (url, signal) => {
    let answer: Omit<Answer, 'body'> = { status: 0, headers: [] };
    const chunks: Buffer[] = [];
    await stream(url, { method: 'GET', ...(signal && { signal }), dispatcher }, ({ statusCode, headers }) => {
      answer = { status: statusCode, headers: Object.entries(headers) };
      return new Writable({ write: (chunk, _encoding, done) => done(void chunks.push(chunk)) });
    });
    return { ...answer, body: Buffer.concat(chunks).toString() };
  };
  CLIENTS['undici pipeline'] = async (url, signal) => {
    let answer: Omit<Answer, 'body'> = { status: 0, headers: [] };
    const options = { method: 'GET' as const, ...(signal && { signal }), dispatcher };
    const duplex = pipeline(url, options, ({ statusCode, headers, body }) => {
      answer = { status: statusCode, headers: Object.entries(headers) };
      return body;
    });
    const body = await readText(duplex.end());
    return { ...answer, body };
  };
  const through = {
    'undici pool': new Pool(origin),
    'undici retry': new RetryAgent(new Agent(), {
      maxRetries: 1,
      minTimeout: 1,
      maxTimeout: 1,
      retryAfter: false,
    }),
    'undici proxy by environment': new EnvHttpProxyAgent({ httpProxy: refused, noProxy: '127.0.0.1' }),
  };
  for (const [name, agent] of Object.entries(through)) {
    CLIENTS[name] = async (url, signal) => {
      const call = { ...(signal && { signal }), dispatcher: agent };
      const { statusCode, headers, body } = await request(url, call);
      return { status: statusCode, headers: Object.entries(headers), body: await readText(body) };
    };
  }
}

let connected = 0;
subscribe('undici:client:connected', () => connected++);

/** An error as its catcher can tell it, with the causes that it names. */
function errorOf(error: unknown, depth = 0): unknown {
  if (typeof error !== 'object' || error === null || depth > 3) return error;
  const { name, message, code, errno, syscall, cause, more } = error as Record<string, unknown>;
  const kind = Object.getPrototypeOf(error)?.constructor?.name;
  return { kind, name, message, code, errno, syscall, more, cause: cause && errorOf(cause, depth + 1) };
}

async function look(client: Client, url: string, signal?: AbortSignal): Promise<unknown> {
  const before = connected;
  try {
    const { status, headers, body, more } = await client(url, signal);
    const kept = [...headers].filter(([name]) => name !== 'date');
    return { status, headers: kept, body, more, connections: connected - before };
  } catch (error) {
    return errorOf(error);
  }
}

/** Gives up on one path in each way at once. */
function giveUp(name: string, client: Client, path: string): Promise<void>[] {
  const aborted = new AbortController();
  setTimeout(() => aborted.abort(), GIVE_UP_MS);
  const stopped = new AbortController();
  setTimeout(() => stopped.abort(new RangeError('enough')), GIVE_UP_MS);
  const ways = {
    aborted: aborted.signal,
    stopped: stopped.signal,
    'timed out': AbortSignal.timeout(GIVE_UP_MS),
  };
  return Object.entries(ways).map(async ([way, signal]) => {
    seen[`${name} ${path} ${way}`] = await look(client, `${origin}/${path}`, signal);
  });
}

const PATHS = (process.env.PATHS ?? '').split(',');
for (const [name, client] of Object.entries(CLIENTS)) {
  for (const path of PATHS) seen[`${name} ${path}`] = await look(client, `${origin}/${path}`);
  seen[`${name} refused`] = await look(client, refused);
  seen[`${name} again`] = await look(client, `${origin}/ok`);
}
// Last of all: what was given up leaves connections behind that would count elsewhere.
for (const [name, client] of Object.entries(CLIENTS)) {
  await Promise.all(['stall', 'stall-body'].flatMap((path) => giveUp(name, client, path)));
}
await new Promise((resolve) => setTimeout(resolve, 50));
process.stdout.write(`${JSON.stringify({ seen, incidents, settled })}\n`, () => process.exit(7));
