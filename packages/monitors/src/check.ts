import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Format, generatedFiles } from './output/files.ts';

/** The tools that check files, by the format of these. They come with Prometheus and Alertmanager. */
const CHECKS = [
  { format: 'prometheus', tool: 'promtool', args: ['check', 'rules', '--lint=all', '--lint-fatal'] },
  { format: 'alertmanager', tool: 'amtool', args: ['check-config'] },
] as const;

/**
 * Checks the files that lie in a folder, as they lie there, with promtool and amtool where these are installed.
 *
 * @param folder what the files were written to
 * @param nameOf how a file is called before the user, from its path below the folder
 * @returns whether there was a file to check and no tool found anything wrong
 */
export function checkFolder(
  folder: string,
  formats: readonly Format[],
  nameOf: (path: string) => string,
  print: (line: string) => void,
): boolean {
  let found = 0;
  let failed = 0;
  for (const { format, tool, args } of CHECKS.filter((each) => formats.includes(each.format))) {
    for (const { path } of generatedFiles([format])) {
      const file = resolve(folder, path);
      const stats = statSync(file, { throwIfNoEntry: false });
      if (stats === undefined) {
        print(`${nameOf(path)}: not checked, there is no such file`);
        continue;
      }
      found++;
      // promtool takes an empty file for a right one of no rules.
      if (stats.size === 0) {
        failed++;
        print(`${nameOf(path)}: the file is empty`);
        continue;
      }
      const result = spawnSync(tool, [...args, file], { encoding: 'utf8' });
      if (result.error !== undefined) {
        print(`${nameOf(path)}: not checked, ${tool} is not installed`);
      } else if (result.status === 0) {
        print(`${nameOf(path)}: ${tool} finds nothing wrong`);
      } else {
        failed++;
        print(`${nameOf(path)}: ${tool} says\n${result.stdout}${result.stderr}`);
      }
    }
  }
  if (found === 0) print(`Nothing to check: only files of ${CHECKED} are checked, and there are none.`);
  return found > 0 && failed === 0;
}

const CHECKED = CHECKS.map(({ format }) => format).join(' and ');
