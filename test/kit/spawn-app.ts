import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** How {@link spawnApp} starts a program. */
export interface SpawnAppOptions {
  /** Added to this process's environment; `undefined` takes a variable away. @defaultValue none */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly args?: readonly string[];
  /** Arguments of node itself, such as `--import`. */
  readonly nodeArgs?: readonly string[];
  /** Where it runs. @defaultValue this process's working directory */
  readonly cwd?: string;
  /** Another Node than this process's. @defaultValue `process.execPath` */
  readonly execPath?: string;
  /** Whether the program resolves this workspace's packages to their sources. @defaultValue true */
  readonly fromSource?: boolean;
}

/** A Node program that runs in a process of its own. */
export interface App {
  readonly child: ChildProcess;
  readonly pid: number;
  /** What it has printed so far. */
  stdout(): string;
  stderr(): string;
  /** Resolves with the match when standard output shows `pattern`; rejects when it ends first. */
  shows(pattern: RegExp): Promise<RegExpExecArray>;
  /** Resolves when it has ended. `code` is null after a signal. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  kill(signal?: NodeJS.Signals): void;
}

/** Starts a Node program as a child process: what hooks a whole process is tested in one that can be thrown away. */
export function spawnApp(file: string | URL, options: SpawnAppOptions = {}): App {
  const program = typeof file === 'string' ? file : fileURLToPath(file);
  const condition = options.fromSource === false ? [] : ['--conditions=@faultline/source'];
  const child = spawn(
    options.execPath ?? process.execPath,
    [...condition, ...(options.nodeArgs ?? []), program, ...(options.args ?? [])],
    {
      // Test runners leave variables that change what a program does.
      env: {
        ...process.env,
        NODE_OPTIONS: undefined,
        VITEST: undefined,
        NODE_ENV: undefined,
        ...options.env,
      },
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  let stdout = '';
  let stderr = '';
  const look = new Set<() => void>();
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    for (const each of look) each();
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended: App['ended'] = new Promise((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
  });

  return {
    child,
    pid: child.pid ?? 0,
    stdout: () => stdout,
    stderr: () => stderr,
    shows(pattern) {
      return new Promise((resolve, reject) => {
        function check(): void {
          const match = pattern.exec(stdout);
          if (match === null) return;
          look.delete(check);
          resolve(match);
        }
        look.add(check);
        check();
        ended.then(({ code, signal }) => {
          reject(
            new Error(`It ended (${code ?? signal}) and never showed ${pattern}:\n${stdout}\n${stderr}`),
          );
        });
      });
    },
    ended,
    kill(signal = 'SIGTERM') {
      child.kill(signal);
    },
  };
}
