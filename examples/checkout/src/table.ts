import { stripVTControlCharacters, styleText } from 'node:util';

/** A text with the colours that it has on a terminal that wants some. */
export interface Cell {
  readonly text: string;
  readonly style?: Parameters<typeof styleText>[0];
}

/** A column of a table. */
export interface Column {
  readonly title: string;
  /** Gives way when the terminal is narrow. At most one column does. @defaultValue false */
  readonly flexible?: boolean;
}

const GAP = '  ';
/** No flexible column gets narrower than this. */
const NARROWEST = 12;

/** Lays cells out under their titles, no wider than `width` if that can be. @returns lines */
export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
): string[] {
  const widths = columns.map(({ title }, at) =>
    Math.max(title.length, ...rows.map((row) => row[at]?.text.length ?? 0)),
  );
  const flexible = columns.findIndex((column) => column.flexible === true);
  const excess = widths.reduce((sum, each) => sum + each + GAP.length, -GAP.length) - width;
  if (flexible >= 0 && excess > 0) {
    widths[flexible] = Math.max(NARROWEST, (widths[flexible] ?? 0) - excess);
  }
  const line = (cells: readonly Cell[]): string =>
    cells
      .map((cell, at) => paint(fit(cell.text, widths[at] ?? 0), cell.style))
      .join(GAP)
      .trimEnd();
  const titles = columns.map(({ title }): Cell => ({ text: title, style: ['bold'] }));
  const rules = widths.map((each): Cell => ({ text: '─'.repeat(each), style: ['dim'] }));
  return [line(titles), line(rules), ...rows.map(line)];
}

/** Styles a text where standard output is a terminal that takes colours: neither a pipe nor `NO_COLOR` does. */
export function paint(text: string, style: Cell['style']): string {
  return style === undefined ? text : styleText(style, text, { stream: process.stdout });
}

/** Width of the terminal, or of a page where there is none. */
export function screenWidth(): number {
  return process.stdout.columns ?? 140;
}

/** Cuts a line that may hold colours, at `width` characters. */
export function clip(line: string, width: number): string {
  const plain = stripVTControlCharacters(line);
  return plain.length <= width ? line : fit(plain, width);
}

function fit(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, Math.max(0, width - 1))}…` : text.padEnd(width);
}
