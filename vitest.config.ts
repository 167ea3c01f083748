import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** Workspace packages are tested from their sources, through this export condition. */
const source = '@faultline/source';

const config: ViteUserConfig = defineConfig({
  resolve: { conditions: [source] },
  ssr: { resolve: { conditions: [source] } },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'examples/*/src/**/*.test.ts', 'test/*/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', 'test/compat/**', 'test/rules/**', 'test/live/**'],
    // Taps hook process-wide channels and prototypes: one process a file keeps tests apart.
    pool: 'forks',
    execArgv: [`--conditions=${source}`],
    testTimeout: 20_000,
    // Most tests use real sockets and the real clock: on a shared machine, three failures in a row are a failure.
    retry: process.env.CI === undefined ? 0 : 2,
  },
});

export default config;
