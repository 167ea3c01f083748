import { describe, expect, it } from 'vitest';
import { OPTION_TABLE } from './option-table.ts';
import type { RegisterOptions, ResolvedOptions } from './options.ts';
import { type Environment, resolveOptions } from './resolve-options.ts';

interface Resolution {
  readonly options: ResolvedOptions;
  readonly warnings: readonly string[];
}

function resolve(options: unknown, env: Environment = {}, isMainThread = true): Resolution {
  const warnings: string[] = [];
  const warn = (message: string): void => void warnings.push(message);
  return { options: resolveOptions(options as RegisterOptions, { env, isMainThread, warn }), warnings };
}

const registry = {
  contentType: 'text/plain',
  registerMetric() {},
  removeSingleMetric() {},
  getSingleMetric() {},
};

describe('options', () => {
  it('have a default each', () => {
    expect(resolve({})).toEqual({
      options: {
        enabled: true,
        serviceName: undefined,
        serviceVersion: undefined,
        mode: 'auto',
        metrics: { host: '127.0.0.1', port: 9464 },
        providers: [],
        breaker: { mode: 'shadow', providers: {}, sensitivity: 'normal' },
        logs: false,
        peek: true,
        captureErrors: false,
        statusPages: false,
      },
      warnings: [],
    });
  });

  it.each<[RegisterOptions, Partial<ResolvedOptions>]>([
    [{ enabled: false }, { enabled: false }],
    [
      { serviceName: 'checkout', serviceVersion: '1.4.2' },
      { serviceName: 'checkout', serviceVersion: '1.4.2' },
    ],
    [{ mode: 'metrics-only' }, { mode: 'metrics-only' }],
    [{ metrics: false }, { metrics: false }],
    [{ metrics: true }, { metrics: { host: '127.0.0.1', port: 9464 } }],
    [{ metrics: { port: 0 } }, { metrics: { host: '127.0.0.1', port: 0 } }],
    [{ metrics: { host: '0.0.0.0', port: 9000 } }, { metrics: { host: '0.0.0.0', port: 9000 } }],
    [{ metrics: { registry } }, { metrics: { registry } }],
    [{ providers: [{ id: 'billing' }] }, { providers: [{ id: 'billing' }] }],
    [{ breaker: 'enforce' }, { breaker: { mode: 'enforce', providers: {}, sensitivity: 'normal' } }],
    [
      { breaker: { providers: { stripe: 'enforce' }, sensitivity: 'low' } },
      { breaker: { mode: 'shadow', providers: { stripe: 'enforce' }, sensitivity: 'low' } },
    ],
    [{ breaker: { mode: 'off' } }, { breaker: { mode: 'off', providers: {}, sensitivity: 'normal' } }],
    [{ logs: true }, { logs: true }],
    [{ peek: false }, { peek: false }],
    // As a caller writes it who passes its own optional settings on.
    [{ mode: undefined } as never, { mode: 'auto' }],
  ])('take %j from code', (options, expected) => {
    expect(resolve(options).options).toMatchObject(expected);
  });

  it.each<[unknown, string]>([
    [{ mode: 'foo' }, 'mode cannot be "foo": write one of "auto", "own", "attach", "metrics-only".'],
    [{ mode: null }, 'mode cannot be null: write one of "auto"'],
    [{ mode: ['own'] }, "mode cannot be [ 'own' ]: write one of"],
    [{ enabled: 'yes' }, 'enabled cannot be "yes": write true or false.'],
    [{ enabled: 1 }, 'enabled cannot be 1: write true or false.'],
    [{ serviceName: '' }, 'serviceName cannot be "": write a name such as "checkout".'],
    [{ serviceName: 7 }, 'serviceName cannot be 7: write a name'],
    [{ serviceVersion: 1.4 }, 'serviceVersion cannot be 1.4: write a version such as "1.4.2".'],
    [{ metrics: 9464 }, 'metrics cannot be 9464: write false, { host, port } or { registry }.'],
    [{ metrics: [] }, 'metrics cannot be []: write false'],
    [{ metrics: { port: '9464' } }, 'metrics.port cannot be "9464": write a port from 0 to 65535'],
    [{ metrics: { port: 70_000 } }, 'metrics.port cannot be 70000: write a port from 0 to 65535'],
    [{ metrics: { port: Number.NaN } }, 'metrics.port cannot be NaN: write a port'],
    [{ metrics: { port: -1 } }, 'metrics.port cannot be -1: write a port'],
    [
      { metrics: { host: '' } },
      'metrics.host cannot be "": write an address to listen on such as "127.0.0.1".',
    ],
    [
      { metrics: { prot: 1 } },
      'There is no option metrics.prot: write one of metrics.host, metrics.port, metrics.registry.',
    ],
    [
      { metrics: { registry: {} } },
      'metrics.registry cannot be {}: write a registry of prom-client 15 or @prometheus-io/client.',
    ],
    [{ metrics: { registry, port: 1 } }, 'metrics cannot be both a registry and an endpoint'],
    [{ providers: 'stripe' }, 'providers cannot be "stripe": write a list such as [{ id: "billing"'],
    [
      { breaker: true },
      'breaker cannot be true: write one of "off", "shadow", "enforce", or { mode, providers, sensitivity }.',
    ],
    [{ breaker: { mode: 'on' } }, 'breaker.mode cannot be "on": write one of "off", "shadow", "enforce".'],
    [
      { breaker: { providers: { stripe: 'on' } } },
      "breaker.providers cannot be { stripe: 'on' }: write provider ids",
    ],
    [{ breaker: { sensitivity: 3 } }, 'breaker.sensitivity cannot be 3: write one of'],
    [
      { breaker: { enforce: true } },
      'There is no option breaker.enforce: write one of breaker.mode, breaker.providers, breaker.sensitivity.',
    ],
    [{ logs: 'all' }, 'logs cannot be "all": write true or false.'],
    [{ peek: 'no' }, 'peek cannot be "no": write true or false.'],
    [
      { metric: false },
      'There is no option metric: write one of enabled, serviceName, serviceVersion, mode, metrics, providers, breaker, logs, peek, captureErrors, statusPages.',
    ],
    ['checkout', '"checkout" are no options: write an object such as { mode: "auto" }, or nothing.'],
    [null, 'null are no options: write an object'],
    [[], '[] are no options: write an object'],
    [{ mode: 'x'.repeat(10_000) }, `mode cannot be "${'x'.repeat(60)}…": write`],
  ])('refuse %j with one clear error', (options, message) => {
    expect(() => resolve(options)).toThrow(TypeError);
    expect(() => resolve(options)).toThrow(message);
  });

  it('name every bad value in one error', () => {
    expect(() => resolve({ mode: 'foo', peek: 3, metrics: { port: 1.5 } })).toThrow(
      /^Faultline cannot start: mode cannot be "foo".*peek cannot be 3.*metrics\.port cannot be 1\.5/,
    );
  });

  it('serve metrics in a worker thread only where code says so', () => {
    const env = { OTEL_EXPORTER_PROMETHEUS_PORT: '9500' };
    expect(resolve({}, env, false).options.metrics).toBe(false);
    expect(resolve({ metrics: { port: 0 } }, env, false).options.metrics).toEqual({
      host: '127.0.0.1',
      port: 0,
    });
  });
});

