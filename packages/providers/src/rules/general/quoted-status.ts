import {
  AUTHENTICATION,
  BILLING,
  CONFLICT,
  GATEWAY,
  GONE,
  LOCK,
  NOT_FOUND,
  type Outcome,
  OVERLOADED,
  PERMISSION,
  PRECONDITION,
  PROVIDER_ERROR,
  RATE_LIMIT,
  TIMEOUT,
  VALIDATION,
} from '../outcome.ts';

const BY_STATUS: Readonly<Record<number, Outcome>> = {
  401: AUTHENTICATION,
  402: BILLING,
  403: PERMISSION,
  404: NOT_FOUND,
  409: CONFLICT,
  410: GONE,
  412: PRECONDITION,
  423: LOCK,
  429: RATE_LIMIT,
  502: GATEWAY,
  503: OVERLOADED,
  504: TIMEOUT,
};

/** What a status means that a body quotes (`"code": 404`, in a 200): as RFC 9110 section 15 has it. `undefined` for what is no failure. */
export function outcomeOfQuoted(text: string): Outcome | undefined {
  if (!/^[45]\d\d$/.test(text)) return undefined;
  const status = Number(text);
  return BY_STATUS[status] ?? (status < 500 ? VALIDATION : PROVIDER_ERROR);
}
