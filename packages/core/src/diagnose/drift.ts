import { COMPLAINTS, type Complaint } from './complaint.ts';
import { Cusum } from './cusum.ts';

/** Share of failures that is taken as everyday before anything was learnt, and the exchanges that belief is worth. */
const PRIOR: Readonly<Record<Complaint, { readonly share: number; readonly worth: number }>> = {
  dns: { share: 0.001, worth: 200 },
  connect: { share: 0.002, worth: 150 },
  tls: { share: 0.001, worth: 200 },
  broken: { share: 0.003, worth: 100 },
  slow: { share: 0.004, worth: 100 },
  server: { share: 0.003, worth: 100 },
  throttled: { share: 0.004, worth: 80 },
  credential: { share: 0.01, worth: 50 },
  missing: { share: 0.02, worth: 40 },
  request: { share: 0.012, worth: 50 },
};
/** Exchanges after which the everyday of an endpoint is known. */
export const KNOWN = 40;
/** A share is worth an alarm from this much above the everyday one. */
const WORTH_ALARM = 0.15;

/** Log-likelihood step of a success for a complaint of which an endpoint has seen nothing yet. */
export const QUIET_STEPS: readonly number[] = COMPLAINTS.map((complaint) => {
  const { share } = PRIOR[complaint];
  return Math.log((1 - alarmShare(share)) / (1 - share));
});

function alarmShare(everyday: number): number {
  return Math.min(0.9, 3 * everyday + WORTH_ALARM);
}

/**
 * The learnt everyday share of one complaint at one endpoint, and the test of whether it still holds.
 * How many exchanges of the endpoint it was learnt from is an argument: they are the same for all of its complaints.
 */
export class Drift extends Cusum {
  /** Step of the last failure. */
  failStep = 0;
  /** Step of a success. */
  okStep = 0;
  #failed = 0;
  readonly complaint: number;
  readonly #share: number;
  readonly #worth: number;

  constructor(complaint: number) {
    super();
    this.complaint = complaint;
    const prior = PRIOR[COMPLAINTS[complaint] ?? 'request'];
    this.#share = prior.share;
    this.#worth = prior.worth;
  }

  /** The everyday share, as learnt from `seen` exchanges. */
  everyday(seen: number): number {
    return (this.#failed + this.#share * this.#worth) / (seen + this.#worth);
  }

  succeeded(): void {
    this.fall(this.okStep);
  }

  /**
   * Takes a failure, at the steps that follow from what is everyday so far.
   *
   * @param seen - exchanges from which the everyday was learnt
   * @param learn - whether this failure is part of the everyday, as far as is known
   * @param burst - the burst that it belongs to
   */
  failed(seen: number, learn: boolean, burst: number): void {
    const everyday = this.everyday(seen);
    const alarm = alarmShare(everyday);
    this.failStep = Math.log(alarm / everyday);
    this.okStep = Math.log((1 - alarm) / (1 - everyday));
    // Once the everyday is known a burst teaches no more than it counts: seconds of an outage must not pass for everyday.
    const counts = this.rise(this.failStep, burst);
    if (learn && (counts || seen < KNOWN)) this.#failed++;
  }

  /** Halves what was learnt. */
  fade(): void {
    this.#failed /= 2;
  }
}
