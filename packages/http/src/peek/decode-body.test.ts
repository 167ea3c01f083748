import * as zlib from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeBody, MAX_DECODED_BYTES } from './decode-body.ts';

const text = (bytes: Uint8Array | undefined): string | undefined => bytes && Buffer.from(bytes).toString();

it.each([
  ['gzip', zlib.gzipSync('{"a":1}')],
  ['x-gzip', zlib.gzipSync('{"a":1}')],
  ['GZIP', zlib.gzipSync('{"a":1}')],
  ['deflate', zlib.deflateSync('{"a":1}')],
  ['deflate', zlib.deflateRawSync('{"a":1}')],
  ['br', zlib.brotliCompressSync('{"a":1}')],
  ['zstd', zlib.zstdCompressSync('{"a":1}')],
  ['identity', Buffer.from('{"a":1}')],
  [undefined, Buffer.from('{"a":1}')],
])('undoes %s', (coding, bytes) => {
  expect(text(decodeBody(bytes, coding))).toBe('{"a":1}');
});

it.each(['gzip', 'br', 'zstd', 'deflate'])('keeps a bomb of %s small', (coding) => {
  const zeros = Buffer.alloc(50_000_000);
  const bombs: Record<string, Uint8Array> = {
    gzip: zlib.gzipSync(zeros),
    br: zlib.brotliCompressSync(zeros, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } }),
    zstd: zlib.zstdCompressSync(zeros),
    deflate: zlib.deflateSync(zeros),
  };
  const decoded = decodeBody((bombs[coding] as Uint8Array).subarray(0, 4_096), coding);
  expect(decoded?.length ?? 0).toBeLessThanOrEqual(MAX_DECODED_BYTES);
});

it.each(['gzip, br', 'compress', '__proto__', 'constructor'])(
  'leaves what it does not know: %s',
  (coding) => {
    expect(decodeBody(Buffer.from('x'), coding)).toBeUndefined();
  },
);

it('never throws, whatever claims to be coded', () => {
  const codings = fc.constantFrom('gzip', 'deflate', 'br', 'zstd', 'identity', 'other');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 4_096 }), codings, (bytes, coding) => {
      const decoded = decodeBody(bytes, coding);
      return decoded === undefined || decoded.length <= MAX_DECODED_BYTES;
    }),
  );
});
