import { ATTRIBUTES, METRICS } from '@faultline/core';
import { OPTION_TABLE, type OptionRow, STRICT_VARIABLE } from '../../packages/faultline/src/option-table.ts';
import { NODES, SDKS } from '../compat/cells.ts';
import { recordCells } from '../compat/record.ts';

/** Parts of documents that have their source in code, by the name in their marker `<!-- generated:name -->`. */
export const GENERATED: Readonly<Record<string, () => string>> = {
  attributes: () =>
    table(
      ['Attribute', 'Type', 'When', 'Meaning'],
      ATTRIBUTES.map(({ name, type, on, description }) => [`\`${name}\``, type, WHEN[on], description]),
    ),
  compat: () =>
    table(
      ['Beside', 'Mode', 'Its spans are tagged', ...NODES.map((node) => `Node ${node}`)],
      SDKS.map((sdk) => recordCells(sdk, NODES)),
    ),
  metrics: () =>
    table(
      ['Prometheus', 'OpenTelemetry', 'Kind', 'Labels', 'Meaning'],
      METRICS.map(({ prometheus, otel, kind, labels, description }) => [
        `\`${prometheus}\``,
        `\`${otel.name}\`${otel.unit === '' ? '' : ` (${otel.unit})`}`,
        kind,
        labels.map((label) => `\`${label}\``).join(', '),
        description,
      ]),
    ),
  options: () =>
    table(
      ['Option', 'Variable', 'Default', 'Write', 'Meaning'],
      [
        ...OPTION_TABLE.map(optionCells),
        [
          '',
          `\`${STRICT_VARIABLE}\``,
          '`false`',
          'true or false',
          '`true` stops the process at a bad variable, which otherwise costs a warning.',
        ],
      ],
    ),
};

const WHEN = { always: 'always', failure: 'on failures', known: 'when known' } as const;

function optionCells({ name, variable, fallback, write, description }: OptionRow): readonly string[] {
  const shown = fallback === undefined ? '' : `\`${JSON.stringify(fallback)}\``;
  return [`\`${name}\``, variable === undefined ? '' : `\`${variable}\``, shown, write, description];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const BLOCK = /(<!-- generated:([\w-]+) -->\n)[\s\S]*?(<!-- \/generated -->)/g;

/** The document with every generated part as its source has it now. */
export function withGenerated(document: string): string {
  return document.replace(BLOCK, (_block, start: string, name: string, end: string) => {
    const render = GENERATED[name];
    if (render === undefined)
      throw new Error(`Nothing generates "${name}": write one of ${Object.keys(GENERATED).join(', ')}.`);
    return `${start}${render()}\n${end}`;
  });
}

/** Names of the generated parts of a document. */
export function generatedNames(document: string): readonly string[] {
  return [...document.matchAll(BLOCK)].map(([, , name]) => name ?? '');
}
