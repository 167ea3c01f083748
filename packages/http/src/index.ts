export { installTaps } from './tap/install-taps.ts';
export type { OpenExchange, TapOptions, Taps } from './tap/tap-options.ts';
