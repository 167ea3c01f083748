import assert from 'node:assert';
import { createRequire } from 'node:module';
import * as esm from 'faultline';
import { exercise } from './exercise.mjs';

const cjs = createRequire(import.meta.url)('faultline');
assert.notStrictEqual(esm.register, cjs.register);
const faultline = esm.register();
assert.strictEqual(cjs.register(), faultline);
await exercise(faultline);
