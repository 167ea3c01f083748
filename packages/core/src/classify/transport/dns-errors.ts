import { row, type TransportRow, type TransportTraits, traits } from './transport-row.ts';

const PROVIDER_DNS: TransportTraits = traits(['dns'], 'no', 'dns', 'provider', 'backoff', 0.55);
const NETWORK_DNS: TransportTraits = traits(['dns'], 'no', 'dns', 'network', 'after_fix', 0.55);
const SELF_DNS: TransportTraits = traits(['dns'], 'no', 'dns', 'self', 'after_fix', 0.55);
const NETWORK_DNS_BACKOFF: TransportTraits = traits(['dns'], 'no', 'dns', 'network', 'backoff', 0.55);
const NONE_CANCELLED: TransportTraits = traits(['dns'], 'no', 'cancelled', 'none', 'never', 0.9);

/** c-ares: `dns.resolve*` and lookup libraries; `getaddrinfo` speaks in system errors. */
export const DNS_ERRORS: readonly TransportRow[] = [
  row(
    'ENODATA',
    traits(['dns'], 'no', 'dns', 'unknown', 'after_fix', 0.3),
    'DNS: no record of that type',
    'check resolver',
    'same host via another resolver',
  ),
  row(
    'EFORMERR',
    PROVIDER_DNS,
    'DNS server: format error',
    'check resolver',
    'same host via another resolver',
  ),
  row(
    'ESERVFAIL',
    PROVIDER_DNS,
    'DNS SERVFAIL (authoritative server broken or DNSSEC failure)',
    'check resolver',
    'same host via another resolver',
  ),
  row('ENOTIMP', NETWORK_DNS, 'DNS: not implemented', 'check resolver', 'same host via another resolver'),
  row(
    'EREFUSED',
    NETWORK_DNS,
    'DNS query refused by the resolver',
    'check resolver',
    'same host via another resolver',
  ),
  row('EBADNAME', SELF_DNS, 'Malformed host name', 'check resolver', 'same host via another resolver'),
  row(
    'EBADRESP',
    NETWORK_DNS_BACKOFF,
    'Malformed DNS reply',
    'check resolver',
    'same host via another resolver',
  ),
  row(
    'ETIMEOUT',
    NETWORK_DNS_BACKOFF,
    'DNS query timed out (c-ares spelling, not ETIMEDOUT)',
    'check resolver',
    'same host via another resolver',
  ),
  row(
    'ECANCELLED',
    NONE_CANCELLED,
    'DNS query cancelled (c-ares spelling)',
    'check resolver',
    'same host via another resolver',
  ),
  row(
    'EDESTRUCTION',
    NONE_CANCELLED,
    'Resolver destroyed',
    'check resolver',
    'same host via another resolver',
  ),
  row('ENONAME', SELF_DNS, 'Not a valid host name', 'check resolver', 'same host via another resolver'),
  row(
    'ELOADIPHLPAPI',
    SELF_DNS,
    'Windows: iphlpapi missing',
    'check resolver',
    'same host via another resolver',
  ),
  row(
    'EADDRGETNETWORKPARAMS',
    SELF_DNS,
    'Windows: network params unavailable',
    'check resolver',
    'same host via another resolver',
  ),
];
