import { type FaultServer, fault, OK, type Scenario } from '@faultline/test/kit';
import type { Party, Setting } from './parties.ts';

/** Something that happens to a provider for a while. */
export interface Incident {
  readonly what: string;
  readonly scenario?: Scenario;
  readonly at?: (server: FaultServer, party: Party) => Setting;
}

const WELL: Incident = { what: 'all is well', scenario: OK };
const some = (seed: number, share: number, scenario: Scenario): Scenario =>
  fault.mix(seed, [1 - share, OK], [share, scenario]);

/** What happens to each provider in turn, over and over. */
export const INCIDENTS: Readonly<Record<Party, readonly Incident[]>> = {
  payments: [
    WELL,
    { what: 'outage, 503', scenario: fault.answer(503, { headers: { 'retry-after': '30' } }) },
    { what: 'every third call fails', scenario: some(1, 0.35, fault.answer(500)) },
    WELL,
    { what: 'our key was revoked', scenario: fault.answer(401) },
  ],
  shipping: [
    { what: 'rate limit of 2 a second', scenario: fault.rateLimit(2, 1_000) },
    WELL,
    {
      what: 'our proxy wants a login',
      at: (server, party) => ({ origin: server.origin(party), proxy: server.lockedProxy }),
    },
    { what: 'API version removed', scenario: fault.answer(410) },
  ],
  mail: [
    WELL,
    { what: 'hangs', scenario: fault.stall() },
    { what: 'certificate expired', at: (server, party) => ({ origin: server.origin(party, 'expired') }) },
    { what: 'not deployed here', at: (server) => ({ origin: server.refused }) },
  ],
  maps: [
    { what: 'half a body', scenario: some(2, 0.5, fault.truncated()) },
    WELL,
    { what: 'gateway errors', scenario: some(3, 0.6, fault.answer(502)) },
    { what: 'idle connections close', scenario: fault.keepAliveRace() },
  ],
  llm: [
    { what: 'overloaded now and then', scenario: some(4, 0.3, fault.answer(529)) },
    { what: 'no credit left', scenario: fault.answer(402) },
    WELL,
    { what: 'silence mid body', scenario: some(5, 0.5, fault.stallMidBody()) },
  ],
};
