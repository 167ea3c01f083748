import type { HeaderBag } from '../exchange.ts';
import type { StatusIndicator } from '../signal.ts';
import { COMPLAINTS } from './complaint.ts';
import { Tally } from './count.ts';
import { edgeOf } from './edge.ts';
import type { EndpointRecord } from './endpoint-record.ts';
import { LimitLedger } from './limit-ledger.ts';
import { OwnRate } from './own-rate.ts';
import type { Suspicion } from './suspicion.ts';
import { Tallies } from './tallies.ts';
import type { VerdictKeeper } from './verdict-keeper.ts';

/** Answers that are searched for the name of an edge; of later ones, one in so many. A name that is not there costs a walk through all. */
const EDGE_READS = 16;
const EDGE_READ_EVERY = 64;
/** Credentials kept of one provider. */
const MAX_CREDENTIALS = 48;

/** What is known of one provider. */
export class ProviderRecord {
  readonly name: string;
  readonly endpoints: Map<string, EndpointRecord> = new Map();
  readonly credentials: Tallies = new Tallies(MAX_CREDENTIALS);
  readonly rate: OwnRate = new OwnRate();
  readonly ledger: LimitLedger = new LimitLedger();
  /** Suspicions by complaint. */
  readonly suspicions: (Suspicion | undefined)[] = COMPLAINTS.map(() => undefined);
  /** The same, those that are there. */
  readonly active: Suspicion[] = [];
  /** How many of them stand. */
  standing = 0;
  /** Whether it is among those that are asked when another fails. */
  neighbour = false;
  lastMs: number = Number.NEGATIVE_INFINITY;
  lastOkMs: number = Number.NEGATIVE_INFINITY;
  /** Exchanges that got an answer over a socket of their own. */
  readonly opened: Tally = new Tally(0);
  /** The shared edge in front of it, when its answers name one. */
  edge: string | undefined;
  #edgeReads = 0;
  /** Digest of the last failed answer, to see whether others answer the same. */
  answer = 0;
  answerMs: number = Number.NEGATIVE_INFINITY;
  /** What its status page claims. */
  page: StatusIndicator | undefined;
  readonly verdict: VerdictKeeper;

  constructor(name: string, verdict: VerdictKeeper) {
    this.name = name;
    this.verdict = verdict;
  }

  /** Looks for the edge in an answer, as long as none is known. */
  readEdge(headers: HeaderBag | undefined): void {
    if (this.edge !== undefined) return;
    if (this.#edgeReads++ < EDGE_READS || this.#edgeReads % EDGE_READ_EVERY === 0)
      this.edge = edgeOf(headers);
  }

  /** Whether anything speaks for a trouble that is not forgotten yet. */
  inTrouble(nowMs: number): boolean {
    return this.active.some((suspicion) => !suspicion.stale(nowMs));
  }

  drop(suspicion: Suspicion): void {
    this.suspicions[suspicion.complaint] = undefined;
    this.active.splice(this.active.indexOf(suspicion), 1);
    if (suspicion.standing) this.standing--;
    for (const endpoint of this.endpoints.values()) {
      const drift = endpoint.drifted(suspicion.complaint);
      if (drift !== undefined) drift.score = 0;
    }
  }
}
