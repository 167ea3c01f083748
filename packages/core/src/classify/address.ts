const LOCAL_IPV4 =
  /^(?:127|10|0)\.\d{1,3}\.\d{1,3}\.\d{1,3}$|^192\.168\.\d{1,3}\.\d{1,3}$|^169\.254\.\d{1,3}\.\d{1,3}$|^172\.(?:1[6-9]|2\d|3[01])\.\d{1,3}\.\d{1,3}$/;
/** Loopback, unspecified, unique local (fc00::/7) and link local (fe80::/10). */
const LOCAL_IPV6 = /^(?:::1?|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*)$/;

/** Whether an address or host is on our own side: loopback, private (RFC 1918, RFC 4193), link local, or `localhost`. */
export function isLocalAddress(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, '');
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  const mapped = name.startsWith('::ffff:') ? name.slice(7) : name;
  return LOCAL_IPV4.test(mapped) || LOCAL_IPV6.test(name);
}

const RESERVED = /(?:^|\.)(?:invalid|test|example|localhost)$/;

/** Whether a host name cannot be found in the public DNS: reserved by RFC 6761, or without any domain. */
export function isReservedName(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return name !== '' && (RESERVED.test(name) || !/[.:]/.test(name));
}
