export { PROVIDER_ROWS, providerOf } from './catalogue/builtin-providers.ts';
export {
  type Provider,
  type ProviderRow,
  STATUS_PAGE_KINDS,
  type StatusPage,
  type StatusPageKind,
} from './catalogue/provider.ts';
export { type Classifier, type ClassifierOptions, createClassifier } from './classifier.ts';
export { LimitLedger } from './limits/limit-ledger.ts';
export { type Limit, limitOf } from './limits/limit-of.ts';
export type { ProviderOptions } from './provider-options.ts';
export { createProviders, type Providers } from './providers.ts';
export { type KnownRule, knownRulesOf, PROVIDERS_WITH_RULES } from './rules/known-rules.ts';
