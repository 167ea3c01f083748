// Runs Faultline, packed as npm would get it, beside the SDKs that services already have, each cell in processes of its
// own: with Faultline and without. Prints the matrix of what ran, passed, was skipped and why.
//
//   npm run test:compat -- [--nodes 22,24,26] [--only name-of-an-sdk] [--json] [--record]
//
// With --record the result goes into record.json, which the table of the README is generated from.
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { fault, OK } from '../kit/fault-server/fault.ts';
import { startFaultServer } from '../kit/fault-server/fault-server.ts';
import { type Cell, cellsOf, NODES } from './cells.ts';
import { judge } from './judge.ts';
import { layOut, packAll } from './pack.ts';
import { type Played, play } from './play.ts';
import { type Result, writeRecord } from './record.ts';

const { values } = parseArgs({
  options: {
    nodes: { type: 'string', default: NODES.join() },
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
  },
});

/** The binary of a Node, fetched when it is another than this one; `undefined` when it cannot be. */
function nodeOf(major: number): string | undefined {
  if (Number(process.versions.node.split('.')[0]) === major) return process.execPath;
  try {
    const args = ['-y', '-p', `node@${major}`, 'node', '-p', 'process.execPath'];
    const path = execFileSync('npx', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    const version = execFileSync(path, ['-p', 'process.versions.node'], { encoding: 'utf8' });
    return version.startsWith(`${major}.`) ? path : undefined;
  } catch {
    return undefined;
  }
}

const majors = values.nodes.split(',').map(Number);
const cells = cellsOf(majors).filter(({ sdk }) => sdk.name.includes(values.only));
const nodes = new Map(majors.map((major) => [major, nodeOf(major)]));
const server = await startFaultServer(['compat']);
await server.set('compat', fault.answer(503), '/busy');
await server.set('compat', OK, '/fine');
const surroundings = {
  home: layOut(packAll()),
  origin: server.origin('compat'),
  refused: server.refused,
};

/** Runs without Faultline, shared by the cells that differ only in where Faultline starts. */
const alone = new Map<string, Promise<Played>>();
function playAlone(cell: Cell, node: string): Promise<Played> {
  const key = [cell.sdk.name, cell.order.startsWith('in code'), cell.modules, cell.node].join();
  const played = alone.get(key) ?? play(cell, surroundings, node, false);
  alone.set(key, played);
  return played;
}

async function resultOf(cell: Cell): Promise<Result> {
  const node = nodes.get(cell.node);
  const skip = node === undefined ? `no Node ${cell.node} to be had` : cell.sdk.skip?.(cell);
  if (node === undefined || skip !== undefined) return { cell, result: 'skipped', why: skip ?? '' };
  const without = await playAlone(cell, node);
  const wrong = judge(cell, await play(cell, surroundings, node, true), without, surroundings);
  return { cell, result: wrong.length === 0 ? 'passed' : 'failed', why: wrong.join('; ') };
}

/** A cell waits more than it works. */
const AT_ONCE = 4;
const results: Result[] = [];
const left = cells.entries();
async function playOn(): Promise<void> {
  for (const [index, cell] of left) {
    const result = await resultOf(cell);
    results[index] = result;
    const { sdk, order, modules, node } = cell;
    const columns = [sdk.name.padEnd(31), sdk.mode.padEnd(12), order.padEnd(14), modules, `node ${node}`];
    if (!values.json) console.log([result.result.padEnd(7), ...columns, result.why].join('  ').trimEnd());
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, playOn));
await server.close();
if (values.record) writeRecord(results);

if (values.json) {
  const rows = results.map(({ cell, result, why }) => ({
    ...cell,
    sdk: cell.sdk.name,
    mode: cell.sdk.mode,
    result,
    why,
  }));
  console.log(JSON.stringify(rows, null, 2));
} else {
  const count = (wanted: Result['result']): number =>
    results.filter(({ result }) => result === wanted).length;
  console.log(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`);
}
process.exitCode = results.some(({ result }) => result === 'failed') ? 1 : 0;
