import { ATTRIBUTE, CircuitOpenError } from '@faultline/core';
import {
  type Context,
  context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { notesOn } from './notes.ts';
import type { OpenRequest } from './pairing.ts';
import type { SdkSpan } from './sdk-span.ts';
import { type FaultlineSpanProcessor, SpanTagger } from './span-tagger.ts';
import { coded, findingOf, startSdk, type TestSdk } from './testing/spans.ts';

const manager = new AsyncLocalStorageContextManager();
beforeAll(() => {
  context.setGlobalContextManager(manager.enable());
});
afterAll(() => context.disable());

const overloaded = findingOf({ response: { status: 503 } });
const fine = findingOf({ response: { status: 200 } });

function open(path = '/v1/charges'): OpenRequest {
  return { client: 'undici', request: {}, method: 'GET', url: `https://api.example.com${path}` };
}

/** What the exporter got of the only span. */
function exported({ exporter }: TestSdk): SdkSpan {
  const [span, ...others] = exporter.getFinishedSpans();
  expect(others).toEqual([]);
  return span as unknown as SdkSpan;
}

describe('the span of a request', () => {
  it('is found when the taps hear of the request first', () => {
    const tagger = new SpanTagger();
    const sdk = startSdk(tagger);
    const request = open();
    tagger.started(request);
    const span = sdk.clientSpan();
    tagger.settled(request, overloaded);
    span.end();
    expect(exported(sdk).attributes[ATTRIBUTE.rule]).toBe('status.503');
  });

  it('is found when the instrumentation hears of the request first', () => {
    const tagger = new SpanTagger();
    const sdk = startSdk(tagger);
    const request = open();
    const span = sdk.clientSpan();
    tagger.started(request);
    tagger.settled(request, overloaded);
    span.end();
    expect(exported(sdk).attributes[ATTRIBUTE.rule]).toBe('status.503');
  });

  it('holds no finding while it waits for its export', () => {
    const tagger = new SpanTagger();
    const sdk = startSdk(tagger);
    const request = open();
    tagger.started(request);
    const span = sdk.clientSpan();
    tagger.settled(request, overloaded);
    expect(notesOn(span)?.finding).toBe(overloaded);
    span.end();
    expect(notesOn(span)).toBeUndefined();
  });

  it('is found when it is active and started before the tagger was attached', () => {
    const tagger = new SpanTagger();
    const sdk = startSdk();
    const request = open();
    const span = sdk.clientSpan();
    context.with(trace.setSpan(ROOT_CONTEXT, span as unknown as Span), () => tagger.started(request));
    tagger.settled(request, overloaded);
    tagger.onEnding(span);
    expect(span.attributes[ATTRIBUTE.rule]).toBe('status.503');
  });

  it('is not the one of another turn', async () => {
    const tagger = new SpanTagger();
    const sdk = startSdk(tagger);
    tagger.started(open());
    await Promise.resolve();
    const request = open();
    const span = sdk.clientSpan();
    tagger.started(request);
    tagger.settled(request, overloaded);
    span.end();
    expect(tagger.spanOf(request)?.spanId).toBe(span.spanContext().spanId);
  });

  it('is not the one of another host', () => {
    const tagger = new SpanTagger();
    const sdk = startSdk(tagger);
    const request = open();
    sdk.clientSpan({ 'server.address': 'somebody-else.example' });
    tagger.started(request);
    expect(tagger.spanOf(request)).toBeUndefined();
  });

  it('is given as a reference for exemplars and log records', () => {
    const tagger = new SpanTagger();
    const sdk = startSdk(tagger);
    const request = open();
    tagger.started(request);
    const { traceId, spanId } = sdk.clientSpan().spanContext();
    expect(tagger.spanOf(request)).toEqual({ traceId, spanId, sampled: true });
  });
});

describe('a finding', () => {
  it('that a body replaced is the one on the span', () => {
    const tagger = new SpanTagger();
    const sdk = startSdk(tagger);
    const request = open();
    tagger.started(request);
    const span = sdk.clientSpan();
    tagger.settled(request, fine);
    tagger.amended(
      request,
      findingOf({ response: { status: 200 }, error: coded('ECONNRESET'), phase: 'body' }),
    );
    span.end();
    expect(exported(sdk).attributes).toMatchObject({
      'error.type': 'ECONNRESET',
      [ATTRIBUTE.rule]: 'transport.ECONNRESET',
    });
    expect(exported(sdk).status.code).toBe(SpanStatusCode.ERROR);
  });

  it('that comes after the span ended still reaches exporters that have not sent it', () => {
    const tagger = new SpanTagger();
    const sdk = startSdk(tagger);
    const request = open();
    const span = sdk.clientSpan();
    tagger.started(request);
    span.recordException(coded('ECONNREFUSED'));
    span.end();
    tagger.settled(request, { ...findingOf({ error: coded('ECONNREFUSED') }), evidence: ['local_dns_ok'] });
    expect(exported(sdk).attributes[ATTRIBUTE.evidence]).toEqual(['local_dns_ok']);
  });

  it('that never comes is judged from the span itself', () => {
    const tagger = new SpanTagger();
    const sdk = startSdk(tagger);
    const span = sdk.clientSpan({ 'url.full': 'https://api.example.com/v1/charges' });
    span.recordException(coded('ENOTFOUND'));
    span.setStatus({ code: SpanStatusCode.ERROR });
    span.setAttribute('error.type', 'Error');
    span.end();
    expect(exported(sdk).attributes).toMatchObject({
      'error.type': 'ENOTFOUND',
      [ATTRIBUTE.category]: 'dns',
      [ATTRIBUTE.provider]: 'api.example.com',
    });
  });

  it('reaches the span with an SDK that calls no onEnding', () => {
    const tagger = new SpanTagger();
    const older: FaultlineSpanProcessor = {
      onStart: (span, parent) => tagger.onStart(span, parent),
      onEnding: undefined as never,
      onEnd: (span) => tagger.onEnd(span),
      forceFlush: () => tagger.forceFlush(),
      shutdown: () => tagger.shutdown(),
    };
    const sdk = startSdk(older);
    for (const path of ['/first', '/second']) {
      const request = open(path);
      tagger.started(request);
      const span = sdk.clientSpan();
      tagger.settled(request, overloaded);
      span.end();
    }
    const rules = sdk.exporter.getFinishedSpans().map(({ attributes }) => attributes[ATTRIBUTE.rule]);
    expect(rules).toEqual(['status.503', 'status.503']);
  });
});

describe('a SERVER span', () => {
  function serve(sdk: TestSdk, handle: () => void, code: SpanStatusCode): SdkSpan {
    const server = sdk.tracer.startSpan('GET /checkout', { kind: SpanKind.SERVER }, ROOT_CONTEXT);
    context.with(trace.setSpan(ROOT_CONTEXT, server), () => {
      const inner = sdk.tracer.startSpan('charge');
      context.with(trace.setSpan(context.active(), inner), handle);
      inner.end();
    });
    server.setStatus({ code });
    server.end();
    return server as unknown as SdkSpan;
  }

  function call(tagger: SpanTagger, sdk: TestSdk, finding: typeof fine, path?: string): void {
    const request = open(path);
    tagger.started(request);
    const span = sdk.clientSpan();
    tagger.settled(request, finding);
    span.end();
  }

  it('that fails carries the blame of the failure below it', () => {
    const tagger = new SpanTagger();
    const sdk = startSdk(tagger);
    const server = serve(sdk, () => call(tagger, sdk, overloaded), SpanStatusCode.ERROR);
    expect(server.attributes).toEqual({
      [ATTRIBUTE.provider]: 'api.example.com',
      [ATTRIBUTE.category]: 'overloaded',
      [ATTRIBUTE.blame]: 'provider',
    });
  });

  it('that succeeds carries none', () => {
    const tagger = new SpanTagger();
    const sdk = startSdk(tagger);
    const server = serve(sdk, () => call(tagger, sdk, overloaded), SpanStatusCode.UNSET);
    expect(server.attributes).toEqual({});
  });

  it('that fails after a retry went well carries none: the failure was its own', () => {
    const tagger = new SpanTagger();
    const sdk = startSdk(tagger);
    const retried = (): void => {
      call(tagger, sdk, overloaded);
      call(tagger, sdk, fine);
    };
    expect(serve(sdk, retried, SpanStatusCode.ERROR).attributes).toEqual({});
  });

  it('hears of requests that have no span of their own', () => {
    const tagger = new SpanTagger();
    const sdk = startSdk(tagger);
    const unseen = (): void => {
      const request = open();
      tagger.started(request);
      tagger.settled(request, overloaded);
    };
    expect(serve(sdk, unseen, SpanStatusCode.ERROR).attributes[ATTRIBUTE.blame]).toBe('provider');
  });

  it('knows nothing of another incoming request in the same trace', () => {
    const tagger = new SpanTagger();
    const sdk = startSdk(tagger);
    serve(sdk, () => call(tagger, sdk, overloaded), SpanStatusCode.ERROR);
    expect(serve(sdk, () => {}, SpanStatusCode.ERROR).attributes).toEqual({});
  });
});

describe('a call that a guard rejected', () => {
  const error = new CircuitOpenError({
    provider: 'api.example.com',
    scope: 'origin',
    key: 'https://api.example.com',
    state: 'open',
    reason: '6 of 6 failed in 1.2 s',
    evidence: { failures: 6, calls: 6, windowMs: 1200 },
    blame: 'provider',
    category: 'overloaded',
    retryAfterMs: 4_000,
  });
  function reject(tagger: SpanTagger, more: Partial<OpenRequest> = {}): void {
    const request: OpenRequest = { ...open(), url: URL_WITH_SECRET, rejection: error, ...more };
    tagger.started(request);
    tagger.rejected(request);
    const { method, url } = request;
    tagger.settled(request, findingOf({ method, url, error }));
  }
  const URL_WITH_SECRET = 'https://api.example.com:8443/v1/charges?key=s3cret';

  /** An SDK that is registered, as the span is started through the API. */
  function registered(tagger: SpanTagger): TestSdk {
    const sdk = startSdk(tagger);
    trace.disable();
    trace.setGlobalTracerProvider({ getTracer: () => sdk.tracer });
    return sdk;
  }
  afterAll(() => trace.disable());

  it('has one span of its own, below the active one, as the conventions want it', () => {
    const tagger = new SpanTagger();
    const sdk = registered(tagger);
    const parent = sdk.tracer.startSpan('checkout');
    context.with(trace.setSpan(ROOT_CONTEXT, parent), () => reject(tagger));
    const span = sdk.exporter.getFinishedSpans()[0];
    expect(sdk.exporter.getFinishedSpans()).toHaveLength(1);
    expect(span).toMatchObject({
      name: 'GET',
      kind: SpanKind.CLIENT,
      status: { code: SpanStatusCode.ERROR },
      parentSpanContext: { spanId: parent.spanContext().spanId },
      attributes: {
        'http.request.method': 'GET',
        'url.full': 'https://api.example.com:8443/v1/charges?REDACTED',
        'server.address': 'api.example.com',
        'server.port': 8443,
        'error.type': 'ERR_CIRCUIT_OPEN',
        [ATTRIBUTE.category]: 'circuit_open',
        [ATTRIBUTE.blame]: 'provider',
        [ATTRIBUTE.circuitState]: 'open',
        [ATTRIBUTE.retryAfterMs]: 4_000,
      },
    });
  });

  it.each([
    ['https://[2001:db8::1]/x', { 'server.address': '2001:db8::1', 'server.port': 443 }],
    ['grpc://ledger:50051/Post', { 'server.address': 'ledger', 'server.port': 50051 }],
    ['ledger', {}],
  ])('names the server of %s', (url, server) => {
    const tagger = new SpanTagger();
    const sdk = registered(tagger);
    reject(tagger, { url });
    const { attributes } = exported(sdk);
    const named = Object.entries(attributes).filter(([name]) => name.startsWith('server.'));
    expect(Object.fromEntries(named)).toEqual(server);
  });

  it('calls a method that the conventions do not know by their word for it', () => {
    const tagger = new SpanTagger();
    const sdk = registered(tagger);
    reject(tagger, { method: 'RESERVE' });
    expect(exported(sdk)).toMatchObject({
      name: 'HTTP',
      attributes: { 'http.request.method': '_OTHER', 'http.request.method_original': 'RESERVE' },
    });
  });

  it('makes no second span inside a client span that the application made for it', () => {
    const tagger = new SpanTagger();
    const sdk = registered(tagger);
    const span = sdk.clientSpan();
    context.with(trace.setSpan(ROOT_CONTEXT, span as unknown as Span), () => reject(tagger));
    expect(sdk.exporter.getFinishedSpans()).toEqual([]);
    span.end();
    expect(exported(sdk).attributes[ATTRIBUTE.category]).toBe('circuit_open');
  });

  it('takes no span of the next call in the same turn', () => {
    const tagger = new SpanTagger();
    // Started through the API, its own span reaches no SDK here.
    trace.disable();
    const sdk = startSdk(tagger);
    reject(tagger);
    const span = sdk.clientSpan();
    const next = open();
    tagger.started(next);
    tagger.settled(next, overloaded);
    span.end();
    expect(exported(sdk).attributes[ATTRIBUTE.rule]).toBe('status.503');
  });
});

describe('a failure of our own', () => {
  it('never leaves the processor, whatever breaks', () => {
    const told: string[] = [];
    const tagger = new SpanTagger();
    tagger.onInternalError = (where) => {
      told.push(where);
      throw new Error('nor does this');
    };
    tagger.judge = () => {
      throw new Error('judge');
    };
    // Waits for its request, so that the next one is looked at.
    const sdkSpan = startSdk(tagger).clientSpan();
    const broken = new Proxy({} as SdkSpan, {
      get() {
        throw new Error('broken span');
      },
    });
    tagger.onStart(broken, {} as Context);
    tagger.onEnding(broken);
    tagger.onEnd(broken);
    tagger.onEnd(broken);
    const hostile = new Proxy(open(), {
      get() {
        throw new Error('broken request');
      },
    });
    sdkSpan.end();
    tagger.started(hostile);
    tagger.settled(undefined as never, fine);
    expect(new Set(told)).toEqual(
      new Set(['span.onStart', 'span.onEnding', 'span.onEnd', 'span.started', 'span.settled']),
    );
  });
});
