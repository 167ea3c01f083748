/** One span attribute of Faultline. */
export interface AttributeDefinition {
  readonly name: string;
  readonly type: 'string' | 'double' | 'int' | 'string[]';
  /** When it is set: on every exchange, on failures, or only when the value is known. */
  readonly on: 'always' | 'failure' | 'known';
  readonly description: string;
}

/** Attribute names, the one source of each. */
export const ATTRIBUTE = {
  provider: 'faultline.provider',
  category: 'faultline.category',
  blame: 'faultline.blame',
  confidence: 'faultline.confidence',
  retry: 'faultline.retry',
  retryAfterMs: 'faultline.retry_after_ms',
  rule: 'faultline.rule',
  evidence: 'faultline.evidence',
  hint: 'faultline.hint',
  requestId: 'faultline.request_id',
  verdict: 'faultline.verdict',
  circuitState: 'faultline.circuit.state',
} as const;

/** Every span attribute, in the order in which documents list them. */
export const ATTRIBUTES: readonly AttributeDefinition[] = [
  {
    name: ATTRIBUTE.provider,
    type: 'string',
    on: 'always',
    description: 'The provider called, or the host when it is not a known one.',
  },
  { name: ATTRIBUTE.category, type: 'string', on: 'always', description: 'What kind of thing happened.' },
  { name: ATTRIBUTE.blame, type: 'string', on: 'always', description: 'Whose fault it is.' },
  {
    name: ATTRIBUTE.confidence,
    type: 'double',
    on: 'failure',
    description: 'How far the blame can be believed, 0–1.',
  },
  { name: ATTRIBUTE.retry, type: 'string', on: 'failure', description: 'What to do next.' },
  {
    name: ATTRIBUTE.retryAfterMs,
    type: 'int',
    on: 'known',
    description: 'Milliseconds to wait, when the provider said so.',
  },
  {
    name: ATTRIBUTE.rule,
    type: 'string',
    on: 'failure',
    description: 'Stable id of the rule that decided, such as `status.503`.',
  },
  {
    name: ATTRIBUTE.evidence,
    type: 'string[]',
    on: 'known',
    description: 'What was observed around the exchange that speaks for the blame.',
  },
  { name: ATTRIBUTE.hint, type: 'string', on: 'failure', description: 'What to do, in one line.' },
  {
    name: ATTRIBUTE.requestId,
    type: 'string',
    on: 'known',
    description: "The provider's own id of the request, for its support.",
  },
  {
    name: ATTRIBUTE.verdict,
    type: 'string',
    on: 'known',
    description: 'The standing verdict on the provider, while it is not healthy.',
  },
  {
    name: ATTRIBUTE.circuitState,
    type: 'string',
    on: 'known',
    description: 'State of the circuit breaker, while it is not closed.',
  },
];
