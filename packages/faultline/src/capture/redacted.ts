/** What stands in the place of a secret. No pattern of a secret matches it. */
export const REDACTED = '[redacted]';
