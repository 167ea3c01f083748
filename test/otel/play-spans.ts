import { createEngine, type Finding } from '@faultline/core';
import { installTaps } from '@faultline/http';
import { createTracing, type TracingMode } from '@faultline/otel';
import { type CollectedSpan, startFaultServer, startOtlpCollector } from '@faultline/test/kit';
import { CLIENT_NAMES } from '../contract/clients.ts';
import { playContract } from '../contract/play.ts';

/** What came of the whole contract, on spans and in findings. */
export interface PlayedSpans {
  /** Client spans as a collector received them. */
  readonly spans: readonly CollectedSpan[];
  /** What each exchange came to in the end, in the order of their settling. */
  readonly findings: readonly Finding[];
  readonly internalErrors: readonly unknown[];
  readonly mode: TracingMode;
  /** The line that told of the mode. */
  readonly line: string;
}

/** How the application starts an SDK of its own. */
export interface ApplicationSdk {
  start(): void;
  shutdown(): Promise<void>;
}

/** Who is first. */
export interface Order {
  readonly mode: TracingMode;
  /** An SDK of the application, and whether it starts before Faultline or after it. */
  readonly application?: { readonly create: () => ApplicationSdk; readonly first: boolean };
}

/** Plays every row of the contract through every client, with real instrumentations, and collects what is exported. */
export async function playSpans({ mode, application }: Order): Promise<PlayedSpans> {
  const collector = await startOtlpCollector();
  Object.assign(process.env, collector.env, { OTEL_SERVICE_NAME: 'contract' });
  const server = await startFaultServer(CLIENT_NAMES);
  const findings: Finding[] = [];
  const internalErrors: unknown[] = [];
  let line = '';
  const tell = (where: string, error: unknown): void => void internalErrors.push({ where, error });

  const engine = createEngine({
    sinks: [
      {
        finding: (finding) => findings.push(finding),
        amended: (finding, before) => findings.splice(findings.indexOf(before), 1, finding),
      },
    ],
  });
  const tracing = createTracing({
    mode,
    onMode: (_mode, told) => {
      line = told;
    },
    onInternalError: tell,
  });
  let sdk: ApplicationSdk | undefined;
  function startApplicationSdk(): void {
    // Instrumentations listen from their construction on.
    sdk = application?.create();
    sdk?.start();
  }
  if (application?.first === true) startApplicationSdk();
  const taps = installTaps({
    ...tracing.taps,
    record: (exchange) => engine.record(exchange),
    amend: (finding, failure) => engine.amend(finding, failure),
    onInternalError: tell,
  });
  tracing.start();
  if (application?.first === false) startApplicationSdk();

  await playContract(server);
  // An instrumentation ends the span of a destroyed request when its socket closes.
  await new Promise((resolve) => setTimeout(resolve, 200));
  const reached = tracing.mode;
  taps.uninstall();
  await sdk?.shutdown();
  await tracing.shutdown();
  await server.close();
  await collector.close();
  const spans = collector.spans.filter(
    ({ kind, attributes }) => kind === 3 && 'http.request.method' in attributes,
  );
  return { spans, findings, internalErrors, mode: reached, line };
}
