import {
  AUTHENTICATION,
  BILLING,
  NOT_FOUND,
  type Outcome,
  OVERLOADED,
  PERMISSION,
  PROVIDER_ERROR,
  QUOTA,
  RATE_LIMIT,
  VALIDATION,
} from '../outcome.ts';
import { has, header, is, like, noHeader, type Rules, row, text } from '../row.ts';

const OPENAI_ERRORS = 'platform.openai.com/docs/guides/error-codes';
const ANTHROPIC_ERRORS = 'docs.claude.com/en/api/errors';
const ELEVENLABS_ERRORS = 'elevenlabs/elevenlabs-docs error-messages.mdx';
const UPSTREAM: Outcome = {
  ...PROVIDER_ERROR,
  hint: 'The model host behind the router failed: repeat, or route to another one.',
};

// biome-ignore format: one rule is one line
/** OpenAI, and those that answer like it. */
export const OPENAI: Rules = () => [
  row('openai.insufficient_quota', [429, 403], [is('error.code', 'insufficient_quota', 'billing_hard_limit_reached', 'billing_not_active')], BILLING, OPENAI_ERRORS, { hint: 'The account has no credit left: top up or raise its limit; waiting does not heal it.' }),
  row('openai.insufficient_quota', [429, 403], [is('error.type', 'insufficient_quota')], BILLING, OPENAI_ERRORS),
  row('openai.billing', [400, 403, 429], [is('error.code', 'billing_hard_limit_reached', 'billing_not_active', 'account_deactivated')], BILLING, OPENAI_ERRORS),
  row('openai.overloaded', [429, 500, 503], [like('error.message', /overloaded|at capacity|high demand/i)], OVERLOADED, OPENAI_ERRORS),
  row('openai.server_error', [429, 503], [is('error.type', 'server_error', 'service_unavailable_error', 'engine_overloaded_error')], OVERLOADED, OPENAI_ERRORS),
  row('openai.slow_down', [503], [like('error.message', /slow down/i)], RATE_LIMIT, `${OPENAI_ERRORS} (503 - Slow Down)`),
  row('openai.rate_limit', [429], [is('error.code', 'rate_limit_exceeded', '429')], RATE_LIMIT, OPENAI_ERRORS),
  row('openai.rate_limit', [429], [is('error.type', 'requests', 'tokens', 'rate_limit_error', 'input_tokens', 'output_tokens')], RATE_LIMIT, OPENAI_ERRORS),
  row('openai.stream_overloaded', [200], [is('response.error.code', 'server_is_overloaded', 'slow_down')], OVERLOADED, 'platform.openai.com/docs/api-reference/responses-streaming'),
  row('openai.stream_failed', [200], [is('response.error.code', 'server_error')], PROVIDER_ERROR, 'platform.openai.com/docs/api-reference/responses-streaming'),
  row('openai.stream_rate_limit', [200], [is('response.error.code', 'rate_limit_exceeded')], RATE_LIMIT, 'platform.openai.com/docs/api-reference/responses-streaming'),
  row('openai.country', [403], [is('error.code', 'unsupported_country_region_territory')], PERMISSION, OPENAI_ERRORS, { hint: 'The API does not serve the country of this address: look at the egress.' }),
  row('openai.model', [404, 403], [is('error.code', 'model_not_found')], NOT_FOUND, OPENAI_ERRORS),
];

