import { type Call, detached, hostOf, type Rule } from '@faultline/core';
import { PROVIDER_ROWS, providerOf } from './catalogue/builtin-providers.ts';
import { createHostIndex } from './catalogue/host-index.ts';
import type { Provider, StatusPage } from './catalogue/provider.ts';
import { registrableDomain } from './catalogue/registrable-domain.ts';
import type { EndpointTemplate } from './endpoint-templates.ts';
import type { ResolvedProvider } from './provider-options.ts';
import { RowTable } from './rules/row-table.ts';
import { RULES } from './rules/rules-of.ts';

/** What is known of one provider, made when it is called first. */
export interface DirectoryEntry {
  readonly id: string;
  readonly name: string;
  /** Rules of the user, asked first. */
  readonly rules: readonly Rule[];
  /** Own rows, then those of its kin. */
  readonly rows: RowTable;
  /** Whether any row is for a success: its answers of 200 can fail. */
  readonly isSoft: boolean;
  /** Whether it is one of AWS. */
  readonly isAws: boolean;
  readonly endpoints: readonly EndpointTemplate[];
  readonly statusPage: StatusPage | undefined;
  /** Other providers on the same hosts, told apart by the start of the path. */
  readonly sharers: readonly { readonly prefix: string; readonly entry: DirectoryEntry }[];
}

/** Finds the provider of any call. */
export interface Directory {
  /** The provider of a call: the one it names, else by host and path; unknown hosts get an entry of their own. Never throws. */
  find(call: Call): DirectoryEntry;
  /** The provider of an id, known or not. */
  byId(id: string): DirectoryEntry;
  /** Whether any provider has rules of the user. */
  readonly hasOwnRules: boolean;
}

/** Providers, and hosts, that are remembered. */
const MAX_ENTRIES = 2048;
const NONE: readonly never[] = [];

/** Creates a directory of the built-in providers and those of the user, whose hosts win. */
export function createDirectory(own: readonly ResolvedProvider[] = NONE): Directory {
  const ownById = new Map<string, ResolvedProvider[]>();
  for (const provider of own) ownById.set(provider.id, [...(ownById.get(provider.id) ?? []), provider]);
  const sharersOf = new Map<string, string[]>();
  for (const row of PROVIDER_ROWS) {
    if (row[5] === undefined || row[4] === undefined) continue;
    sharersOf.set(row[4], [...(sharersOf.get(row[4]) ?? []), row[0]]);
  }
  const index = createHostIndex(patternsOf(own));
  const entries = new Map<string, DirectoryEntry>();
  const byHost = new Map<string, DirectoryEntry>();

  function byId(id: string): DirectoryEntry {
    let entry = entries.get(id);
    if (entry === undefined) {
      entry = entryOf(id, providerOf(id), ownById.get(id) ?? NONE, sharersOf.get(id) ?? NONE, byId);
      if (entries.size >= MAX_ENTRIES) entries.clear();
      entries.set(id, entry);
    }
    return entry;
  }

  function byOrigin(url: string): DirectoryEntry {
    const host = hostOf(url);
    let entry = byHost.get(host);
    if (entry === undefined) {
      entry = byId(index.find(host) ?? (detached(registrableDomain(host)) || 'unknown'));
      if (byHost.size >= MAX_ENTRIES) byHost.clear();
      byHost.set(detached(host), entry);
    }
    return entry.sharers.length === 0 ? entry : sharerOf(url, endOfOrigin(url), entry);
  }

  const hasOwnRules = own.some(({ rules }) => rules.length > 0);
  return {
    byId,
    hasOwnRules,
    find: (call) => (call.provider === undefined ? byOrigin(call.url) : byId(call.provider)),
  };
}

function* patternsOf(own: readonly ResolvedProvider[]): Generator<readonly [string, string]> {
  for (const [id, , hosts] of PROVIDER_ROWS) {
    if (hosts !== '') for (const host of hosts.split(' ')) yield [host, id];
  }
  for (const { id, hosts } of own) for (const host of hosts) yield [host, id];
}

function entryOf(
  id: string,
  builtin: Provider | undefined,
  own: readonly ResolvedProvider[],
  sharers: readonly string[],
  byId: (id: string) => DirectoryEntry,
): DirectoryEntry {
  const kin = kinOf(own.find(({ like }) => like !== undefined)?.like ?? builtin?.kin);
  const rows = [id, ...kin].flatMap((name) => RULES.get(name)?.() ?? NONE);
  return {
    id,
    name: own[0]?.name ?? builtin?.name ?? id,
    rules: own.flatMap(({ rules }) => rules),
    rows: new RowTable(rows),
    isSoft: rows.some(({ on }) => on.length === 0 || on.includes(200)),
    isAws: id === 'aws' || kin.includes('aws'),
    endpoints: own.flatMap(({ endpoints }) => endpoints),
    statusPage: own.find(({ statusPage }) => statusPage !== undefined)?.statusPage ?? builtin?.statusPage,
    sharers: sharers.flatMap((sharer) =>
      (providerOf(sharer)?.paths ?? NONE).map((prefix) => ({ prefix, entry: byId(sharer) })),
    ),
  };
}

/** The providers whose rules come after one's own, nearest first: `youtube` has `google-workspace` and `google-cloud`. */
function kinOf(first: string | undefined): readonly string[] {
  const kin: string[] = [];
  for (let id = first; id !== undefined && !kin.includes(id); id = providerOf(id)?.kin) kin.push(id);
  return kin;
}

function sharerOf(url: string, start: number, entry: DirectoryEntry): DirectoryEntry {
  return entry.sharers.find(({ prefix }) => url.startsWith(prefix, start))?.entry ?? entry;
}

/** Index behind scheme, host and port. */
function endOfOrigin(url: string): number {
  const scheme = url.indexOf('://');
  for (let i = scheme === -1 ? 0 : scheme + 3; i < url.length && i < 320; i++) {
    const char = url.charCodeAt(i);
    if (char === 47 || char === 63 || char === 35 || char === 92) return i;
  }
  return Math.min(url.length, 320);
}
