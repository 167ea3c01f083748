import type { Rule } from '@faultline/core';
import type { StatusPage } from './catalogue/provider.ts';
import type { EndpointTemplate } from './endpoint-templates.ts';
import { templateFrom } from './endpoint-templates.ts';

/** A provider of your own, or additions to a built-in one of the same id, which keeps its hosts and rules. */
export interface ProviderOptions {
  /** Stable id, used in labels: lower-case letters, digits, `-`, `_` and `.`, at most 64 characters. */
  readonly id: string;
  /** For people. @defaultValue the id */
  readonly name?: string;
  /** Host patterns: `billing.internal:8443`, `*.billing.internal`. They win over built-in ones. @defaultValue none */
  readonly hosts?: readonly string[];
  /** Endpoints whose templates are known: `GET /invoices/{id}`; `*` for any method. @defaultValue guessed from the path */
  readonly endpoints?: readonly string[];
  /** Rules that are asked before the built-in ones. @defaultValue none */
  readonly rules?: readonly Rule[];
  /** The built-in provider whose rules apply after its own, for something that answers like it: `openai`, `aws-s3`. @defaultValue none */
  readonly like?: string;
  /** Where its status can be read. @defaultValue none */
  readonly statusPage?: StatusPage;
}

/** Provider options that are known to be valid. */
export interface ResolvedProvider {
  readonly id: string;
  readonly name: string;
  readonly hosts: readonly string[];
  readonly endpoints: readonly EndpointTemplate[];
  readonly rules: readonly Rule[];
  readonly like: string | undefined;
  readonly statusPage: StatusPage | undefined;
}

const ID = /^[a-z0-9][a-z0-9._-]{0,63}$/;
const HOST = /^[a-z0-9*._-]+(?::\d{1,5})?$|^\[[0-9a-f:.]+\](?::\d{1,5})?$/;

/**
 * Validates provider options, and fills in the defaults.
 *
 * @throws TypeError that quotes the value and says what to write instead
 */
export function resolveProviders(providers: readonly ProviderOptions[]): readonly ResolvedProvider[] {
  if (!Array.isArray(providers)) {
    throw new TypeError(
      `providers is ${show(providers)}; write a list such as [{ id: 'billing', hosts: ['billing.internal:8443'] }].`,
    );
  }
  return providers.map(resolveProvider);
}

function resolveProvider(options: ProviderOptions): ResolvedProvider {
  const id = options?.id;
  if (typeof id !== 'string' || !ID.test(id)) {
    throw new TypeError(
      `The id of a provider is ${show(id)}; write lower-case letters, digits, '-', '_' or '.', such as 'billing'.`,
    );
  }
  const hosts = listOf(id, 'hosts', options.hosts).map((host) => resolveHost(id, host));
  const endpoints = listOf(id, 'endpoints', options.endpoints).map((endpoint) => templateFrom(endpoint, id));
  const rules = listOf(id, 'rules', options.rules);
  for (const rule of rules) {
    if (typeof rule !== 'function') {
      throw new TypeError(
        `A rule of provider '${id}' is ${show(rule)}; write a function of an exchange that returns a classification or undefined.`,
      );
    }
  }
  return {
    id,
    name: options.name ?? id,
    hosts,
    endpoints,
    rules,
    like: options.like,
    statusPage: options.statusPage,
  };
}

function listOf<T>(id: string, what: string, value: readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  throw new TypeError(`${what} of provider '${id}' is ${show(value)}; write a list.`);
}

function resolveHost(id: string, host: unknown): string {
  if (typeof host === 'string' && HOST.test(host.toLowerCase()) && /[a-z0-9:]/i.test(host))
    return host.toLowerCase();
  throw new TypeError(
    `A host of provider '${id}' is ${show(host)}; write a host name without scheme and path, such as 'billing.internal:8443' or '*.example.com'.`,
  );
}

function show(value: unknown): string {
  return typeof value === 'string'
    ? `'${value.slice(0, 80)}'`
    : String(JSON.stringify(value) ?? typeof value).slice(0, 80);
}
