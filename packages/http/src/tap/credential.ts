import { nodeModule } from '../node-module.ts';

/** Header fields that carry a secret of the caller, beside `authorization`. Lower-case. */
const SECRET_HEADERS: ReadonlySet<string> = new Set([
  'x-api-key',
  'api-key',
  'apikey',
  'api_key',
  'x-apikey',
  'x-api-token',
  'x-auth-token',
  'x-access-token',
  'x-auth-key',
  'x-token',
  'x-goog-api-key',
  'x-shopify-access-token',
  'x-algolia-api-key',
  'x-rapidapi-key',
  'x-figma-token',
  'x-vault-token',
  'xi-api-key',
  'dd-api-key',
  'private-token',
  'job-token',
  'ocp-apim-subscription-key',
]);
/** Query parameters that carry one. `X-Amz-Credential` is a presigned URL's. */
const SECRET_QUERY =
  /[?&](?:key|api[_-]?key|appid|access[_-]?token|auth[_-]?token|token|subscription-key|x-amz-credential)=([^&#]+)/i;
/** Known header names, so that a name is lower-cased once. Names come from code, but a hostile caller may invent some. */
const MAX_NAMES = 1_000;
/** Identities remembered; rotating tokens push the oldest out. */
const MAX_IDENTITIES = 1_000;
/** A longer header value is no credential worth reading. */
const MAX_SECRET_LENGTH = 16_384;

/** What makes the identities of this process its own: those of two can not be compared, nor guessed from outside. */
interface Salt {
  readonly bytes: Uint8Array;
  readonly seed: number;
}
/** Made for the first secret: node:crypto takes 5 ms to load, at a start-up that may not need it. */
let salt: Salt | undefined;

type HeaderKind = 'authorization' | 'secret' | 'other';
const kinds = new Map<string, HeaderKind>();
/** From a seeded 53-bit hash of the whole value to its identity, so that no secret is kept. */
const identities = new Map<number, string>();

/** What kind of request header `name` (any case) is to {@link credentialOf}. */
export function headerKind(name: string): HeaderKind {
  let kind = kinds.get(name);
  if (kind === undefined) {
    const lower = name.toLowerCase();
    kind = lower === 'authorization' ? 'authorization' : SECRET_HEADERS.has(lower) ? 'secret' : 'other';
    if (kinds.size < MAX_NAMES) kinds.set(name, kind);
  }
  return kind;
}

/**
 * Identity of the secret in use: a salted hash of its stable part, never the secret. The stable part of an AWS
 * signature is its key id, of Basic the user, of a JWT its issuer, subject and client, of anything else the whole.
 *
 * `value` is that of an `authorization` header or of a header or query parameter that holds a bare key.
 */
export function credentialOf(value: string): string | undefined {
  if (value.length === 0 || value.length > MAX_SECRET_LENGTH) return undefined;
  salt ??= newSalt();
  const key = quickHash(value, salt.seed);
  let identity = identities.get(key);
  if (identity === undefined) {
    const { createHmac } = nodeModule('node:crypto');
    identity = createHmac('sha256', salt.bytes).update(stablePart(value)).digest('base64url').slice(0, 16);
    if (identities.size >= MAX_IDENTITIES) identities.delete(identities.keys().next().value as number);
    identities.set(key, identity);
  }
  return identity;
}

/** Identity of the secret in the query string of `url`, if there is one. */
export function queryCredentialOf(url: string): string | undefined {
  const found = url.includes('?') ? SECRET_QUERY.exec(url)?.[1] : undefined;
  // A presigned credential is `key id/date/region/service/aws4_request`: only the key id is stable.
  return found === undefined ? undefined : credentialOf(found.replace(/(?:%2F|\/)\d{8}(?:%2F|\/).*$/i, ''));
}

/**
 * Identity of the secret among request headers as undici takes them, or in the query of `url`. Headers that can only be
 * read once are left for undici.
 */
export function credentialIn(headers: unknown, url: string): string | undefined {
  const secret = isRecord(headers) ? secretOf(headers) : secretAmong(pairsOf(headers));
  return secret === undefined ? queryCredentialOf(url) : credentialOf(secret);
}

/** What fetch gives with each request, and most callers of undici: no pair is made of it. */
function secretOf(headers: Readonly<Record<string, unknown>>): string | undefined {
  let secret: string | undefined;
  for (const name of Object.keys(headers)) {
    const kind = headerKind(name);
    if (kind === 'other') continue;
    secret = String(headers[name]);
    if (kind === 'authorization') break;
  }
  return secret;
}

function secretAmong(pairs: Iterable<readonly [unknown, unknown]>): string | undefined {
  let secret: string | undefined;
  for (const [name, value] of pairs) {
    const kind = typeof name === 'string' ? headerKind(name) : 'other';
    if (kind === 'other') continue;
    secret = String(value);
    if (kind === 'authorization') break;
  }
  return secret;
}

function isRecord(headers: unknown): headers is Readonly<Record<string, unknown>> {
  return typeof headers === 'object' && headers !== null && !(Symbol.iterator in headers);
}

/** Names and values in turn, or a map. */
function pairsOf(headers: unknown): Iterable<readonly [unknown, unknown]> {
  if (Array.isArray(headers)) {
    return Array.from({ length: headers.length >> 1 }, (_, i) => [headers[2 * i], headers[2 * i + 1]]);
  }
  return headers instanceof Map || headers instanceof Headers ? headers : [];
}

function stablePart(value: string): string {
  const space = value.indexOf(' ');
  const scheme = space < 0 ? '' : value.slice(0, space).toLowerCase();
  const rest = value.slice(space + 1).trim();
  if (scheme.startsWith('aws4-')) return /Credential=([^/,\s]+)/.exec(rest)?.[1] ?? value;
  // Signatures of S3 version 2 and of Azure Storage: `AWS key:signature`, `SharedKey account:signature`.
  if (scheme === 'aws' || scheme.startsWith('sharedkey')) return rest.split(':', 1)[0] ?? value;
  if (scheme === 'basic') return Buffer.from(rest, 'base64').toString('latin1').split(':', 1)[0] ?? value;
  if (scheme === 'oauth' || scheme === 'hawk' || scheme === 'digest') return signerOf(rest) ?? value;
  return claimsOf(scheme === '' ? value : rest) ?? value;
}

/** Signed schemes change with every request; their consumer, id or user name does not. */
function signerOf(parameters: string): string | undefined {
  return /\b(?:oauth_token|oauth_consumer_key|username|id)="?([^",]+)/.exec(parameters)?.[0];
}

/** A JWT is renewed every few minutes; who it was issued to stays. */
function claimsOf(token: string): string | undefined {
  const payload = /^ey[\w-]+\.(ey[\w-]+)\.[\w-]*$/.exec(token)?.[1];
  if (payload === undefined) return undefined;
  try {
    const { iss, sub, client_id, azp } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    const stable = [iss, sub, client_id ?? azp];
    return stable.every((claim) => claim === undefined) ? undefined : JSON.stringify(stable);
  } catch {
    return undefined;
  }
}

function newSalt(): Salt {
  const { randomBytes, randomInt } = nodeModule('node:crypto');
  return { bytes: randomBytes(16), seed: randomInt(2 ** 31) };
}

/** 53-bit string hash (cyrb53), seeded: tells values apart quickly without keeping them. */
function quickHash(value: string, seed: number): number {
  let a = 0xdeadbeef ^ seed;
  let b = 0x41c6ce57 ^ seed;
  for (let i = 0; i < value.length; i++) {
    const char = value.charCodeAt(i);
    a = Math.imul(a ^ char, 2654435761);
    b = Math.imul(b ^ char, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
