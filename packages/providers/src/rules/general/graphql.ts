import { knownPath, type PathNode } from '../../body/leaf.ts';
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
import { outcomeOfQuoted } from './quoted-status.ts';
import { bySentence, byWord } from './vocabulary-rule.ts';

const ERRORS = knownPath('errors');
const DATA = knownPath('data');
/** Where servers write their code: Apollo Server, graphql-java, GitHub, AppSync, Braintree. */
const CODES_AT =
  'extensions.code extensions.classification extensions.type type extensions.errorClass extensions.errorType errorType'
    .split(' ')
    .map((key) => knownPath(`errors.${key}`));
const STATUSES_AT =
  'extensions.status extensions.statusCode extensions.http.status extensions.response.status extensions.code statusCode status code'
    .split(' ')
    .map((key) => knownPath(`errors.${key}`));
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

/** Data whose every field is null is no part of an answer: the one thing that was asked for failed. */
const NO_DATA = /"data"\s{0,5}:\s{0,5}\{\s{0,20}(?:"\w{1,80}"\s{0,5}:\s{0,5}null[\s,]{0,20}){1,8}\}/;

/** Decides by the `errors` of a GraphQL answer, which comes with 200 (or 400 from stricter servers). */
export function byGraphQl(reading: Reading): Decision | undefined {
  if (!reading.some(ERRORS, (value) => value === '[…')) return undefined;
  const code = firstOf(reading, CODES_AT);
  const isGraphQl =
    code !== undefined ||
    reading.value(LINE) !== undefined ||
    reading.some(DATA, () => true) ||
    /graphql/i.test(reading.path);
  if (!isGraphQl) return undefined;
  const known = code === undefined ? undefined : CODES[code.toUpperCase()];
  const outcome =
    known === undefined ? undefined : { outcome: known, rule: `graphql.${code}`, confidence: BY_CODE };
  if (reading.some(DATA, (value) => value === '{…') && !NO_DATA.test(reading.body.text)) {
    const limited = outcome?.outcome === RATE_LIMIT ? outcome : undefined;
    return limited ?? { outcome: PARTIAL, rule: 'graphql.partial', confidence: BY_WORD };
  }
  return outcome ?? byWords(reading, code) ?? byQuotedStatus(reading) ?? unknownError(reading, code);
}

function firstOf(reading: Reading, nodes: readonly PathNode[]): string | undefined {
  for (const node of nodes) {
    const value = reading.value(node);
    if (value !== undefined) return value;
  }
  return undefined;
}

function byWords(reading: Reading, code: string | undefined): Decision | undefined {
  // Stricter servers answer 400 for each failure, so that it says nothing.
  const status = reading.status === 400 ? 200 : reading.status;
  const word = code === undefined ? undefined : byWord(code, status);
  return word ?? bySentence(reading, status);
}

/** Servers over REST APIs pass on the status that those answered with. */
function byQuotedStatus(reading: Reading): Decision | undefined {
  const quoted = outcomeOfQuoted(firstOf(reading, STATUSES_AT) ?? '');
  return quoted === undefined
    ? undefined
    : { outcome: quoted, rule: 'graphql.quoted_status', confidence: BY_WORD };
}

/** An error with a place in the query and no code of execution is one of the query. */
function unknownError(reading: Reading, code: string | undefined): Decision | undefined {
  if (reading.status > 400) return undefined;
  const inQuery = reading.value(LINE) !== undefined && code === undefined && reading.status === 400;
  return { outcome: inQuery ? VALIDATION : UNKNOWN, rule: 'graphql.errors', confidence: 0.5 };
}
