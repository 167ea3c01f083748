// Rewrites what is generated and committed: the marked parts of the README, the version in the source, the
// cheat sheet, the monitors.
import { readFileSync, writeFileSync } from 'node:fs';
import { cheatSheet } from './cheat-sheet.ts';
import { withGenerated } from './generated-blocks.ts';
import { FILES, versionSource } from './generated-files.ts';
import { writeMonitors } from './generated-monitors.ts';

writeFileSync(FILES.readme, withGenerated(readFileSync(FILES.readme, 'utf8')));
writeFileSync(FILES.version, versionSource());
writeFileSync(FILES.cheatSheet, cheatSheet());
writeMonitors();
