#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { runExplain, USAGE } from './explain/run-explain.ts';

const STANDARD_INPUT = 0;

const [command, ...args] = process.argv.slice(2);
const { code, lines } =
  command === 'explain'
    ? runExplain(args, () => readFileSync(STANDARD_INPUT, 'utf8'))
    : { code: command === '--help' || command === '-h' ? 0 : 2, lines: [USAGE] };
process.exitCode = code;
(code === 0 ? process.stdout : process.stderr).write(`${lines.join('\n')}\n`);
