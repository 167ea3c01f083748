import { ANSWER_ROWS } from './answer-rows.ts';
import { BROKEN_ANSWER_ROWS } from './broken-answer-rows.ts';
import type { Row } from './expectation.ts';
import { GIVEN_UP_ROWS } from './given-up-rows.ts';
import { NO_ANSWER_ROWS } from './no-answer-rows.ts';

/** The whole contract. Every value was written from the status and transport tables, not from what the code did. */
export const ROWS: readonly Row[] = [
  ...ANSWER_ROWS,
  ...NO_ANSWER_ROWS,
  ...BROKEN_ANSWER_ROWS,
  ...GIVEN_UP_ROWS,
];
