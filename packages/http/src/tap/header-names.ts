/** The names of one answer's header fields, in the order in which they came. */
interface NameList {
  /** As they were sent. */
  readonly sent: readonly string[];
  /** In lower case. */
  readonly names: readonly string[];
}

/** Name lists that are remembered; of two that share a slot each displaces the other. A power of two. */
const SLOTS = 256;
/** Longer ones, and those with longer names, are read anew each time. */
const MAX_NAMES = 64;
const MAX_NAME_LENGTH = 64;

const lists: (NameList | undefined)[] = new Array<undefined>(SLOTS).fill(undefined);

/**
 * The names of raw header fields (names and values in turn) in lower case: the same list each time that a server sends the
 * same ones, as servers do. Comparing bytes with what is known costs far less than making texts of them.
 */
export function headerNamesOf(raw: readonly unknown[]): readonly string[] {
  const at = slotOf(raw);
  const known = lists[at];
  if (known !== undefined && isOf(raw, known.sent)) return known.names;
  const sent: string[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) sent.push(headerText(raw[i]));
  const names = sent.map((name) => name.toLowerCase());
  if (sent.length <= MAX_NAMES && sent.every((name) => name.length <= MAX_NAME_LENGTH))
    lists[at] = { sent, names };
  return names;
}

/** Header bytes are latin1 on the wire (RFC 9110 section 5.5). */
export function headerText(value: unknown): string {
  return Buffer.isBuffer(value) ? value.toString('latin1') : String(value);
}

/** A slot from the lengths of the names. */
function slotOf(raw: readonly unknown[]): number {
  let mix = raw.length;
  for (let i = 0; i + 1 < raw.length; i += 2) mix = mix * 31 + lengthOf(raw[i]);
  return mix & (SLOTS - 1);
}

function lengthOf(name: unknown): number {
  return typeof name === 'string' || name instanceof Uint8Array ? name.length : 0;
}

function isOf(raw: readonly unknown[], sent: readonly string[]): boolean {
  if (raw.length >> 1 !== sent.length) return false;
  for (let i = 0; i < sent.length; i++) if (!isName(raw[i * 2], sent[i] as string)) return false;
  return true;
}

function isName(raw: unknown, name: string): boolean {
  if (typeof raw === 'string') return raw === name;
  if (!(raw instanceof Uint8Array) || raw.length !== name.length) return false;
  for (let i = 0; i < name.length; i++) if (raw[i] !== name.charCodeAt(i)) return false;
  return true;
}
