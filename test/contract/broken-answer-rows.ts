import { fault } from '@faultline/test/kit';
import type { Amended, Expected, Row } from './expectation.ts';

/** The status came, and was counted, before the body broke. */
const ANSWERED: Expected = { status: 200, category: 'ok', blame: 'none', retry: 'never' };
const CUT: Amended = {
  category: 'connection',
  blame: 'provider',
  retry: 'if_idempotent',
  errorType: /^(UND_ERR_SOCKET|ECONNRESET)$/,
};

/** Answers that break after their headers. */
export const BROKEN_ANSWER_ROWS: readonly Row[] = [
  { fault: 'body cut short', scenario: fault.truncated(), exchanges: [ANSWERED], amended: CUT },
  { fault: 'chunks cut short', scenario: fault.truncatedChunks(), exchanges: [ANSWERED], amended: CUT },
  { fault: 'reset mid body', scenario: fault.resetMidBody(), exchanges: [ANSWERED], amended: CUT },
  {
    fault: 'wrong chunk size',
    scenario: fault.wrongChunk(),
    exchanges: [ANSWERED],
    amended: {
      category: 'protocol',
      blame: 'provider',
      retry: 'if_idempotent',
      errorType: /^(HPE_INVALID_CHUNK_SIZE|HTTPParserError)$/,
    },
  },
  {
    // Clients decompress after the wire is done with: nothing failed there.
    fault: 'gzip that is none',
    scenario: fault.badGzip(),
    exchanges: [ANSWERED],
  },
];
