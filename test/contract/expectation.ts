import type { Blame, Category, Outcome, Phase, Retry } from '@faultline/core';
import type { FaultServer, Scenario } from '@faultline/test/kit';
import type { ClientName } from './clients.ts';

/** What one exchange must have become. */
export interface Expected {
  /** 0 when no answer came. @defaultValue 0 */
  readonly status?: number;
  /** @defaultValue `answered` with a status, else `no_answer` */
  readonly outcome?: Outcome;
  readonly category: Category;
  readonly blame: Blame;
  readonly retry: Retry;
  readonly retryAfterMs?: number;
  readonly phase?: Phase;
  readonly abort?: 'caller' | 'deadline';
  /** The span's `error.type`: OTel's own conventions, the status from 400 on, else what failed. */
  readonly errorType?: string | RegExp;
}

/** What the body of a settled exchange must have become. */
export type Amended = Pick<Expected, 'category' | 'blame' | 'retry' | 'abort' | 'errorType'>;

/** How a request is made. */
export interface Call {
  readonly method?: 'GET' | 'POST';
  /** Gives up by the client's own option after so many milliseconds. */
  readonly timeoutMs?: number;
  /** Cancels by a signal after so many milliseconds. */
  readonly cancelMs?: number;
  /** Reads the status and leaves the body alone. */
  readonly unread?: boolean;
  /** Goes through this forward proxy. */
  readonly through?: 'locked_proxy' | 'refused_proxy';
  /** Speaks HTTP/2. */
  readonly h2?: boolean;
  /** How many times, one after another on one connection. @defaultValue 1 */
  readonly times?: number;
}

/** One row of the contract: a fault, and what each client's exchange with it must become. */
export interface Row {
  /** A sentence: the fault. Also its path, so that spans and endpoints tell which row they belong to. */
  readonly fault: string;
  /** What the provider does. @defaultValue nothing: the fault is in the way there */
  readonly scenario?: Scenario;
  /** Where the request goes. @defaultValue the provider's plain listener */
  readonly to?: (server: FaultServer, provider: string) => string;
  readonly call?: Call;
  /** @defaultValue all six */
  readonly clients?: readonly ClientName[];
  /** Every exchange on the wire, in order. */
  readonly exchanges: readonly Expected[];
  /** The failure of the last exchange's body, after it settled. */
  readonly amended?: Amended;
  /** What differs for a client, and why it must. */
  readonly but?: Partial<
    Record<
      ClientName,
      Pick<Row, 'amended'> & { readonly exchanges?: readonly Expected[]; readonly why: string }
    >
  >;
}

/** The path of a row for one client: letters and underscores, so that it is its own route template. */
export function pathOf(row: Row, client: ClientName): string {
  return `/${client.replace('.', '_')}/${row.fault.replaceAll(' ', '_')}`;
}

/** What a row expects of one client. */
export function expectedOf(
  row: Row,
  client: ClientName,
): Required<Pick<Row, 'exchanges'>> & Pick<Row, 'amended'> {
  const { exchanges = row.exchanges, amended = row.amended } = row.but?.[client] ?? {};
  return amended === undefined ? { exchanges } : { exchanges, amended };
}
