import { createRequire } from 'node:module';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { BatchSpanProcessor, type ReadableSpan } from '@opentelemetry/sdk-trace';
import { type Faultline, register } from 'faultline';

/** What is compared, each in a process of its own: hooks are process-wide. */
export const SETUPS = ['bare', 'otel', 'faultline metrics', 'faultline traces'] as const;
/** One of {@link SETUPS}. */
export type Setup = (typeof SETUPS)[number];

/** What a set-up has seen, to prove that it did its work. */
export interface Seen {
  /** Requests that Faultline counted. */
  readonly counted: number;
  /** Spans that were exported. */
  readonly exported: number;
  /** Of them, those that carry Faultline's attributes. */
  readonly tagged: number;
}

/** Sets this process up. Resolves with a function that tells what was seen so far. */
export async function setUp(setup: Setup): Promise<() => Promise<Seen>> {
  const faultline = setup.startsWith('faultline') ? await observed(setup) : undefined;
  const spans = setup === 'otel' || setup === 'faultline traces' ? traced() : undefined;
  return async () => {
    await spans?.flush();
    return {
      counted: faultline === undefined ? 0 : await countOf(faultline),
      exported: spans?.exported ?? 0,
      tagged: spans?.tagged ?? 0,
    };
  };
}

async function observed(setup: Setup): Promise<Faultline> {
  const faultline = register({
    mode: setup === 'faultline traces' ? 'attach' : 'metrics-only',
    metrics: { port: 0 },
  });
  await faultline.ready;
  return faultline;
}

/** OTel's SDK with its two HTTP instrumentations and an exporter that throws everything away, the same for both that trace. */
function traced() {
  const seen = { exported: 0, tagged: 0, flush: () => processor.forceFlush() };
  const processor = new BatchSpanProcessor({
    exporter: {
      export(spans: ReadableSpan[], done: (result: { code: number }) => void) {
        seen.exported += spans.length;
        for (const span of spans) if ('faultline.blame' in span.attributes) seen.tagged++;
        done({ code: 0 });
      },
      shutdown: async () => {},
    },
  });
  new NodeSDK({
    spanProcessors: [processor],
    metricReaders: [],
    logRecordProcessors: [],
    instrumentations: [new UndiciInstrumentation(), new HttpInstrumentation()],
  }).start();
  // Loading them has them patched.
  const load = createRequire(import.meta.url);
  load('http');
  load('https');
  return seen;
}

async function countOf({ metricsUrl = '' }: Faultline): Promise<number> {
  const text = await (await fetch(metricsUrl)).text();
  let sum = 0;
  for (const [, value] of text.matchAll(/^faultline_requests_total\{.*\} (\d+)/gm)) sum += Number(value);
  return sum;
}
