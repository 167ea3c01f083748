/** Mutation test of the circuit breakers: changes their code in every small way, and counts the changes no test notices. */
export default {
  packageManager: 'npm',
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  mutate: ['packages/core/src/breaker/**/*.ts', '!**/*.test.ts', '!**/testing/**'],
  ignorePatterns: ['**/dist', 'test/blame', 'test/compat', 'test/rules', 'packages/monitors', 'examples'],
  // Rewriting tsconfig.json needs a compiler API, which TypeScript 7 does not have; with no such file there is none to rewrite.
  tsconfigFile: 'none',
  disableTypeChecks: false,
  coverageAnalysis: 'perTest',
  // What has been judged stays judged until it or its tests change: a run can be cut short, or made file by file with --mutate.
  incremental: true,
  incrementalFile: 'reports/mutation/breaker-incremental.json',
  concurrency: 2,
  timeoutMS: 4_000,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: 'reports/mutation/breaker.json' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  tempDirName: '.stryker-tmp',
};
