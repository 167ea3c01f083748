import type { TransportRow, TransportTraits } from './transport-row.ts';

const PROVIDER_DNS: TransportTraits = {
  phases: ['dns'],
  sent: 'no',
  category: 'dns',
  blame: 'provider',
  retry: 'backoff',
  confidence: 0.55,
};
const NETWORK_DNS: TransportTraits = {
  phases: ['dns'],
  sent: 'no',
  category: 'dns',
  blame: 'network',
  retry: 'after_fix',
  confidence: 0.55,
};
const SELF_DNS: TransportTraits = {
  phases: ['dns'],
  sent: 'no',
  category: 'dns',
  blame: 'self',
  retry: 'after_fix',
  confidence: 0.55,
};
const NETWORK_DNS_BACKOFF: TransportTraits = {
  phases: ['dns'],
  sent: 'no',
  category: 'dns',
  blame: 'network',
  retry: 'backoff',
  confidence: 0.55,
};
const NONE_CANCELLED: TransportTraits = {
  phases: ['dns'],
  sent: 'no',
  category: 'cancelled',
  blame: 'none',
  retry: 'never',
  confidence: 0.9,
};

/** c-ares: `dns.resolve*` and lookup libraries; `getaddrinfo` speaks in system errors. */
export const DNS_ERRORS: readonly TransportRow[] = [
  {
    code: 'ENODATA',
    phases: ['dns'],
    sent: 'no',
    category: 'dns',
    blame: 'unknown',
    retry: 'after_fix',
    confidence: 0.3,
    meaning: 'DNS: no record of that type',
    tell: 'same host via another resolver',
    fix: 'check resolver',
  },
  {
    code: 'EFORMERR',
    ...PROVIDER_DNS,
    meaning: 'DNS server: format error',
    tell: 'same host via another resolver',
    fix: 'check resolver',
  },
  {
    code: 'ESERVFAIL',
    ...PROVIDER_DNS,
    meaning: 'DNS SERVFAIL (authoritative server broken or DNSSEC failure)',
    tell: 'same host via another resolver',
    fix: 'check resolver',
  },
  {
    code: 'ENOTIMP',
    ...NETWORK_DNS,
    meaning: 'DNS: not implemented',
    tell: 'same host via another resolver',
    fix: 'check resolver',
  },
  {
    code: 'EREFUSED',
    ...NETWORK_DNS,
    meaning: 'DNS query refused by the resolver',
    tell: 'same host via another resolver',
    fix: 'check resolver',
  },
  {
    code: 'EBADNAME',
    ...SELF_DNS,
    meaning: 'Malformed host name',
    tell: 'same host via another resolver',
    fix: 'check resolver',
  },
  {
    code: 'EBADRESP',
    ...NETWORK_DNS_BACKOFF,
    meaning: 'Malformed DNS reply',
    tell: 'same host via another resolver',
    fix: 'check resolver',
  },
  {
    code: 'ETIMEOUT',
    ...NETWORK_DNS_BACKOFF,
    meaning: 'DNS query timed out (c-ares spelling, not ETIMEDOUT)',
    tell: 'same host via another resolver',
    fix: 'check resolver',
  },
  {
    code: 'ECANCELLED',
    ...NONE_CANCELLED,
    meaning: 'DNS query cancelled (c-ares spelling)',
    tell: 'same host via another resolver',
    fix: 'check resolver',
  },
  {
    code: 'EDESTRUCTION',
    ...NONE_CANCELLED,
    meaning: 'Resolver destroyed',
    tell: 'same host via another resolver',
    fix: 'check resolver',
  },
  {
    code: 'ENONAME',
    ...SELF_DNS,
    meaning: 'Not a valid host name',
    tell: 'same host via another resolver',
    fix: 'check resolver',
  },
  {
    code: 'ELOADIPHLPAPI',
    ...SELF_DNS,
    meaning: 'Windows: iphlpapi missing',
    tell: 'same host via another resolver',
    fix: 'check resolver',
  },
  {
    code: 'EADDRGETNETWORKPARAMS',
    ...SELF_DNS,
    meaning: 'Windows: network params unavailable',
    tell: 'same host via another resolver',
    fix: 'check resolver',
  },
];
