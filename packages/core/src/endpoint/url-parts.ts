import { type KnownOrigin, knownOrigin } from './known-origin.ts';

/** Longest host that is kept: a DNS name has at most 253 characters, and a port six. */
const MAX_HOST = 260;

/** Host and non-default port of an absolute URL, in lower case, without user info; an empty string when there is none. */
export function hostOf(url: string): string {
  return knownOrigin(url, readOrigin).host;
}

/** Origin of an absolute URL as `URL.origin` spells it: scheme, host, non-default port. */
export function originOf(url: string): string {
  return knownOrigin(url, readOrigin).origin;
}

function readOrigin(url: string): KnownOrigin {
  const host = readHost(url);
  const scheme = url.indexOf('://');
  const origin = scheme === -1 ? '' : `${url.slice(0, scheme).toLowerCase()}://${host}`;
  return { spelled: '', host, origin };
}

function readHost(url: string): string {
  const [start, end] = authorityOf(url);
  let host = url.slice(start, Math.min(end, start + MAX_HOST)).toLowerCase();
  const isHttps = url.charCodeAt(4) === 115 || url.charCodeAt(4) === 83;
  const defaultPort = isHttps ? ':443' : ':80';
  if (host.endsWith(defaultPort)) host = host.slice(0, -defaultPort.length);
  return host.endsWith('.') ? host.slice(0, -1) : host;
}

/** Host of an absolute URL without its port and without the brackets of IPv6, in lower case. */
export function hostnameOf(url: string): string {
  const host = hostOf(url);
  if (host.startsWith('[')) return host.slice(1, host.indexOf(']'));
  const colon = host.indexOf(':');
  return colon === -1 ? host : host.slice(0, colon);
}

/** Path of an absolute URL, still with its query string and fragment. */
export function pathOf(url: string): string {
  const path = url.slice(authorityOf(url)[1]);
  return path.startsWith('/') ? path : `/${path}`;
}

/** Start and end of `host:port`, behind the user info, whose characters must not reach a label. */
function authorityOf(url: string): readonly [start: number, end: number] {
  const scheme = url.indexOf('://');
  if (scheme === -1) return [0, 0];
  let start = scheme + 3;
  let end = url.length;
  for (let i = start; i < end; i++) {
    const char = url.charCodeAt(i);
    if (char === 64) start = i + 1;
    else if (char === 47 || char === 63 || char === 35 || char === 92) end = i;
  }
  return [start, end];
}
