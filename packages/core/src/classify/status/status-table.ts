import { CLIENT_ERROR_STATUSES } from './client-error-statuses.ts';
import { REDIRECT_STATUSES } from './redirect-statuses.ts';
import { SERVER_ERROR_STATUSES } from './server-error-statuses.ts';
import type { StatusRow } from './status-row.ts';
import { SUCCESS_STATUSES } from './success-statuses.ts';
import { EXCHANGE_REDIRECT, NO_RESPONSE, NOT_A_STATUS, UNLISTED_STATUSES } from './unlisted-statuses.ts';
import { VENDOR_CLIENT_ERROR_STATUSES } from './vendor-client-error-statuses.ts';
import { VENDOR_SERVER_ERROR_STATUSES } from './vendor-server-error-statuses.ts';

/** Every row of the status table, in the order of the cheat sheet. */
export const STATUS_ROWS: readonly StatusRow[] = [
  ...SUCCESS_STATUSES,
  ...REDIRECT_STATUSES,
  ...CLIENT_ERROR_STATUSES,
  ...SERVER_ERROR_STATUSES,
  ...VENDOR_CLIENT_ERROR_STATUSES,
  EXCHANGE_REDIRECT,
  ...VENDOR_SERVER_ERROR_STATUSES,
  NO_RESPONSE,
  ...UNLISTED_STATUSES,
  NOT_A_STATUS,
];

const BY_STATUS = new Map(STATUS_ROWS.map((row) => [row.status, row]));

/** The row of a status. Total: a code nobody listed is read as its class (RFC 9110 section 15), anything else as no status. */
export function statusRowOf(status: number): StatusRow {
  return BY_STATUS.get(status) ?? BY_STATUS.get(classOf(status)) ?? NOT_A_STATUS;
}

function classOf(status: number): string {
  return Number.isInteger(status) ? `${Math.floor(status / 100)}xx` : '';
}
