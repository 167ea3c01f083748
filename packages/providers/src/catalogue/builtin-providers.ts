import { type Provider, type ProviderRow, providerFrom } from './provider.ts';
import { AI } from './rows/ai.ts';
import { ANALYTICS } from './rows/analytics.ts';
import { CLOUD } from './rows/cloud.ts';
import { COMMERCE } from './rows/commerce.ts';
import { CONTENT } from './rows/content.ts';
import { CUSTOMERS } from './rows/customers.ts';
import { DATA } from './rows/data.ts';
import { DEVELOPER } from './rows/developer.ts';
import { EVERYTHING_ELSE } from './rows/everything-else.ts';
import { FINANCE } from './rows/finance.ts';
import { IDENTITY } from './rows/identity.ts';
import { KNOWLEDGE } from './rows/knowledge.ts';
import { MESSAGING } from './rows/messaging.ts';
import { OBSERVABILITY } from './rows/observability.ts';
import { PEOPLE } from './rows/people.ts';
import { SOCIAL } from './rows/social.ts';
import { WORK } from './rows/work.ts';

/** The built-in table, in the order of its files. Kept as strings: a process calls a handful of its providers. */
export const PROVIDER_ROWS: readonly ProviderRow[] = [
  ...AI,
  ...ANALYTICS,
  ...CLOUD,
  ...COMMERCE,
  ...CONTENT,
  ...CUSTOMERS,
  ...DATA,
  ...DEVELOPER,
  ...EVERYTHING_ELSE,
  ...FINANCE,
  ...IDENTITY,
  ...KNOWLEDGE,
  ...MESSAGING,
  ...OBSERVABILITY,
  ...PEOPLE,
  ...SOCIAL,
  ...WORK,
];

let byId: Map<string, ProviderRow> | undefined;

/** The built-in provider of this id, or `undefined`. */
export function providerOf(id: string): Provider | undefined {
  byId ??= new Map(PROVIDER_ROWS.map((row) => [row[0], row]));
  const row = byId.get(id);
  return row === undefined ? undefined : providerFrom(row);
}
