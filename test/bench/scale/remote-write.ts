// Prometheus' remote write protocol 1.0: a protobuf message in Snappy's block format.
// https://prometheus.io/docs/specs/prw/remote_write_spec/

/** A series: its labels encoded once, and what its samples are. */
export interface WrittenSeries {
  readonly labels: Buffer;
  /** The value at the n-th scrape since the beginning. */
  valueAt(step: number): number;
}

/** Samples of one series are evenly spaced. */
export interface Span {
  readonly startMs: number;
  readonly stepMs: number;
  readonly from: number;
  readonly to: number;
}

const SAMPLE_BYTES = 20;

/** The labels of one series in wire form, sorted by name as receivers demand. */
export function encodedLabels(labels: Readonly<Record<string, string>>): Buffer {
  return Buffer.concat(
    Object.entries(labels)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => field(1, Buffer.concat([field(1, name), field(2, value)]))),
  );
}

/**
 * Writes the samples of some series over one span.
 *
 * @throws Error with the answer of a receiver that refuses them
 */
export async function remoteWrite(url: string, series: readonly WrittenSeries[], span: Span): Promise<void> {
  const response = await fetch(`${url}/api/v1/write`, {
    method: 'POST',
    headers: { 'content-encoding': 'snappy', 'content-type': 'application/x-protobuf' },
    body: uncompressedSnappy(Buffer.concat(series.map((each) => timeSeries(each, span)))),
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`remote write: ${response.status} ${answer}`);
}

function timeSeries({ labels, valueAt }: WrittenSeries, { startMs, stepMs, from, to }: Span): Buffer {
  const samples = Buffer.allocUnsafe((to - from) * SAMPLE_BYTES);
  let at = 0;
  for (let step = from; step < to; step++) {
    const lengthAt = at + 1;
    samples[at] = tag(2);
    samples[at + 2] = 0x09;
    at = samples.writeDoubleLE(valueAt(step), at + 3);
    samples[at++] = 0x10;
    at = writeVarint(samples, startMs + step * stepMs, at);
    samples[lengthAt] = at - lengthAt - 1;
  }
  return field(1, Buffer.concat([labels, samples.subarray(0, at)]));
}

/** A field of protobuf that carries bytes. */
function field(number: number, content: Buffer | string): Buffer {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const head = Buffer.allocUnsafe(10);
  head[0] = tag(number);
  return Buffer.concat([head.subarray(0, writeVarint(head, bytes.length, 1)), bytes]);
}

function tag(number: number): number {
  return (number << 3) | 2;
}

function writeVarint(buffer: Buffer, value: number, at: number): number {
  let rest = value;
  let next = at;
  while (rest >= 0x80) {
    buffer[next++] = (rest % 0x80) | 0x80;
    rest = Math.floor(rest / 0x80);
  }
  buffer[next++] = rest;
  return next;
}

/** Snappy allows a block of one literal, which costs loopback nothing that matters. */
function uncompressedSnappy(bytes: Buffer): Buffer<ArrayBuffer> {
  const head = Buffer.allocUnsafe(16);
  let at = writeVarint(head, bytes.length, 0);
  head[at++] = 63 << 2;
  at = head.writeUInt32LE(bytes.length - 1, at);
  return Buffer.concat([head.subarray(0, at), bytes]);
}
