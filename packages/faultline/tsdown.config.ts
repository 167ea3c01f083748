import { defineConfig, type UserConfig } from 'tsdown';

const config: UserConfig = defineConfig({ entry: ['src/index.ts', 'src/register.ts', 'src/bin.ts'] });

export default config;
