import { defineConfig } from 'tsdown';

export default defineConfig({
  workspace: 'packages/*',
  entry: ['src/index.ts'],
  format: ['esm', 'cjs'],
  // Declarations come from the sources alone (isolatedDeclarations), so no compiler API is needed.
  dts: { oxc: true },
  platform: 'node',
  target: 'node22',
  fixedExtension: true,
  sourcemap: true,
  clean: true,
  treeshake: true,
});
