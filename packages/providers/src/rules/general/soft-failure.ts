import { knownPath } from '../../body/leaf.ts';
import type { Decision } from '../decision.ts';
import { UNKNOWN } from '../outcome.ts';
import type { Reading } from '../reading.ts';
import { byVocabulary } from './vocabulary-rule.ts';

const OK_FLAG = knownPath('ok');
const SUCCESS = knownPath('success');
const ERROR = knownPath('error');
const STATUS = knownPath('status');
const DESCRIPTION = knownPath('error_description');

/** Decides a success whose body says that it is none: `ok: false`, `success: false`, `status: "error"`, an OAuth `error`. */
export function bySoftFailure(reading: Reading): Decision | undefined {
  if (reading.body.leaves.length === 0) return undefined;
  const flag = reading.value(OK_FLAG) ?? reading.value(SUCCESS);
  const says = flag === 'false' || /^(?:error|fail|failed|failure)$/i.test(reading.value(STATUS) ?? '');
  const isOAuth = reading.value(DESCRIPTION) !== undefined && reading.value(ERROR) !== undefined;
  if (!says && !isOAuth) return undefined;
  return byVocabulary(reading) ?? { outcome: UNKNOWN, rule: 'body.not_ok', confidence: 0.5 };
}
