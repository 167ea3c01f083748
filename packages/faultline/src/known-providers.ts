import { createProviders, type Providers } from '@faultline/providers';
import { OptionError } from './option-error.ts';
import type { ResolvedOptions } from './options.ts';

/**
 * The built-in providers and those of the options.
 *
 * @throws OptionError when an option of a provider is not valid
 */
export function knownProviders(
  providers: ResolvedOptions['providers'],
  onInternalError: (where: string, error: unknown) => void,
): Providers {
  try {
    return createProviders({ providers, onRuleError: (error) => onInternalError('rule', error) });
  } catch (error) {
    throw error instanceof TypeError ? new OptionError([error.message]) : error;
  }
}
