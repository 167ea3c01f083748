import type { Answer, OnReuse, RateLimit, Raw, Scenario, StreamReset } from './scenario.ts';

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const HALF_OF_100 = `${HEAD}content-length: 100\r\n\r\n{"half":`;

/** Everything that providers and the way to them do wrong, as scenarios for {@link FaultServer.set}. */
export const fault = {
  /** Any status, with body and headers. */
  answer(status: number, more: Omit<Answer, 'kind' | 'status'> = {}): Answer {
    return { kind: 'answer', status, ...more };
  },
  /** A redirect, in a chain or a loop as `to` makes it. */
  redirect(to: string, status = 302): Answer {
    return { kind: 'answer', status, headers: { location: to } };
  },
  /** Headers so slow that the answer takes `totalMs`. */
  slowHeaders(totalMs: number): Raw {
    const bytes = [...`${HEAD}content-length: 2\r\n\r\n`, '{}'];
    return { kind: 'raw', bytes, pauseMs: totalMs / bytes.length, end: 'keep' };
  },
  /** Headers at once, and a body that takes `totalMs`. */
  slowBody(totalMs: number): Answer {
    return { kind: 'answer', status: 200, body: '{"slow":"body"}', pieces: 10, pauseMs: totalMs / 10 };
  },
  /** Takes the request and never says a word. */
  stall(): Raw {
    return { kind: 'raw', bytes: [], end: 'stall' };
  },
  /** Headers and half a body, then silence. */
  stallMidBody(): Raw {
    return { kind: 'raw', bytes: [HALF_OF_100], end: 'stall' };
  },
  /** RST instead of an answer. */
  reset(): Raw {
    return { kind: 'raw', bytes: [], end: 'reset' };
  },
  /** Headers and half a body, a moment for them to arrive, then RST. */
  resetMidBody(): Raw {
    return { kind: 'raw', bytes: [HALF_OF_100, ''], pauseMs: 30, end: 'reset' };
  },
  /** FIN instead of an answer. */
  close(): Raw {
    return { kind: 'raw', bytes: [], end: 'close' };
  },
  /** A body shorter than its content-length, then FIN. */
  truncated(): Raw {
    return { kind: 'raw', bytes: [HALF_OF_100], end: 'close' };
  },
  /** A chunked body without its last chunk, then FIN. */
  truncatedChunks(): Raw {
    return {
      kind: 'raw',
      bytes: [`${HEAD}transfer-encoding: chunked\r\n\r\n8\r\n{"half":\r\n`],
      end: 'close',
    };
  },
  /** A chunk size that is no number. */
  wrongChunk(): Raw {
    return {
      kind: 'raw',
      bytes: [`${HEAD}transfer-encoding: chunked\r\n\r\n`, 'zz\r\n{}\r\n'],
      pauseMs: 30,
      end: 'stall',
    };
  },
  /** Not HTTP at all. */
  garbage(bytes = '\x00\x01SSH-2.0-OpenSSH_9.6\r\n'): Raw {
    return { kind: 'raw', bytes: [bytes], end: 'close' };
  },
  /** Bytes of your own, then `end`. */
  raw(bytes: readonly string[], end: Raw['end'], more: Pick<Raw, 'pauseMs' | 'forever'> = {}): Raw {
    return { kind: 'raw', bytes, end, ...more };
  },
  /** A body that says gzip and is not. */
  badGzip(): Answer {
    return { kind: 'answer', status: 200, headers: { 'content-encoding': 'gzip' }, body: 'not gzip at all' };
  },
  /** Closes the connection in the moment a second request arrives on it: the keep-alive race. */
  keepAliveRace(end: 'reset' | 'close' = 'reset'): OnReuse {
    return {
      kind: 'on_reuse',
      first: { kind: 'answer', status: 200, body: { ok: true } },
      reused: { kind: 'raw', bytes: [], end },
    };
  },
  /** `limit` answers a window, then 429 with Retry-After and X-RateLimit headers. */
  rateLimit(limit: number, windowMs: number, within: Scenario = OK): RateLimit {
    return { kind: 'rate_limit', limit, windowMs, within };
  },
  /** Different parts for different requests, by share, reproducible by its seed. */
  mix(seed: number, ...parts: readonly (readonly [share: number, scenario: Scenario])[]): Scenario {
    return { kind: 'mix', seed, parts: parts.map(([share, scenario]) => ({ share, scenario })) };
  },
  /** One after another, staying at the last. */
  sequence(...steps: readonly Scenario[]): Scenario {
    return { kind: 'sequence', steps };
  },
  /** HTTP/2: RST_STREAM with `code` (RFC 9113 section 7), or GOAWAY for the whole session. */
  streamReset(code: number, goaway = false): StreamReset {
    return { kind: 'stream_reset', code, goaway };
  },
} as const;

/** What a healthy provider answers. */
export const OK: Answer = { kind: 'answer', status: 200, body: { ok: true } };
