// Registers a tracer provider that has no list of processors, as tracers that are no OpenTelemetry SDK do.
import { trace } from '@opentelemetry/api';

class ClosedTracerProvider {
  getTracer(name) {
    return trace.getTracer(name);
  }
}

trace.setGlobalTracerProvider(new ClosedTracerProvider());
