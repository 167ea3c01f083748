import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, type FaultServer, fault, spawnApp, startFaultServer } from '../../kit/index.ts';

let server: FaultServer;
let callUrl: string;
beforeAll(async () => {
  server = await startFaultServer();
  await server.set('payments', fault.answer(503));
  callUrl = `${server.origin('payments')}/charges/42`;
});
afterAll(() => server.close());

/** As `faultline/register` resolves from here: a preload is looked up from the working directory. */
const PRELOAD = fileURLToPath(import.meta.resolve('faultline/register'));

/** Both exchanges of `callBoth`, as one series. */
const BOTH =
  /^faultline_requests_total\{provider="[^"]+",endpoint="GET \/charges\/\{id\}",outcome="answered",status="503",category="[a-z_]+",blame="[a-z_]+"\} 2$/;

interface Run extends Omit<App, 'ended'> {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Its lines of standard output, JSON where they are. */
  readonly lines: readonly unknown[];
}

async function run(
  program: string,
  env: NodeJS.ProcessEnv = {},
  nodeArgs: readonly string[] = [],
): Promise<Run> {
  const app = spawnApp(new URL(program, import.meta.url), {
    nodeArgs,
    env: {
      CALL_URL: callUrl,
      OTEL_EXPORTER_PROMETHEUS_PORT: '0',
      FAULTLINE_MODE: 'metrics-only',
      npm_package_version: undefined,
      ...env,
    },
  });
  const { code, signal } = await app.ended;
  const lines = app
    .stdout()
    .trim()
    .split('\n')
    .map((line) => (line.startsWith('{') ? JSON.parse(line) : line));
  return { ...app, code, signal, lines };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.on('listening', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

describe('register() in code', () => {
  it('classifies every exchange from then on, and lets the process end', async () => {
    const { code, lines, stderr } = await run('in-code.ts');
    expect(stderr()).toBe('');
    expect(lines).toEqual([
      {
        mode: 'metrics-only',
        url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/),
        series: [expect.stringMatching(BOTH)],
      },
    ]);
    expect(code).toBe(0);
  });

  it('tells listeners, and outlives one that throws', async () => {
    const { code, lines, stderr } = await run('listens.ts');
    expect(stderr()).toBe('');
    expect(lines).toEqual([
      {
        heard: ['overloaded status.503', 'overloaded status.503'],
        afterwards: 2,
        refused:
          "Faultline tells nothing of \"nothing\" to function: write on('finding' | 'amended' | 'verdict' | 'circuit' | 'capture', listener).",
        verdict: { provider: 'nobody.example', kind: 'healthy' },
        counted: 4,
      },
    ]);
    expect(code).toBe(0);
  });

  it('counts once when called twice, even from two copies of the package', async () => {
    const { code, lines, stderr } = await run('twice.ts');
    expect(lines).toEqual([{ same: true, copies: true, series: [expect.stringMatching(BOTH)] }]);
    expect(stderr()).toContain('the options of a second register() are ignored');
    expect(code).toBe(0);
  });

  it('starts anew after shutdown()', async () => {
    const { lines, stderr } = await run('again.ts');
    expect(stderr()).toBe('');
    expect(lines).toEqual([{ same: false, series: [expect.stringMatching(BOTH)] }, 'closed']);
  });

  it('works in a worker thread, whose metrics stay with it', async () => {
    const { code, lines, stderr } = await run('worker.ts');
    expect(stderr()).toBe('');
    expect(lines).toEqual([
      { inWorker: { mode: 'metrics-only', url: null }, series: [expect.stringMatching(BOTH)] },
    ]);
    expect(code).toBe(0);
  });

  it('stops with one clear error at a bad option', async () => {
    const { code, stderr } = await run('in-code.ts', { OPTIONS: '{"mode":"sometimes"}' });
    expect(stderr()).toContain(
      'OptionError: Faultline cannot start: mode cannot be "sometimes": write one of "auto", "own", "attach", "metrics-only".',
    );
    expect(code).toBe(1);
  });
});

describe.each(['--import', '--require'])('node %s faultline/register', (flag) => {
  it('classifies every exchange of an application that does not know of it', async () => {
    const port = await freePort();
    const env = {
      OTEL_EXPORTER_PROMETHEUS_PORT: String(port),
      METRICS_URL: `http://127.0.0.1:${port}/metrics`,
    };
    const { code, lines, stderr } = await run('preloaded.ts', env, [flag, PRELOAD]);
    expect(stderr()).toBe('');
    expect(lines).toEqual([{ series: [expect.stringMatching(BOTH)] }]);
    expect(code).toBe(0);
  });
});

describe('beside an SDK that started first', () => {
  const env = {
    FAULTLINE_MODE: 'auto',
    OTEL_TRACES_EXPORTER: 'console',
    OTEL_METRICS_EXPORTER: 'none',
    OTEL_LOGS_EXPORTER: 'none',
  };
  const sdk = ['--import', fileURLToPath(new URL('traced.ts', import.meta.url))];

  it('leaves what the SDK patches of node:http and node:https to the application that imports it', async () => {
    const alone = await run('imports.ts', env, sdk);
    const { code, stdout, stderr } = await run('imports.ts', env, [...sdk, '--import', PRELOAD]);
    expect(stderr()).toBe('');
    expect(stdout()).toBe('["outgoingGetRequest","outgoingRequest","httpsOutgoingRequest"]\n');
    expect(stdout()).toBe(alone.stdout());
    expect(code).toBe(0);
  });
});

describe('variables', () => {
  it.each([
    ['FAULTLINE_MODE', 'sometimes', 'write one of "auto"'],
    ['FAULTLINE_METRICS', 'yes', 'write true or false'],
    ['FAULTLINE_PEEK', '2', 'write true or false'],
    ['FAULTLINE_ENABLED', 'on', 'write true or false'],
    ['OTEL_EXPORTER_PROMETHEUS_PORT', 'http', 'write a port from 0 to 65535'],
  ])('%s=%s costs one warning', async (name, value, advice) => {
    const { code, lines, stderr } = await run('in-code.ts', { [name]: value });
    expect(stderr().match(/FaultlineWarning/g)).toHaveLength(1);
    expect(stderr()).toContain(`${name} cannot be "${value}": ${advice}`);
    expect(lines).toMatchObject([{ series: [expect.stringMatching(BOTH)] }]);
    expect(code).toBe(0);
  });

  it('stop the process when bad and FAULTLINE_STRICT=true', async () => {
    const env = { FAULTLINE_STRICT: 'true', FAULTLINE_PEEK: '2' };
    const { code, stdout, stderr } = await run('preloaded.ts', env, ['--import', PRELOAD]);
    expect(stderr()).toContain('Faultline cannot start: FAULTLINE_PEEK cannot be "2": write true or false.');
    expect(stdout()).toBe('');
    expect(code).toBe(1);
  });

  it('FAULTLINE_ENABLED=false leaves the process alone', async () => {
    const { code, lines, stderr } = await run('in-code.ts', { FAULTLINE_ENABLED: 'false' });
    expect(stderr()).toBe('');
    expect(lines).toEqual([{ mode: 'off', series: [] }]);
    expect(code).toBe(0);
  });
});

describe('circuit breakers', () => {
  interface Broken {
    readonly rejected: number;
    readonly changes: readonly string[];
    readonly answered: number;
    readonly countedAsRejected: number;
    readonly wouldReject: number;
    readonly enforced: number;
  }

  it('in shadow open, count and reject nothing', async () => {
    const { lines, stderr } = await run('breaks.ts');
    const result = lines[0] as Broken;
    expect(stderr()).toBe('');
    expect(result).toMatchObject({ rejected: 0, answered: 200, countedAsRejected: 0, enforced: 0 });
    expect(result.changes[0]).toBe('closed → open');
    expect(result.wouldReject).toBeGreaterThan(0);
  });

  it('enforced reject, and every rejection is counted', async () => {
    const { lines, stderr } = await run('breaks.ts', { FAULTLINE_BREAKER: 'enforce' });
    const result = lines[0] as Broken;
    expect(stderr()).toBe('');
    expect(result.rejected).toBeGreaterThan(0);
    expect(result.answered + result.rejected).toBe(200);
    expect(result).toMatchObject({
      countedAsRejected: result.rejected,
      enforced: result.rejected,
      wouldReject: 0,
    });
    expect(result.changes[0]).toBe('closed → open');
  });
});

describe('a port in use', () => {
  it('costs one warning, and the application goes on', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.on('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, lines, stderr } = await run('in-code.ts', {
      OPTIONS: JSON.stringify({ metrics: { port } }),
    });
    other.close();
    expect(stderr().match(/FaultlineWarning/g)).toHaveLength(1);
    expect(stderr()).toContain(`cannot serve metrics at 127.0.0.1:${port}`);
    expect(lines).toEqual([{ mode: 'metrics-only', series: [] }]);
    expect(code).toBe(0);
  });
});
