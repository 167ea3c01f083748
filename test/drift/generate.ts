// Rewrites what is generated and committed: the marked parts of the README and its copy for npm, the version in the
// source, the cheat sheet, the monitors.
import { readFileSync, writeFileSync } from 'node:fs';
import { cheatSheet } from './cheat-sheet.ts';
import { withGenerated } from './generated-blocks.ts';
import { FILES, packageReadme, versionSource } from './generated-files.ts';
import { writeMonitors } from './generated-monitors.ts';

const readme = withGenerated(readFileSync(FILES.readme, 'utf8'));
writeFileSync(FILES.readme, readme);
writeFileSync(FILES.packageReadme, packageReadme(readme));
writeFileSync(FILES.version, versionSource());
writeFileSync(FILES.cheatSheet, cheatSheet());
writeMonitors();
