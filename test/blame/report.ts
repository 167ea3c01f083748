import type { Summary, WorldRuns } from './summary.ts';
import { overWorlds } from './summary.ts';

/** The table of all methods, as text. */
export function methodTable(summaries: Readonly<Record<string, Summary>>): string {
  const head = [
    'method',
    'strict',
    'accept',
    'self',
    'prov',
    'netw',
    'cover',
    'ece',
    'ttv s',
    'p95',
    'ttv req',
    'p95',
    'miss',
    'falseProv',
    'wrong s',
    'clear s',
    'flips/h',
    'alarms/1000h',
    '(hours)',
  ];
  const rows = Object.entries(summaries).map(([name, one]) => [
    name,
    percent(one.strict),
    percent(one.acceptable),
    percent(one.byOwner.self),
    percent(one.byOwner.provider),
    percent(one.byOwner.network),
    percent(one.coverage),
    one.ece.toFixed(3),
    number(one.timeToVerdict.seconds.median),
    number(one.timeToVerdict.seconds.p95),
    number(one.timeToVerdict.requests.median),
    number(one.timeToVerdict.requests.p95),
    percent(one.misses),
    percent(one.falseProviderDeclarations),
    one.wrongVerdictSeconds.toFixed(1),
    number(one.timeToClearSeconds.median),
    one.flipsPerHour.toFixed(2),
    one.falseAlarmsPer1000h?.toFixed(2) ?? '-',
    one.quietHours.toFixed(0),
  ]);
  return columns([head, ...rows]);
}

/** The worst worlds of one method, worst first. */
export function worstWorlds(worlds: readonly WorldRuns[], count: number): string {
  const scored = worlds
    .filter((world) => world.runs.some((run) => run.failures > 0))
    .map((world) => ({
      world,
      strict: overWorlds([world], (run) => (run.failures === 0 ? undefined : run.strict / run.failures)),
      acceptable: overWorlds([world], (run) =>
        run.failures === 0 ? undefined : run.acceptable / run.failures,
      ),
      known: overWorlds([world], (run) => (run.failures === 0 ? undefined : run.known / run.failures)),
      missed: world.runs.flatMap((run) => run.incidents).filter((one) => one.seconds === undefined).length,
      falseProvider: world.runs.flatMap((run) => run.incidents).filter((one) => one.falseProvider).length,
      incidents: world.runs.flatMap((run) => run.incidents).length,
    }))
    .sort((a, b) => a.strict + a.acceptable - (b.strict + b.acceptable));
  return columns([
    ['world', 'strict', 'accept', 'cover', 'missed', 'falseProv', 'title'],
    ...scored
      .slice(0, count)
      .map((one) => [
        one.world.id,
        percent(one.strict),
        percent(one.acceptable),
        percent(one.known),
        `${one.missed}/${one.incidents}`,
        `${one.falseProvider}`,
        one.world.title,
      ]),
  ]);
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}

function number(value: number | undefined): string {
  return value === undefined ? '-' : value.toFixed(value < 10 ? 1 : 0);
}