describe('variables', () => {
  it.each<[Environment, Partial<ResolvedOptions>]>([
    [{ FAULTLINE_ENABLED: 'false' }, { enabled: false }],
    [{ FAULTLINE_ENABLED: 'TRUE ' }, { enabled: true }],
    [{ OTEL_SERVICE_NAME: 'checkout' }, { serviceName: 'checkout' }],
    [{ FAULTLINE_SERVICE_VERSION: '1.4.2' }, { serviceVersion: '1.4.2' }],
    [{ OTEL_RESOURCE_ATTRIBUTES: 'a=b, service.version = 1%2E5 ,c=d' }, { serviceVersion: '1.5' }],
    [{ OTEL_RESOURCE_ATTRIBUTES: 'service.version=%zz' }, { serviceVersion: '%zz' }],
    [{ npm_package_version: '3.0.0' }, { serviceVersion: '3.0.0' }],
    [{ npm_package_version: '3.0.0', FAULTLINE_SERVICE_VERSION: '4.0.0' }, { serviceVersion: '4.0.0' }],
    [{ FAULTLINE_MODE: 'attach' }, { mode: 'attach' }],
    [{ FAULTLINE_METRICS: 'false' }, { metrics: false }],
    [
      { OTEL_EXPORTER_PROMETHEUS_HOST: '0.0.0.0', OTEL_EXPORTER_PROMETHEUS_PORT: '9500' },
      { metrics: { host: '0.0.0.0', port: 9500 } },
    ],
    [
      { FAULTLINE_BREAKER: 'enforce' },
      { breaker: { mode: 'enforce', providers: {}, sensitivity: 'normal' } },
    ],
    [{ FAULTLINE_LOGS: 'true' }, { logs: true }],
    [{ FAULTLINE_PEEK: 'false' }, { peek: false }],
    [{ FAULTLINE_CAPTURE_ERRORS: 'true' }, { captureErrors: true }],
    [{ FAULTLINE_STATUS_PAGES: 'true' }, { statusPages: true }],
    // An empty variable is none at all.
    [
      { FAULTLINE_MODE: '', FAULTLINE_PEEK: ' ', FAULTLINE_STRICT: '' },
      { mode: 'auto', peek: true },
    ],
  ])('%j set what code does not', (env, expected) => {
    const { options, warnings } = resolve({}, env);
    expect(options).toMatchObject(expected);
    expect(warnings).toEqual([]);
  });

  it('fill what an object in code leaves open', () => {
    const options = { breaker: { providers: { stripe: 'off' } }, metrics: { port: 0 } };
    const env = { FAULTLINE_BREAKER: 'enforce', OTEL_EXPORTER_PROMETHEUS_HOST: '::1' };
    expect(resolve(options, env).options).toMatchObject({
      breaker: { mode: 'enforce', providers: { stripe: 'off' } },
      metrics: { host: '::1', port: 0 },
    });
  });

  it('give way to code', () => {
    expect(
      resolve({ mode: 'own', peek: true }, { FAULTLINE_MODE: 'attach', FAULTLINE_PEEK: 'false' }).options,
    ).toMatchObject({
      mode: 'own',
      peek: true,
    });
  });

  it.each<[Environment, string]>([
    [{ FAULTLINE_ENABLED: '1' }, 'FAULTLINE_ENABLED cannot be "1": write true or false.'],
    [{ FAULTLINE_MODE: 'Own' }, 'FAULTLINE_MODE cannot be "Own": write one of "auto"'],
    [{ FAULTLINE_METRICS: '{}' }, 'FAULTLINE_METRICS cannot be "{}": write true or false.'],
    [
      { FAULTLINE_BREAKER: 'on' },
      'FAULTLINE_BREAKER cannot be "on": write one of "off", "shadow", "enforce".',
    ],
    [{ FAULTLINE_PEEK: 'off' }, 'FAULTLINE_PEEK cannot be "off": write true or false.'],
    [
      { OTEL_EXPORTER_PROMETHEUS_PORT: '94640' },
      'OTEL_EXPORTER_PROMETHEUS_PORT cannot be "94640": write a port',
    ],
    [
      { OTEL_EXPORTER_PROMETHEUS_PORT: '9464.5' },
      'OTEL_EXPORTER_PROMETHEUS_PORT cannot be "9464.5": write a port',
    ],
    [{ FAULTLINE_STRICT: 'si' }, 'FAULTLINE_STRICT cannot be "si": write true or false.'],
  ])('%j cost one warning and count as absent', (env, message) => {
    const { options, warnings } = resolve({}, env);
    expect(options).toEqual(resolve({}).options);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(message);
    expect(warnings[0]).toMatch(/The default is used\.$/);
  });

  it('stop the process when bad and FAULTLINE_STRICT=true', () => {
    expect(() =>
      resolve({}, { FAULTLINE_STRICT: 'true', FAULTLINE_MODE: 'foo', FAULTLINE_PEEK: 'x' }),
    ).toThrow(/FAULTLINE_MODE cannot be "foo".*FAULTLINE_PEEK cannot be "x"/);
  });

  it('are each named by one option only', () => {
    const variables = OPTION_TABLE.map(({ variable }) => variable).filter(
      (variable) => variable !== undefined,
    );
    expect(new Set(variables).size).toBe(variables.length);
  });

  it('have defaults that code could write', () => {
    for (const { accepts, fallback } of OPTION_TABLE) {
      if (fallback !== undefined) expect(accepts(fallback)).toBe(true);
    }
  });
});
