import { headerOf } from '../classify/header.ts';
import type { HeaderBag } from '../exchange.ts';

/** Shared edges by the start of their `server` header. */
const BY_SERVER = [
  'cloudflare',
  'cloudfront',
  'fastly',
  'akamai',
  'vercel',
  'netlify',
  'heroku',
  'bunnycdn',
  'sucuri',
  'imperva',
  'awselb',
  'varnish',
] as const;

/** Headers that only one edge sends. */
const BY_HEADER = [
  ['cf-ray', 'cloudflare'],
  ['x-amz-cf-id', 'cloudfront'],
  ['x-vercel-id', 'vercel'],
  ['x-nf-request-id', 'netlify'],
] as const;

/** The shared edge that fronts an answer; `undefined` when it names none. */
export function edgeOf(headers: HeaderBag | undefined): string | undefined {
  const server = headerOf(headers, 'server')?.toLowerCase();
  if (server !== undefined) {
    for (const edge of BY_SERVER) if (server.startsWith(edge)) return edge;
  }
  for (const [header, edge] of BY_HEADER) if (headerOf(headers, header) !== undefined) return edge;
  return undefined;
}
