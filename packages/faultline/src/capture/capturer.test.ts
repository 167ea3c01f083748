import type { Exchange, Finding } from '@faultline/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Capture, MAX_BODY_LENGTH } from './capture.ts';
import { CAPTURES_PER_SECOND, createCapturer } from './capturer.ts';

interface Answer {
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly blame?: Finding['blame'];
  readonly url?: string;
}

/** A capturer on a clock of its own, and a way to show it a failed answer. */
function rig(listens = true) {
  const clock = { nowMs: 0 };
  const captures: Capture[] = [];
  const lines: string[] = [];
  const errors: unknown[] = [];
  const capturer = createCapturer({
    tell: (capture) => captures.push(capture) > 0 && listens,
    write: (line) => void lines.push(line),
    nowMs: () => clock.nowMs,
    onInternalError: (_where, error) => void errors.push(error),
  });
  function take({
    body,
    headers = {},
    blame = 'provider',
    url = 'https://u:p@api.example.com/items/7?key=s',
  }: Answer = {}) {
    const exchange: Exchange = {
      method: 'GET',
      url,
      startedAt: Date.UTC(2026, 0, 2, 3, 4, 5, 6),
      durationMs: 12,
      response: { status: 500, headers, ...(body === undefined ? {} : { body }) },
    };
    capturer.take(exchange, {
      exchange,
      provider: 'example',
      endpoint: 'GET /items/{id}',
      status: 500,
      category: 'provider_error',
      blame,
      rule: 'status.500',
    } as Finding);
    return captures.at(-1);
  }
  return { clock, capturer, captures, lines, errors, take };
}

describe('a capture', () => {
  it('says what was answered, without query, credentials and ids', () => {
    expect(rig().take({ body: '{"error":"x"}' })).toEqual({
      time: '2026-01-02T03:04:05.006Z',
      provider: 'example',
      method: 'GET',
      url: 'https://api.example.com/items/{id}',
      status: 500,
      category: 'provider_error',
      blame: 'provider',
      rule: 'status.500',
      headers: {},
      body: '{"error":"x"}',
      skipped: 0,
    });
  });

  it('has the headers of a list alone', () => {
    const headers = {
      'content-type': 'application/json',
      'set-cookie': 'session=1',
      'x-request-id': '0f8fad5b-d9cb-469f-a165-70867728950e',
      'www-authenticate': 'Bearer error_description="not for bob@example.com"',
      'x-own': 'anything',
      location: 'https://example.com/?token=1',
    };
    expect(rig().take({ headers })?.headers).toEqual({
      'content-type': 'application/json',
      'x-request-id': '0f8fad5b-d9cb-469f-a165-70867728950e',
      'www-authenticate': 'Bearer [redacted]"not for [redacted]"',
    });
  });

  it('has no body where none was peeked', () => {
    expect(rig().take()).not.toHaveProperty('body');
  });

  it.each<[string, Answer['body']]>([
    ['bytes', new TextEncoder().encode('{"password":"hunter2"}')],
    ['text', '{"password":"hunter2"}'],
  ])('has a scrubbed body of %s', (_, body) => {
    expect(rig().take(body === undefined ? {} : { body })?.body).toBe('{"password":"[redacted]"}');
  });

  it('has at most 2 KiB of body', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 6000 }), (body) => {
        expect((rig().take({ body })?.body ?? '').length).toBeLessThanOrEqual(MAX_BODY_LENGTH + 1);
      }),
    );
  });

  it.each([
    ['a card number', '"please charge 4242 4242 4242 4242 now"'],
    ['an address of e-mail', '"please write to bob.miller@example.com now"'],
    ['a key', '"please use sk_live_4eC39HqLyjWDarjtT1zdp7dc now"'],
    ['a password', '"password":"correct-horse-battery"'],
  ])('has no half of %s, wherever the peek cut the body', (_, text) => {
    for (let end = 10; end <= text.length; end++) {
      const body = rig().take({ body: `{"error":1,${text.slice(0, end)}` })?.body ?? '';
      expect(body).not.toMatch(/4242|bob|miller|live_|4eC39|correct|horse/);
    }
  });

  it('keeps a text that is known to be whole', () => {
    const answer = { body: 'no healthy upstream', headers: { 'content-length': '19' } };
    expect(rig().take(answer)?.body).toBe('no healthy upstream');
    expect(rig().take({ body: answer.body })?.body).toBe('no healthy…');
  });
});

describe('captures', () => {
  it('are ten a second at most, and say how many there would have been', () => {
    const { clock, captures, take } = rig();
    for (let request = 0; request < 1000; request++) take();
    expect(captures).toHaveLength(CAPTURES_PER_SECOND);
    clock.nowMs = 100;
    take();
    take();
    expect(captures).toHaveLength(CAPTURES_PER_SECOND + 1);
    expect(captures.at(-1)?.skipped).toBe(990);
    clock.nowMs = 60_000;
    for (let request = 0; request < 1000; request++) take();
    expect(captures).toHaveLength(2 * CAPTURES_PER_SECOND + 1);
  });

  it('are not taken of what is nobody’s fault, nor where no answer came', () => {
    const { capturer, captures, take } = rig();
    take({ blame: 'none' });
    const exchange: Exchange = {
      method: 'GET',
      url: 'http://x/',
      startedAt: 0,
      durationMs: 0,
      error: new Error(),
    };
    capturer.take(exchange, { blame: 'provider', exchange } as Finding);
    expect(captures).toEqual([]);
  });

  it('are a line of JSON each where nobody listens, and none where somebody does', () => {
    const alone = rig(false);
    alone.take({ body: 'a\nb' });
    expect(alone.lines).toHaveLength(1);
    expect(alone.lines[0]).not.toContain('\n');
    expect(JSON.parse(alone.lines[0] ?? '')).toMatchObject({
      event: 'faultline.capture',
      provider: 'example',
    });
    const heard = rig();
    heard.take();
    expect(heard.lines).toEqual([]);
  });

  it('that fail are reported, and harm nobody', () => {
    const { capturer, errors } = rig();
    const exchange = { response: {}, startedAt: Number.NaN } as unknown as Exchange;
    capturer.take(exchange, { blame: 'provider', exchange, endpoint: '' } as Finding);
    expect(errors).toHaveLength(1);
  });
});
