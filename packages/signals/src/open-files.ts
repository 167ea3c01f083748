import { nodeModule } from './node-module.ts';

const { readdirSync, readFileSync } = nodeModule('node:fs');

/** The soft limit seldom changes in a running process: it is read again after so many readings. */
const LIMIT_EVERY = 60;

let limit: number | undefined;
let readings = 0;

/**
 * Open file descriptors over the soft limit, 0–1, from `/proc/self` (Linux); `undefined` where there is none to read.
 * Listing them opens one more for a moment, so a full table throws `EMFILE`: that is 1.
 */
export function openFilesRatio(): number | undefined {
  try {
    if (readings++ % LIMIT_EVERY === 0) limit = softLimit();
    return limit === undefined ? undefined : Math.min(1, readdirSync('/proc/self/fd').length / limit);
  } catch (error) {
    const { code } = error as { code?: unknown };
    return code === 'EMFILE' || code === 'ENFILE' ? 1 : undefined;
  }
}

/** The soft limit of open files; `undefined` when it is unlimited or unknown. */
function softLimit(): number | undefined {
  const line = /^Max open files\s+(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8'));
  const value = Number(line?.[1]);
  return value > 0 ? value : undefined;
}
