import { SAY } from '../classify/status/user-messages.ts';
import type { Category } from '../closed-sets.ts';

/** What an end user is told where no status says more: after transport errors and after the rules of providers. */
export const CATEGORY_MESSAGES: Readonly<Record<Category, string>> = {
  ok: SAY.done,
  redirect: SAY.moved,
  validation: SAY.checkInput,
  authentication: 'We could not sign in to {provider}. Please reconnect the account or contact support.',
  permission: 'This account is not allowed to use this {resource}.',
  plan: 'Your plan with {provider} does not include this. Please upgrade or contact support.',
  billing: '{provider} needs a payment or more credit before this can go through.',
  rate_limit: SAY.tooMany,
  quota: 'The limit for {provider} is used up for now. Please try again later or contact support.',
  not_found: 'We could not find that {resource}. It may have been deleted or moved.',
  gone: 'This {resource} is no longer available.',
  conflict: 'This {resource} already exists or was just changed. Please refresh and try again.',
  precondition: SAY.changed,
  lock: SAY.inUse,
  client_config: SAY.setUp,
  overloaded: SAY.busy,
  provider_error: SAY.trouble,
  gateway: SAY.unreachable,
  timeout: SAY.tooSlow,
  dns: SAY.noAnswer,
  connection: SAY.noAnswer,
  tls: 'We could not connect to {provider} securely, so we did not send your data.',
  proxy: SAY.blockedByNetwork,
  protocol: SAY.unusableAnswer,
  cancelled: SAY.stopped,
  partial_failure: 'Some of the {resource} items could not be processed. The rest went through.',
  circuit_open: SAY.busy,
  unknown: 'Something went wrong with {provider}. Please try again later.',
};

/** The same where the end user is the one who can act. */
export const END_USER_MESSAGES: Partial<Readonly<Record<Category, string>>> = {
  billing: 'The payment was declined. Please check the details or use another way to pay.',
  authentication: 'Please sign in to {provider} again.',
  permission: 'Please allow access to {provider} and try again.',
  validation: SAY.checkInput,
  gone: 'The recipient can no longer be reached.',
};
