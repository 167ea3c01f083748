/** An HTTP answer as `curl -i` prints it. */
export interface CurlAnswer {
  readonly status: number;
  /** By lower-case name; the first of several values. */
  readonly headers: Readonly<Record<string, string>>;
  /** At most 16 KiB. */
  readonly body: string;
}

const MAX_BODY = 16 * 1024;
const STATUS_LINE = /^HTTP\/[\d.]{1,3} (\d{3})(?: [^\n]*)?\r?\n/;

/**
 * Reads what `curl -i` prints. Interim answers, the answer of a proxy to CONNECT and redirects that curl followed come first
 * and are skipped: the last answer counts. `undefined` when the text is none.
 */
export function curlAnswerOf(text: string): CurlAnswer | undefined {
  let rest = text.trimStart();
  let answer: CurlAnswer | undefined;
  for (let line = STATUS_LINE.exec(rest); line !== null; line = STATUS_LINE.exec(rest)) {
    const end = /\r?\n\r?\n/.exec(rest);
    const head = end === null ? rest : rest.slice(0, end.index);
    rest = end === null ? '' : rest.slice(end.index + end[0].length);
    answer = { status: Number(line[1]), headers: headersOf(head), body: rest.slice(0, MAX_BODY) };
  }
  return answer;
}

function headersOf(head: string): Readonly<Record<string, string>> {
  const headers: Record<string, string> = Object.create(null);
  for (const line of head.split(/\r?\n/).slice(1)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers[line.slice(0, colon).trim().toLowerCase()] ??= line.slice(colon + 1).trim();
  }
  return headers;
}