// biome-ignore format: one rule is one line
/** Anthropic. */
export const ANTHROPIC: Rules = () => [
  row('anthropic.overloaded', [], [is('error.type', 'overloaded_error')], OVERLOADED, ANTHROPIC_ERRORS),
  row('anthropic.overloaded', [500], [like('error.message', /^Overloaded/)], OVERLOADED, ANTHROPIC_ERRORS),
  row('anthropic.credit', [400, 403, 429], [like('error.message', /credit balance is too low/i)], BILLING, ANTHROPIC_ERRORS),
  row('anthropic.billing', [], [is('error.type', 'billing_error')], BILLING, ANTHROPIC_ERRORS),
  row('anthropic.usage_limit', [400, 403, 429], [like('error.message', /reached your specified .{0,40}usage limits/i)], QUOTA, 'Claude console, spend limits', { hint: 'A spend limit that you set yourself: raise it, or wait for the date in the message.' }),
  row('anthropic.spend_limit', [429], [is('error.details.error_code', 'enforced_spend_limit_reached'), noHeader('retry-after')], BILLING, 'Claude console, spend limits'),
  row('anthropic.too_large', [413], [], VALIDATION, ANTHROPIC_ERRORS, { hint: 'The request is over 32 MB; the edge refuses it before the API reads it.' }),
  row('anthropic.timeout', [], [is('error.type', 'timeout_error')], { ...PROVIDER_ERROR, category: 'timeout', retry: 'if_idempotent' }, ANTHROPIC_ERRORS),
  row('anthropic.api_error', [200, 500, 529], [is('error.type', 'api_error')], PROVIDER_ERROR, ANTHROPIC_ERRORS),
  row('anthropic.rate_limit', [200, 429], [is('error.type', 'rate_limit_error')], RATE_LIMIT, ANTHROPIC_ERRORS),
];

