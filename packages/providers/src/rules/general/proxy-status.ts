import { BY_HEADER, type Decision } from '../decision.ts';
import { knownHeader } from '../known-headers.ts';
import { GATEWAY, type Outcome, OWN_PROXY, TIMEOUT, VALIDATION } from '../outcome.ts';
import type { Reading } from '../reading.ts';

const PROXY_STATUS = knownHeader('proxy-status');
const ENTRY = /^\s{0,8}"?([\w.:-]{1,128})"?\s{0,8};.{0,256}?\berror="?([a-z_]{4,40})/;

const NAME_FAILED: Outcome = {
  ...GATEWAY,
  category: 'dns',
  hint: 'A hop could not resolve the origin: its owner has to act.',
};
const CONNECT_FAILED: Outcome = {
  ...GATEWAY,
  hint: 'A hop could not connect to the origin: its owner has to act.',
};
const REFUSED: Outcome = {
  ...VALIDATION,
  hint: 'A hop refused the request: read its rules on size, headers and methods.',
};

/** Error types of RFC 9209 section 2.3; those absent are faults of the hop or of what is behind it. */
const BY_ERROR: Readonly<Record<string, Outcome>> = {
  dns_timeout: NAME_FAILED,
  dns_error: NAME_FAILED,
  connection_refused: CONNECT_FAILED,
  connection_timeout: CONNECT_FAILED,
  destination_ip_unroutable: CONNECT_FAILED,
  destination_not_found: CONNECT_FAILED,
  destination_unavailable: CONNECT_FAILED,
  http_response_timeout: TIMEOUT,
  connection_read_timeout: TIMEOUT,
  http_request_error: REFUSED,
  http_request_denied: { ...REFUSED, category: 'permission' },
};

/**
 * Decides by `Proxy-Status` (RFC 9209): the first entry with an error is the hop nearest to the origin. A hop that is the forward proxy of
 * this process is the network's, every other the provider's.
 */
export function byProxyStatus(reading: Reading): Decision | undefined {
  const value = reading.header(PROXY_STATUS);
  if (value === undefined || reading.status < 400) return undefined;
  for (const item of value.split(',', 8)) {
    const entry = ENTRY.exec(item);
    if (entry === null) continue;
    const [, hop = '', error = ''] = entry;
    const isOurs = reading.exchange.proxy?.split(':', 1)[0] === hop.split(':', 1)[0];
    const outcome = isOurs ? OWN_PROXY : (BY_ERROR[error] ?? GATEWAY);
    return { outcome, rule: 'proxy_status.error', confidence: BY_HEADER };
  }
  return undefined;
}
