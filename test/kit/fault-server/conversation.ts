import type { Listener, Received, Scenario } from './scenario.ts';

/** What the fault server says first. */
export interface Ready {
  readonly kind: 'ready';
  readonly ca: string;
  readonly ports: Readonly<Record<string, Readonly<Record<Listener, number>>>>;
  readonly refusedPort: number;
  readonly proxyPort: number;
  readonly lockedProxyPort: number;
}

/** What it is asked. */
export type Call =
  | {
      readonly kind: 'set';
      readonly id: number;
      readonly provider: string;
      readonly path: string;
      readonly scenario: Scenario;
    }
  | { readonly kind: 'count' | 'received'; readonly id: number; readonly provider: string };

/** What it answers. */
export interface Reply {
  readonly kind: 'reply';
  readonly id: number;
  readonly error?: string;
  readonly count?: number;
  readonly received?: readonly Received[];
}
