import type { MetricProducer } from './metric-producer.ts';
import { registeredTracerProvider, registry } from './registered.ts';
import type { FaultlineSpanProcessor } from './span-tagger.ts';

/** What became of an attempt to attach. */
export type Attachment = 'attached' | 'none' | 'closed';

/** The inside of a tracer provider: SDK 2.x and 3.x keep a live list, 1.x has a method. */
interface OpenProvider {
  readonly _activeSpanProcessor?: { readonly _spanProcessors?: unknown };
  addSpanProcessor?(processor: FaultlineSpanProcessor): void;
}

/** The inside of a meter provider of SDK 1.x to 3.x. */
interface OpenMeterProvider {
  readonly _sharedState?: {
    readonly metricCollectors?: readonly {
      readonly _metricReader?: { readonly _metricProducers?: unknown };
    }[];
  };
}

/**
 * Adds the processor to the tracer provider that is registered. SDKs since 2.0 have no public way to: what this reads is
 * private, and looked at before it is touched.
 *
 * @returns `none` when no provider is registered, `closed` when the one that is takes no processor
 */
export function attachSpanProcessor(processor: FaultlineSpanProcessor): Attachment {
  const provider = registeredTracerProvider() as OpenProvider | undefined;
  if (provider === undefined) return 'none';
  const processors = provider._activeSpanProcessor?._spanProcessors;
  if (Array.isArray(processors)) {
    // In front, so that on SDKs without `onEnding` it writes before the exporters read.
    if (!processors.includes(processor)) processors.unshift(processor);
    return 'attached';
  }
  if (typeof provider.addSpanProcessor !== 'function') return 'closed';
  provider.addSpanProcessor(processor);
  return 'attached';
}

/** Takes the processor out of the registered tracer provider again, where it can be. */
export function detachSpanProcessor(processor: FaultlineSpanProcessor): void {
  const provider = registeredTracerProvider() as OpenProvider | undefined;
  remove(provider?._activeSpanProcessor?._spanProcessors, processor);
}

/** Adds the producer to every reader of the meter provider that is registered; answers whether there was one. */
export function attachMetricProducer(producer: MetricProducer): boolean {
  const lists = producerLists();
  for (const producers of lists) if (!producers.includes(producer)) producers.push(producer);
  return lists.length > 0;
}

/** Takes the producer out of every reader again. */
export function detachMetricProducer(producer: MetricProducer): void {
  for (const producers of producerLists()) remove(producers, producer);
}

function producerLists(): unknown[][] {
  const collectors = (registry().metrics as OpenMeterProvider | undefined)?._sharedState?.metricCollectors;
  if (!Array.isArray(collectors)) return [];
  return collectors
    .map(
      (collector: { _metricReader?: { _metricProducers?: unknown } }) =>
        collector._metricReader?._metricProducers,
    )
    .filter((producers) => Array.isArray(producers));
}

function remove(list: unknown, member: unknown): void {
  const at = Array.isArray(list) ? list.indexOf(member) : -1;
  if (at !== -1) (list as unknown[]).splice(at, 1);
}
