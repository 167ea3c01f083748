/** Attributes as plain values. */
export type PlainAttributes = Readonly<Record<string, unknown>>;

/** A span as it was exported. */
export interface CollectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  /** 2 SERVER, 3 CLIENT. */
  readonly kind: number;
  readonly attributes: PlainAttributes;
  /** Epoch milliseconds. */
  readonly startMs: number;
  /** 0 unset, 1 ok, 2 error. */
  readonly statusCode: number;
  readonly events: readonly { readonly name: string; readonly attributes: PlainAttributes }[];
  readonly scope: string;
  readonly resource: PlainAttributes;
}

/** One data point of a metric. */
export interface CollectedPoint {
  readonly metric: string;
  readonly unit: string;
  readonly kind: 'sum' | 'gauge' | 'histogram';
  readonly attributes: PlainAttributes;
  /** The value, or a histogram's count. */
  readonly value: number;
  readonly scope: string;
}

/** A log record. */
export interface CollectedLog {
  readonly eventName: string;
  readonly body: unknown;
  readonly severity: number;
  readonly attributes: PlainAttributes;
  readonly traceId: string;
  readonly spanId: string;
}

// biome-ignore lint/suspicious/noExplicitAny: the wire's JSON, checked by what tests expect of it
type Json = any;

/** Spans of an ExportTraceServiceRequest; none for another body. */
export function spansOf(body: Json): CollectedSpan[] {
  return scoped(body, 'resourceSpans', 'scopeSpans', 'spans').map(({ item, scope, resource }) => ({
    traceId: item.traceId,
    spanId: item.spanId,
    parentSpanId: item.parentSpanId ?? '',
    name: item.name,
    kind: item.kind,
    attributes: attributesOf(item.attributes),
    startMs: Number(BigInt(item.startTimeUnixNano ?? 0) / 1_000_000n),
    statusCode: item.status?.code ?? 0,
    events: (item.events ?? []).map((event: Json) => ({
      name: event.name,
      attributes: attributesOf(event.attributes),
    })),
    scope,
    resource,
  }));
}

/** Data points of an ExportMetricsServiceRequest; none for another body. */
export function pointsOf(body: Json): CollectedPoint[] {
  return scoped(body, 'resourceMetrics', 'scopeMetrics', 'metrics').flatMap(({ item, scope }) => {
    const kind = item.sum ? 'sum' : item.histogram ? 'histogram' : 'gauge';
    return (item[kind]?.dataPoints ?? []).map((point: Json) => ({
      metric: item.name,
      unit: item.unit ?? '',
      kind,
      attributes: attributesOf(point.attributes),
      value: Number(point.count ?? point.asDouble ?? point.asInt),
      scope,
    }));
  });
}

/** Records of an ExportLogsServiceRequest; none for another body. */
export function logsOf(body: Json): CollectedLog[] {
  return scoped(body, 'resourceLogs', 'scopeLogs', 'logRecords').map(({ item }) => ({
    eventName: item.eventName ?? '',
    body: plainValue(item.body),
    severity: item.severityNumber ?? 0,
    attributes: attributesOf(item.attributes),
    traceId: item.traceId ?? '',
    spanId: item.spanId ?? '',
  }));
}

/** Key-value pairs as an object. */
export function attributesOf(pairs: Json): PlainAttributes {
  return Object.fromEntries((pairs ?? []).map(({ key, value }: Json) => [key, plainValue(value)]));
}

function plainValue(value: Json): unknown {
  if (value === undefined || value === null) return undefined;
  if ('intValue' in value) return Number(value.intValue);
  if ('arrayValue' in value) return (value.arrayValue.values ?? []).map(plainValue);
  if ('kvlistValue' in value) return attributesOf(value.kvlistValue.values);
  return Object.values(value)[0];
}

interface Scoped {
  readonly item: Json;
  readonly scope: string;
  readonly resource: PlainAttributes;
}

function scoped(body: Json, outer: string, middle: string, inner: string): Scoped[] {
  const found: Scoped[] = [];
  for (const group of body?.[outer] ?? []) {
    const resource = attributesOf(group.resource?.attributes);
    for (const part of group[middle] ?? []) {
      for (const item of part[inner] ?? []) found.push({ item, scope: part.scope?.name ?? '', resource });
    }
  }
  return found;
}