// biome-ignore format: one rule is one line
/** The other hosts of models and voices, by provider. */
export const MODELS: Readonly<Record<string, Rules>> = {
  groq: () => [
    row('groq.capacity', [498], [], OVERLOADED, 'console.groq.com/docs/errors', { hint: 'No capacity on the flex tier: repeat, or use another service tier.' }),
    row('groq.too_large', [413], [], VALIDATION, 'console.groq.com/docs/errors', { hint: 'The request alone is larger than the tokens a minute allow.' }),
    row('groq.per_day', [429], [like('error.message', /per day \((?:TPD|RPD)\)/)], QUOTA, 'console.groq.com/docs/rate-limits'),
  ],
  deepseek: () => [
    row('deepseek.balance', [402], [], BILLING, 'api-docs.deepseek.com/quick_start/error_codes'),
    row('deepseek.overloaded', [503], [], OVERLOADED, 'api-docs.deepseek.com/quick_start/error_codes'),
  ],
  openrouter: () => [
    row('openrouter.credits', [402], [], BILLING, 'openrouter.ai/docs/api-reference/errors'),
    row('openrouter.upstream', [200, 500, 502, 503], [has('error.metadata.provider_name')], UPSTREAM, 'openrouter.ai/docs/api-reference/errors'),
    row('openrouter.no_provider', [502, 503], [], { ...UPSTREAM, hint: 'No model host is available: repeat, or widen the routing.' }, 'openrouter.ai/docs/api-reference/errors'),
    row('openrouter.upstream_limit', [429], [has('error.metadata.provider_name')], RATE_LIMIT, 'openrouter.ai/docs/api-reference/errors'),
    row('openrouter.moderation', [403], [], { ...VALIDATION, hint: 'The input was flagged by moderation.' }, 'openrouter.ai/docs/api-reference/errors'),
    row('openrouter.timeout', [408], [], { ...PROVIDER_ERROR, category: 'timeout' }, 'openrouter.ai/docs/api-reference/errors'),
  ],
  cohere: () => [
    row('cohere.payment', [402], [], BILLING, 'docs.cohere.com/reference/errors'),
    row('cohere.trial_month', [429], [like('message', /per month|\/ month/i)], QUOTA, 'docs.cohere.com/reference/errors'),
    row('cohere.invalid_token', [498], [], AUTHENTICATION, 'docs.cohere.com/reference/errors'),
    row('cohere.cancelled', [499], [], { ...PROVIDER_ERROR, category: 'cancelled', blame: 'self', retry: 'if_idempotent' }, 'docs.cohere.com/reference/errors'),
  ],
  elevenlabs: () => [
    row('elevenlabs.quota', [400, 401, 403, 429], [is('detail.status', 'quota_exceeded', 'max_character_limit_exceeded')], { ...QUOTA, waits: false }, ELEVENLABS_ERRORS),
    row('elevenlabs.busy', [429], [is('detail.status', 'system_busy')], OVERLOADED, ELEVENLABS_ERRORS),
    row('elevenlabs.concurrency', [429], [is('detail.status', 'too_many_concurrent_requests')], RATE_LIMIT, ELEVENLABS_ERRORS),
    row('elevenlabs.unusual_activity', [401], [is('detail.status', 'detected_unusual_activity')], PERMISSION, ELEVENLABS_ERRORS, { hint: 'The free tier is blocked for this address: use a paid plan, and no VPN.' }),
  ],
  huggingface: () => [
    row('huggingface.loading', [503], [has('estimated_time')], OVERLOADED, 'huggingface.co/docs/api-inference', { hint: 'The model is being loaded: wait as told.' }),
    row('huggingface.credits', [402], [], BILLING, 'huggingface.co/docs/inference-providers/pricing'),
    row('huggingface.loading', [503], [text(/currently loading/)], OVERLOADED, 'huggingface.co/docs/api-inference'),
  ],
  replicate: () => [
    row('replicate.credit', [402], [], BILLING, 'replicate.com/docs/topics/billing'),
  ],
  together: () => [
    row('together.credit', [402], [], BILLING, 'docs.together.ai/docs/error-codes'),
    row('together.too_long', [403], [like('error.message', /token count exceeds/i)], VALIDATION, 'docs.together.ai/docs/error-codes'),
    row('together.overloaded', [503, 524, 529], [], OVERLOADED, 'docs.together.ai/docs/error-codes'),
    row('together.dynamic_limit', [429], [is('error.type', 'dynamic_request_limited', 'dynamic_token_limited')], RATE_LIMIT, 'docs.together.ai/docs/rate-limits'),
  ],
  mistral: () => [
    row('mistral.capacity', [429], [like('message', /Service tier capacity exceeded/i)], OVERLOADED, 'docs.mistral.ai error 3505', { hint: 'The capacity of the service tier is used up by all: repeat, or move to a higher tier.' }),
    row('mistral.subscription', [401, 402], [like('message', /Inactive subscription/i)], BILLING, 'docs.mistral.ai'),
  ],
  fireworks: () => [
    row('fireworks.credit', [402, 412], [], BILLING, 'docs.fireworks.ai/guides/inference-error-codes', { hint: 'The account is suspended or has no credit left.' }),
    row('fireworks.overloaded', [503], [], OVERLOADED, 'docs.fireworks.ai/guides/inference-error-codes'),
  ],
  perplexity: () => [row('perplexity.credit', [401], [text(/quota|credit/i)], BILLING, 'docs.perplexity.ai')],
  stability: () => [row('stability.credit', [402], [], BILLING, 'platform.stability.ai/docs/api-reference'), row('stability.moderation', [403], [is('name', 'content_moderation')], VALIDATION, 'platform.stability.ai/docs/api-reference')],
  xai: () => [row('xai.credit', [403, 429], [text(/credits|spending limit/i)], BILLING, 'docs.x.ai/docs/key-information/debugging')],
  deepgram: () => [
    row('deepgram.credit', [402], [], BILLING, 'developers.deepgram.com/docs/errors'),
  ],
  assemblyai: () => [row('assemblyai.balance', [400, 402], [like('error', /balance|negative/i)], BILLING, 'assemblyai.com/docs')],
  falai: () => [row('falai.balance', [403], [text(/Exhausted balance/i)], BILLING, 'docs.fal.ai'), row('falai.locked', [403], [text(/User is locked/i)], BILLING, 'docs.fal.ai'), row('falai.downstream', [500, 504], [header('x-fal-error-type')], PROVIDER_ERROR, 'docs.fal.ai/errors')],
  pinecone: () => [row('pinecone.max', [403, 429], [text(/reached the max|monthly/i)], { ...QUOTA, waits: false }, 'docs.pinecone.io/reference/api/errors')],
  voyageai: () => [row('voyageai.payment', [429], [text(/payment method/i)], { ...RATE_LIMIT, hint: 'Without a payment method the limit is 3 requests a minute.' }, 'docs.voyageai.com/docs/error-codes')],
};
