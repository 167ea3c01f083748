export { type CheatSheetAnswer, cheatSheetRule } from './cheat-sheet-rule.ts';
export { FakeClock } from './fake-clock.ts';
export { fault, OK } from './fault-server/fault.ts';
export { type FaultServer, NXDOMAIN, PROVIDERS, startFaultServer } from './fault-server/fault-server.ts';
export type {
  Answer,
  Listener,
  Mix,
  OnReuse,
  RateLimit,
  Raw,
  RawEnd,
  Received,
  Scenario,
  Sequence,
  StreamReset,
} from './fault-server/scenario.ts';
export { type OtlpCollector, startOtlpCollector } from './otlp-collector.ts';
export type { CollectedLog, CollectedPoint, CollectedSpan, PlainAttributes } from './otlp-json.ts';
export { type RecordingSink, recordingSink } from './recording-sink.ts';
export { type Alertmanager, startAlertmanager } from './servers/alertmanager.ts';
export { freePort } from './servers/free-port.ts';
export { type MonitoringStack, startMonitoringStack, type Target } from './servers/monitoring-stack.ts';
export { type Prometheus, type SeriesAnswer, startPrometheus } from './servers/prometheus.ts';
export { startWebhookReceiver, type ToldAlert, type WebhookReceiver } from './servers/webhook-receiver.ts';
export { type App, type SpawnAppOptions, spawnApp } from './spawn-app.ts';
