/** The `RateLimit` field of the IETF draft, in its newer and its older spelling. */
export interface RateLimitField {
  readonly remaining: number;
  readonly limit?: number;
  /** Delta seconds to the reset. */
  readonly resetS?: number;
}

const PARAMETER = /(?:^|[;,\s])(r|t|q|limit|remaining|reset)=(\d{1,12})/g;

/**
 * Reads `"default";r=0;t=30` (draft-ietf-httpapi-ratelimit-headers-08 and later) and `limit=100, remaining=0, reset=30`
 * (draft 07). Of several policies the tightest counts, of several that are spent the one that takes longest. `undefined` for
 * anything else.
 */
export function rateLimitFieldOf(value: string | undefined): RateLimitField | undefined {
  if (value === undefined) return undefined;
  if (!value.includes('"')) return policyOf(value);
  let tightest: RateLimitField | undefined;
  for (const item of value.split(/,(?=\s*")/, 8)) {
    const policy = policyOf(item);
    if (policy !== undefined && (tightest === undefined || isTighter(policy, tightest))) tightest = policy;
  }
  return tightest;
}

function isTighter(policy: RateLimitField, other: RateLimitField): boolean {
  if (policy.remaining !== other.remaining) return policy.remaining < other.remaining;
  return (policy.resetS ?? 0) > (other.resetS ?? 0);
}

function policyOf(text: string): RateLimitField | undefined {
  const found = new Map<string, number>();
  for (const [, name, digits] of text.slice(0, 512).matchAll(PARAMETER))
    found.set(name ?? '', Number(digits));
  const remaining = found.get('r') ?? found.get('remaining');
  if (remaining === undefined) return undefined;
  const limit = found.get('q') ?? found.get('limit');
  const resetS = found.get('t') ?? found.get('reset');
  return {
    remaining,
    ...(limit === undefined ? {} : { limit }),
    ...(resetS === undefined ? {} : { resetS }),
  };
}
