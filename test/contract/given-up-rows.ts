import { fault } from '@faultline/test/kit';
import type { Amended, Expected, Row } from './expectation.ts';

const ANSWERED: Expected = { status: 200, category: 'ok', blame: 'none', retry: 'never' };
/** A deadline of the caller alone: the slowness is theirs, the deadline ours. */
const DEADLINE: Expected = {
  category: 'timeout',
  blame: 'unknown',
  retry: 'if_idempotent',
  phase: 'headers',
  abort: 'deadline',
};
const BODY_DEADLINE: Amended = {
  category: 'timeout',
  blame: 'unknown',
  retry: 'if_idempotent',
  abort: 'deadline',
};
const UNDICI_WAITED = 'its own timer watches the peer alone: headersTimeout, bodyTimeout';

/** Exchanges that this side ended. */
export const GIVEN_UP_ROWS: readonly Row[] = [
  {
    fault: 'no answer before the deadline',
    scenario: fault.stall(),
    call: { timeoutMs: 400 },
    exchanges: [DEADLINE],
    but: Object.fromEntries(
      (['undici.request', 'undici.stream'] as const).map((client) => [
        client,
        {
          why: UNDICI_WAITED,
          exchanges: [{ ...DEADLINE, blame: 'provider', errorType: 'UND_ERR_HEADERS_TIMEOUT' }],
        },
      ]),
    ),
  },
  {
    fault: 'silence mid body before the deadline',
    scenario: fault.stallMidBody(),
    call: { timeoutMs: 400 },
    exchanges: [ANSWERED],
    amended: BODY_DEADLINE,
    but: Object.fromEntries(
      (['undici.request', 'undici.stream'] as const).map((client) => [
        client,
        {
          why: UNDICI_WAITED,
          amended: { ...BODY_DEADLINE, blame: 'provider', errorType: 'UND_ERR_BODY_TIMEOUT' },
        },
      ]),
    ),
  },
  {
    fault: 'cancelled by the caller',
    scenario: fault.stall(),
    call: { cancelMs: 400 },
    exchanges: [
      {
        outcome: 'cancelled',
        category: 'cancelled',
        blame: 'none',
        retry: 'never',
        phase: 'headers',
        abort: 'caller',
      },
    ],
  },
  {
    // Whoever stops reading has had its answer.
    fault: 'cancelled mid body by the caller',
    scenario: fault.stallMidBody(),
    call: { cancelMs: 400 },
    exchanges: [ANSWERED],
  },
];
