import { defineConfig, type UserConfig } from 'tsdown';

const config: UserConfig = defineConfig({
  workspace: 'packages/*',
  // `faultline` has a second door, for --import and --require.
  entry: ['src/{index,register}.ts'],
  format: ['esm', 'cjs'],
  // Declarations come from the sources alone (isolatedDeclarations), so no compiler API is needed.
  dts: { oxc: true },
  platform: 'node',
  target: 'node22',
  fixedExtension: true,
  sourcemap: true,
  clean: true,
  treeshake: true,
  // Every process that starts compiles them; declarations and source maps keep the docs.
  outputOptions: { comments: { annotation: true, jsdoc: false, legal: true } },
});

export default config;
