import { fault, type Scenario } from '@faultline/test/kit';

const HEAD = 'HTTP/1.1 200 OK\r\n';
const BODY = 'content-length: 2\r\n\r\n{}';

/** Bytes that look like nothing, the same for the same seed. */
function noise(seed: number, length: number): string {
  let state = seed;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return String.fromCharCode(state >>> 24);
  }).join('');
}

const answer = (head: string): Scenario => fault.raw([`${HEAD}${head}${BODY}`], 'close');

/** What a server does that wants to hurt its clients, or does not know what it does. */
export const HOSTILE: Readonly<Record<string, Scenario>> = {
  'random bytes': fault.raw([noise(1, 5_000)], 'close'),
  'random bytes, again': fault.raw([noise(2, 200)], 'close'),
  'random bytes after a status line': fault.raw([HEAD + noise(3, 2_000)], 'close'),
  'nothing but line ends': fault.raw(['\r\n'.repeat(5_000)], 'close'),
  'a status of six digits': fault.raw([`HTTP/1.1 999999 Far out\r\n${BODY}`], 'close'),
  'a status of one digit': fault.raw([`HTTP/1.1 7 Odd\r\n${BODY}`], 'close'),
  'a status of letters': fault.raw([`HTTP/1.1 abc Odd\r\n${BODY}`], 'close'),
  'a negative status': fault.raw([`HTTP/1.1 -200 OK\r\n${BODY}`], 'close'),
  'status 000': fault.raw([`HTTP/1.1 000 Nothing\r\n${BODY}`], 'close'),
  'status 999': fault.raw([`HTTP/1.1 999 Denied\r\n${BODY}`], 'close'),
  'HTTP/9.9': fault.raw([`HTTP/9.9 200 OK\r\n${BODY}`], 'close'),
  'a thousand early hints': fault.raw(
    [`${'HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n'.repeat(1_000)}${HEAD}${BODY}`],
    'close',
  ),
  'one huge header': answer(`x-huge: ${'h'.repeat(64_000)}\r\n`),
  '100,000 headers': answer('x: y\r\n'.repeat(100_000)),
  '1,500 small headers': answer(Array.from({ length: 1_500 }, (_, n) => `x${n}: y\r\n`).join('')),
  'headers without end': fault.raw([HEAD, 'x-more: and more\r\n'], 'stall', { pauseMs: 1, forever: true }),
  'slowloris: a byte now and then': fault.raw([...`${HEAD}x-slow: `, 's'], 'stall', {
    pauseMs: 20,
    forever: true,
  }),
  'a body without end': fault.raw([`${HEAD}\r\n`, 'x'.repeat(65_536)], 'stall', { forever: true }),
  'header names of every object': answer(
    '__proto__: 1\r\nconstructor: 2\r\ntoString: 3\r\nhasOwnProperty: 4\r\n',
  ),
  'a NUL in a header': answer('x-nul: a\x00b\r\n'),
  'bytes beyond ASCII in a header': answer('x-bytes: \xff\xfe\x80\r\n'),
  'a folded header': answer('x-fold: a\r\n b\r\n'),
  'two content lengths': fault.raw([`${HEAD}content-length: 2\r\ncontent-length: 5\r\n\r\n{}`], 'close'),
  'a length and chunks': fault.raw(
    [`${HEAD}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`],
    'close',
  ),
  'a negative length': fault.raw([`${HEAD}content-length: -1\r\n\r\n{}`], 'close'),
  'a length beyond numbers': fault.raw([`${HEAD}content-length: 99999999999999999999\r\n\r\n{}`], 'close'),
  'a wrong chunk size': fault.wrongChunk(),
  'a chunk size beyond numbers': fault.raw(
    [`${HEAD}transfer-encoding: chunked\r\n\r\nffffffffffffffffff\r\n{}`],
    'close',
  ),
  'a body with 204': fault.raw(['HTTP/1.1 204 No Content\r\ncontent-length: 5\r\n\r\nhello'], 'close'),
  'two answers to one request': fault.raw([`${HEAD}${BODY}${HEAD}${BODY}`], 'close'),
  'an answer and then noise': fault.raw([`${HEAD}${BODY}${noise(4, 500)}`], 'close'),
  'gzip that is none': fault.badGzip(),
  'an upgrade that nobody asked for': fault.raw(
    ['HTTP/1.1 101 Switching Protocols\r\nupgrade: chaos\r\nconnection: upgrade\r\n\r\nchaos'],
    'stall',
  ),
  'a redirect to nowhere': fault.redirect('http://[bad'),
  'a redirect to itself': fault.redirect('/'),
  'a redirect to another scheme': fault.redirect('file:///etc/passwd'),
  ...Object.fromEntries(
    ['-1', 'NaN', '1e308', '99999999999999999999', '', 'soon', 'Fri, 31 Dec 9999 23:59:59 GMT', '\x01'].map(
      (value) => [
        `Retry-After: ${JSON.stringify(value)}`,
        fault.raw([`HTTP/1.1 503 Busy\r\nretry-after: ${value}\r\n${BODY}`], 'close'),
      ],
    ),
  ),
};
