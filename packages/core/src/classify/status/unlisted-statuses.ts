import { judged, type StatusRow } from './status-row.ts';
import { SAY } from './user-messages.ts';

/** No status at all, and no error that says why. */
export const NO_RESPONSE: StatusRow = {
  status: 0,
  name: '(no response)',
  reference: 'XMLHttpRequest and access logs write 0 or 000',
  ...judged('connection', 'unknown', 'backoff', 0.3),
  meaning: 'No HTTP response',
  causes: 'any transport error',
  fix: 'look at the error that the client threw',
  userMessage: SAY.noAnswer,
};

/** 451 with an `X-MS-Location` header: the older meaning of the code. */
export const EXCHANGE_REDIRECT: StatusRow = {
  status: '451b',
  name: 'Redirect (Exchange ActiveSync)',
  reference: 'IIS',
  ...judged('redirect', 'provider', 'after_fix', 0.7),
  meaning: 'Use another server',
  causes: 'mailbox moved',
  fix: 'follow X-MS-Location',
  userMessage: SAY.moved,
  note: 'status 451 with the header X-MS-Location, older than the legal meaning',
};

/** What a code is read as that nobody listed: its class (RFC 9110 section 15). */
export const UNLISTED_STATUSES: readonly StatusRow[] = [
  {
    status: '1xx',
    name: 'unknown 1xx',
    reference: 'RFC 9110 15: treat as 100',
    ...judged('ok', 'none', 'never', 0.9),
    meaning: 'Unknown interim answer',
    causes: 'private or future interim code',
    fix: 'nothing to fix',
    userMessage: SAY.inProgress,
  },
  {
    status: '2xx',
    name: 'unknown 2xx',
    reference: 'RFC 9110 15: treat as 200',
    ...judged('ok', 'none', 'never', 0.8),
    meaning: 'Unknown success',
    causes: 'private or future success code',
    fix: 'nothing to fix',
    userMessage: SAY.done,
  },
  {
    status: '3xx',
    name: 'unknown 3xx',
    reference: 'RFC 9110 15: treat as 300',
    ...judged('redirect', 'none', 'after_fix', 0.6),
    meaning: 'Unknown redirect',
    causes: 'private or future redirect code',
    fix: 'look at Location',
    userMessage: SAY.moved,
  },
  {
    status: '4xx',
    name: 'unknown 4xx',
    reference: 'RFC 9110 15: treat as 400',
    ...judged('validation', 'self', 'after_fix', 0.6),
    meaning: 'Unknown client error',
    causes: 'private or future client-error code',
    fix: 'read the body',
    userMessage: SAY.checkInput,
  },
  {
    status: '5xx',
    name: 'unknown 5xx',
    reference: 'RFC 9110 15: treat as 500',
    ...judged('provider_error', 'provider', 'backoff', 0.6),
    meaning: 'Unknown server error',
    causes: 'private or future server-error code',
    fix: 'read the body',
    userMessage: SAY.trouble,
  },
];

/** Not a status: 600 and above (unless a vendor listed it), negative, a fraction. */
export const NOT_A_STATUS: StatusRow = {
  status: 'other',
  name: 'not a status',
  reference: 'RFC 9110 15: a status has three digits, 100 to 599',
  ...judged('unknown', 'unknown', 'never', 0.2),
  meaning: 'Invalid status class',
  causes: 'the peer does not speak HTTP',
  fix: 'check that the peer really speaks HTTP',
  userMessage: '{provider} sent an answer we did not understand. Please try again later.',
};
