import * as zlib from 'node:zlib';

/** What is kept of decompression at most. */
export const MAX_DECODED_BYTES = 16_384;
/** What decompression may unfold to on the way: the largest block of zstd (RFC 8878 section 3.1.1.2.4), which comes whole or not at all. */
const MAX_SCRATCH_BYTES = 131_072;
/** How often a prefix is halved until what comes out of it fits. */
const MAX_HALVINGS = 5;

type Decompress = (bytes: Uint8Array, options: zlib.ZlibOptions) => Uint8Array;

const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH } = zlib.constants;
/** `ZSTD_e_flush`; zstd came with Node 22.15. */
const ZSTD_FLUSH = 1;

/** How each content coding is undone (RFC 9110 section 8.4.1), and how it is told that the input breaks off. */
const CODINGS: Readonly<Record<string, readonly [decompress: Decompress, flush: number]>> = {
  gzip: [zlib.gunzipSync, Z_SYNC_FLUSH],
  'x-gzip': [zlib.gunzipSync, Z_SYNC_FLUSH],
  deflate: [inflateEither, Z_SYNC_FLUSH],
  br: [zlib.brotliDecompressSync as Decompress, BROTLI_OPERATION_FLUSH],
  zstd: [zlib.zstdDecompressSync as Decompress, ZSTD_FLUSH],
};

/**
 * The start of a body as its sender wrote it, at most {@link MAX_DECODED_BYTES} long; `undefined` when its coding is
 * unknown or it is not what it claims to be. A prefix that unfolds to more is cut until it does not: a bomb stays small.
 */
export function decodeBody(bytes: Uint8Array, coding: string | undefined): Uint8Array | undefined {
  const name = coding?.trim().toLowerCase();
  if (name === undefined || name === '' || name === 'identity') return bytes;
  if (!Object.hasOwn(CODINGS, name)) return undefined;
  const [decompress, finishFlush] = CODINGS[name] as readonly [Decompress, number];
  let length = bytes.length;
  for (let i = 0; i <= MAX_HALVINGS && length > 0; i++) {
    try {
      const options = { finishFlush, maxOutputLength: MAX_SCRATCH_BYTES };
      const decoded = decompress(bytes.subarray(0, length), options);
      return decoded.length === 0 ? undefined : decoded.subarray(0, MAX_DECODED_BYTES);
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'ERR_BUFFER_TOO_LARGE') return undefined;
      length >>= 1;
    }
  }
  return undefined;
}

/** `deflate` is meant with a zlib header, and sent by some without. */
function inflateEither(bytes: Uint8Array, options: zlib.ZlibOptions): Uint8Array {
  const hasHeader = ((bytes[0] ?? 0) & 0x0f) === 8;
  return hasHeader ? zlib.inflateSync(bytes, options) : zlib.inflateRawSync(bytes, options);
}
