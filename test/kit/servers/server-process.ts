import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** A server program under test. */
export interface ServerProcess {
  readonly url: string;
  stop(): Promise<void>;
}

/** How long a server may take until it is ready. */
const READY_MS = 20_000;

/**
 * Starts a server program on loopback and waits until it answers.
 *
 * @throws Error with the program's own words when it ends or does not answer within 20 s
 */
export async function startServer(
  program: string,
  args: readonly string[],
  url: string,
  readyPath: string,
): Promise<ServerProcess> {
  const child = spawn(program, [...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = (said + chunk).slice(-4000);
  });
  child.once('error', (error) => {
    said += error.message;
  });
  const until = Date.now() + READY_MS;
  while (!(await answers(`${url}${readyPath}`))) {
    if (child.exitCode !== null || child.pid === undefined || Date.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`${program} did not start:\n${said}`);
    }
    await sleep(50);
  }
  return { url, stop: () => stop(child) };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}
