import { knownPath } from '../../body/leaf.ts';
import { BY_CODE, BY_WORD, type Decision } from '../decision.ts';
import {
  AUTHENTICATION,
  type Outcome,
  PARTIAL,
  PERMISSION,
  PROVIDER_ERROR,
  RATE_LIMIT,
  UNKNOWN,
  VALIDATION,
} from '../outcome.ts';
import type { Reading } from '../reading.ts';
import { bySentence, byWord } from './vocabulary-rule.ts';

const ERRORS = knownPath('errors');
const DATA = knownPath('data');
const CODE = knownPath('errors.extensions.code');
const CLASS = knownPath('errors.extensions.classification');
const TYPE = knownPath('errors.extensions.type');
const OLD_TYPE = knownPath('errors.type');
const LINE = knownPath('errors.locations.line');
knownPath('errors.message');

/** Codes of Apollo Server and of those that follow it; everything else is read as words. */
const CODES: Readonly<Record<string, Outcome>> = {
  UNAUTHENTICATED: AUTHENTICATION,
  FORBIDDEN: PERMISSION,
  BAD_USER_INPUT: VALIDATION,
  GRAPHQL_VALIDATION_FAILED: VALIDATION,
  GRAPHQL_PARSE_FAILED: VALIDATION,
  BAD_REQUEST: VALIDATION,
  PERSISTED_QUERY_NOT_FOUND: VALIDATION,
  INTERNAL_SERVER_ERROR: PROVIDER_ERROR,
  THROTTLED: RATE_LIMIT,
  RATE_LIMITED: RATE_LIMIT,
  MAX_COST_EXCEEDED: VALIDATION,
};

/** Decides by the `errors` of a GraphQL answer, which comes with 200 (or 400 from stricter servers). */
export function byGraphQl(reading: Reading): Decision | undefined {
  if (!reading.some(ERRORS, (value) => value === '[…')) return undefined;
  const code = reading.value(CODE) ?? reading.value(CLASS) ?? reading.value(TYPE) ?? reading.value(OLD_TYPE);
  const isGraphQl =
    code !== undefined ||
    reading.value(LINE) !== undefined ||
    reading.some(DATA, () => true) ||
    /graphql/i.test(reading.path);
  if (!isGraphQl) return undefined;
  const known = code === undefined ? undefined : CODES[code.toUpperCase()];
  const outcome =
    known === undefined ? undefined : { outcome: known, rule: `graphql.${code}`, confidence: BY_CODE };
  if (reading.some(DATA, (value) => value === '{…')) {
    const limited = outcome?.outcome === RATE_LIMIT ? outcome : undefined;
    return limited ?? { outcome: PARTIAL, rule: 'graphql.partial', confidence: BY_WORD };
  }
  const words = code === undefined ? undefined : byWord(code, 200);
  const told = outcome ?? words ?? bySentence(reading);
  if (told !== undefined) return told;
  // An error with a place in the query and no code of execution is one of the query.
  const inQuery = reading.value(LINE) !== undefined && code === undefined && reading.status === 400;
  return { outcome: inQuery ? VALIDATION : UNKNOWN, rule: 'graphql.errors', confidence: 0.5 };
}
