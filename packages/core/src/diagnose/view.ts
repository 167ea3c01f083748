import type { Classification } from '../classify/classification.ts';
import type { StatusIndicator } from '../signal.ts';
import type { OwnChange } from './changes.ts';
import type { Complaint, Family } from './complaint.ts';

/** Failures and successes of one identity since the trouble began. */
export interface Split {
  readonly failed: number;
  readonly ok: number;
}

/** Everything that is known around one failed exchange, for the signs to read. Times are ages in milliseconds unless named otherwise. */
export interface View {
  readonly label: Classification;
  readonly complaint: Complaint;
  readonly family: Family;
  readonly durationMs: number;
  /** Whether this process gave up, not the peer. */
  readonly deadline: boolean;
  readonly loopLateMs: number;
  readonly socket: 'new' | 'reused' | undefined;

  /** How long the trouble lasts, and how often it struck. */
  readonly ageMs: number;
  readonly failures: number;
  /** Share of failures at the endpoints that fail. */
  readonly share: number;
  /** Learnt everyday share of this complaint at this endpoint, and how sure it is that this is more. */
  readonly everyday: number;
  readonly learnt: number;
  readonly score: number;

  readonly endpoint: Split;
  /** Whether this endpoint ever answered well, and how often before the trouble. */
  readonly everOk: boolean;
  readonly okEver: number;
  /** Age of the last success of this endpoint; infinite when there was none. */
  readonly endpointOkMs: number;
  /** Endpoints with traffic since the trouble began: those that fail, and those with successes alone. */
  readonly endpointsFailing: number;
  readonly endpointsFine: number;
  /** Exchanges at the fine ones. */
  readonly fineExchanges: number;

  readonly credential: Split | undefined;
  readonly credentialOkMs: number;
  /** Credentials that this provider was ever called with. */
  readonly credentialsKnown: number;
  readonly credentialsFailing: number;
  /** Credentials with successes at endpoints of the provider, and no failure. */
  readonly credentialsFine: number;
  readonly credentialsFineExchanges: number;

  readonly shape: Split | undefined;
  /** Whether the shape was first sent after the last own change, or shortly before the trouble. */
  readonly shapeIsNew: boolean;
  readonly shapesFailing: number;
  readonly shapesFine: number;
  readonly shapesFineExchanges: number;
  /** Successes that the shape had before the trouble. */
  readonly shapeOkEver: number;

  readonly newSockets: Split;
  readonly reusedSockets: Split;

  /** The last own change before the trouble, and how long before. */
  readonly change: OwnChange | undefined;
  readonly changeMs: number;
  /** Successes of what fails between the change and the first failure. */
  readonly okAfterChange: number;
  /** How well that change explains the trouble, 0–1. */
  readonly changeFit: number;
  /** Age of the last own change whatever it was; infinite when there was none. */
  readonly lastChangeMs: number;

  /** Mean milliseconds of these failures over the usual of successes. */
  readonly failureLatencyRatio: number;
  /** Milliseconds of successes lately over the usual, and that in usual spreads. */
  readonly slowdown: number;
  readonly slowdownSpreads: number;
  /** This deadline over the usual of successes. */
  readonly deadlineRatio: number;

  /** Other providers that have traffic: those failing likewise, those failing on the way, those that are fine, over new sockets. */
  readonly others: number;
  readonly othersFailing: number;
  readonly othersFailingOnTheWay: number;
  readonly othersFine: number;
  readonly othersFineNewSockets: number;
  readonly edge: string | undefined;
  /** Of the failing others, those behind the same edge; of the fine ones, too. */
  readonly sameEdgeFailing: number;
  readonly sameEdgeFine: number;
  readonly othersSlow: number;
  /** Others whose last failed answer was the same, byte for byte. */
  readonly sameAnswers: number;

  readonly loopDelayMs: number;
  readonly poolPending: number;
  /** How long before the trouble the pool filled; negative when after. NaN when it is empty. */
  readonly poolLeadMs: number;
  readonly openFiles: number;
  readonly clockSkewMs: number;

  readonly surge: number;
  readonly limitLowered: boolean;
  readonly limit: number;
  readonly usualLimit: number;
  readonly othersShare: number;
  readonly page: StatusIndicator | undefined;
}
