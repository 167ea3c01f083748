import { defineConfig, type ViteUserConfig } from 'vitest/config';

const source = '@faultline/source';

/** The tests of the breakers alone, without or with less of the ones that take long: each is run for many mutants. */
const config: ViteUserConfig = defineConfig({
  resolve: { conditions: [source] },
  ssr: { resolve: { conditions: [source] } },
  test: {
    include: ['packages/core/src/breaker/*.test.ts'],
    testNamePattern: /^(?!.*(a million at random|the very decisions of enforce))/,
    env: { MODEL_RUNS: '40' },
    execArgv: [`--conditions=${source}`],
  },
});

export default config;
