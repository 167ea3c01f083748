import { describe, expect, it } from 'vitest';
import { whoDestroyed, whoGaveUp } from './gave-up.ts';

const error = (fields: object, message = ''): Error => Object.assign(new Error(message), fields);
const timeout = new DOMException('The operation was aborted due to timeout', 'TimeoutError');

describe('whoGaveUp', () => {
  it.each([
    ['a text', 'stop', 'caller'],
    ['nothing', undefined, 'caller'],
    ['null', null, 'caller'],
    ['an AbortError', new DOMException('aborted', 'AbortError'), 'caller'],
    ['an error of the caller’s own class', new RangeError('enough'), 'caller'],
    ['an error of the caller with a code', error({ code: 'E_STOP' }), 'caller'],
    [
      'undici’s own abort',
      error({ name: 'AbortError', code: 'UND_ERR_ABORTED' }, 'Request aborted'),
      'caller',
    ],
    ['AbortSignal.timeout', timeout, 'deadline'],
    [
      'AbortSignal.timeout as a cause',
      error({ name: 'AbortError', code: 'ABORT_ERR', cause: timeout }),
      'deadline',
    ],
    [
      'axios’ own timeout',
      error({ name: 'AxiosError', code: 'ECONNABORTED' }, 'timeout of 150ms exceeded'),
      'deadline',
    ],
    [
      'a connection that the system gave up',
      error({ code: 'ETIMEDOUT', errno: -110, syscall: 'connect' }),
      undefined,
    ],
    [
      'several addresses that the system gave up',
      Object.assign(new AggregateError([error({ code: 'ETIMEDOUT', syscall: 'connect' })]), {
        code: 'ETIMEDOUT',
      }),
      undefined,
    ],
    [
      'undici’s headersTimeout',
      error({ name: 'HeadersTimeoutError', code: 'UND_ERR_HEADERS_TIMEOUT' }),
      'deadline',
    ],
    ['undici’s bodyTimeout', error({ name: 'BodyTimeoutError', code: 'UND_ERR_BODY_TIMEOUT' }), 'deadline'],
    [
      'a refused tunnel',
      error({ name: 'AbortError', code: 'UND_ERR_ABORTED' }, 'Proxy response (407) !== 200'),
      undefined,
    ],
    ['a reset', error({ code: 'ECONNRESET', errno: -104, syscall: 'read' }), undefined],
    ['undici’s SocketError', error({ code: 'UND_ERR_SOCKET' }, 'other side closed'), undefined],
    ['a parser error without a code', error({ name: 'HTTPParserError' }), undefined],
    ['an OpenSSL error', error({ code: 'ERR_SSL_WRONG_VERSION_NUMBER' }), undefined],
    [
      'several addresses that refused',
      new AggregateError([error({ code: 'ECONNREFUSED', syscall: 'connect' })]),
      undefined,
    ],
  ])('takes %s for %s', (_, given, who) => {
    expect(whoGaveUp(given)).toBe(who);
  });

  it('ends on causes that lead back to themselves', () => {
    const cyclic = error({});
    cyclic.cause = cyclic;
    expect(whoGaveUp(cyclic)).toBe('caller');
  });
});

describe('whoDestroyed', () => {
  it.each([
    ['no error', undefined, 'caller'],
    ['an error of the application', error({ code: 'ERR_CANCELED' }), 'caller'],
    ['a client’s TimeoutError', error({ name: 'TimeoutError', code: 'ETIMEDOUT' }), 'deadline'],
    ['an AbortError of AbortSignal.timeout', error({ name: 'AbortError', cause: timeout }), 'deadline'],
    ['a source that broke', error({ code: 'ENOENT', syscall: 'open' }), undefined],
  ])('takes %s for %s', (_, given, who) => {
    expect(whoDestroyed(given)).toBe(who);
  });
});
