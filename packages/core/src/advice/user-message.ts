import type { Classification } from '../classify/classification.ts';
import { statusRowOf } from '../classify/status/status-table.ts';
import { SAY } from '../classify/status/user-messages.ts';
import { CATEGORY_MESSAGES, END_USER_MESSAGES } from './category-messages.ts';

/** Words that an end user knows. */
export interface UserMessageOptions {
  /** What the request was about, in the singular: `invoice`, `photo`. @defaultValue `item` */
  readonly resource?: string;
  /** The provider as its users call it: `Stripe`. @defaultValue `the service` */
  readonly apiName?: string;
}

/**
 * What to show an end user after a failure: one or two plain sentences, without codes, hosts or anything from the wire.
 *
 * A finding whose evidence moved the blame to the provider is told as the provider's trouble, whatever the status asked of the user.
 *
 * @example
 * userMessage(finding, { resource: 'invoice', apiName: 'Stripe' })
 * // 'Stripe is very busy or under maintenance. Please try again in a few minutes.'
 */
export function userMessage(
  finding: Pick<Classification, 'category' | 'blame' | 'rule'>,
  options: UserMessageOptions = {},
): string {
  const { resource = 'item', apiName = 'the service' } = options;
  const words: Readonly<Record<string, string>> = { '{provider}': apiName, '{resource}': resource };
  const text = templateFor(finding).replace(/\{(?:provider|resource)\}/g, (name) => words[name] ?? name);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function templateFor({ category, blame, rule }: Pick<Classification, 'category' | 'blame' | 'rule'>): string {
  if (blame === 'end_user') return END_USER_MESSAGES[category] ?? CATEGORY_MESSAGES[category];
  const row = rule.startsWith('status.') ? statusRowOf(Number(rule.slice(7))) : undefined;
  if (row === undefined || row.status === 'other') return CATEGORY_MESSAGES[category];
  return blame === 'provider' && row.blame !== 'provider' ? SAY.trouble : row.userMessage;
}
