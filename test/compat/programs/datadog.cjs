const tracer = require('dd-trace');

/** Writes traces to standard output, as where there is no agent. */
tracer.init({
  experimental: { exporter: 'log' },
  startupLogs: false,
  telemetry: { enabled: false },
  remoteConfig: { enabled: false },
});
globalThis.within = (work) => tracer.trace('job', work);
globalThis.flush = () => new Promise((resolve) => setTimeout(resolve, 100));
