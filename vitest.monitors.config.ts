import { mergeConfig, type ViteUserConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** Tests that need Prometheus and Alertmanager on the machine: Debian's `prometheus` and `prometheus-alertmanager`. */
const config: ViteUserConfig = mergeConfig(
  { ...base, test: { ...base.test, include: [], exclude: ['**/node_modules/**'] } },
  { test: { include: ['test/rules/**/*.test.ts', 'test/live/**/*.test.ts'], testTimeout: 120_000 } },
);

export default config;
