// Rewrites what is generated and committed: the marked parts of the README, and the version in the source.
import { readFileSync, writeFileSync } from 'node:fs';
import { withGenerated } from './generated-blocks.ts';
import { FILES, versionSource } from './generated-files.ts';

writeFileSync(FILES.readme, withGenerated(readFileSync(FILES.readme, 'utf8')));
writeFileSync(FILES.version, versionSource());
