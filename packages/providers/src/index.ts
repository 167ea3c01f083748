export { PROVIDER_ROWS, providerOf } from './catalogue/builtin-providers.ts';
export {
  type Provider,
  type ProviderRow,
  STATUS_PAGE_KINDS,
  type StatusPage,
  type StatusPageKind,
} from './catalogue/provider.ts';
export { type Classifier, type ClassifierOptions, createClassifier } from './classifier.ts';
export type { ProviderOptions } from './provider-options.ts';
