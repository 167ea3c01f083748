import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

function at(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

/** Files that hold something generated. */
export const FILES: Readonly<Record<'readme' | 'packageReadme' | 'version' | 'cheatSheet', string>> = {
  readme: at('README.md'),
  packageReadme: at('packages/faultline/README.md'),
  version: at('packages/faultline/src/version.ts'),
  cheatSheet: at('packages/faultline/CHEATSHEET.md'),
};

/** The source file that tells the version of package.json: published files cannot be asked for it in every bundler. */
export function versionSource(): string {
  const { version } = JSON.parse(readFileSync(at('packages/faultline/package.json'), 'utf8'));
  return `/** Version of the \`faultline\` package. Generated from its package.json by \`npm run generate\`. */
export const VERSION = '${version}';
`;
}

/** What npm shows of the `faultline` package: the README of the whole, seen from its folder. */
export function packageReadme(readme: string): string {
  return readme.replaceAll('](packages/faultline/', '](').replaceAll('](packages/', '](../');
}
