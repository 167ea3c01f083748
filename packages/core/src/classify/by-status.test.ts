import { describe, expect, it } from 'vitest';
import type { Exchange, HeaderBag } from '../exchange.ts';
import { classify } from './classify.ts';
import { STATUS_ROWS, statusRowOf } from './status/status-table.ts';

/** `category blame retry: statuses`, from the RFCs and the documents of the vendors. */
const EXPECTED = `
  ok none never: 100 101 102 103 104 200 201 202 203 204 205 206 208 226 304 218
  partial_failure unknown if_idempotent: 207 424
  redirect none after_fix: 300 301 302 307 308
  redirect none never: 303 305 306
  validation self after_fix: 400 405 406 411 413 414 415 416 422 431 510 494 783
  authentication self after_fix: 401 419 440 498 561
  billing self after_fix: 402
  permission self after_fix: 403
  not_found self after_fix: 404
  proxy self after_fix: 407
  timeout unknown backoff: 408 544
  conflict self after_fix: 409
  gone provider never: 410
  precondition self after_fix: 412 417 428
  rate_limit self after_delay: 418 429 420
  connection unknown backoff: 421 0 599
  lock unknown backoff: 423 449
  protocol none backoff: 425
  protocol self after_fix: 426 505
  permission none never: 451
  provider_error provider backoff: 500
  provider_error provider never: 501 506 508
  gateway provider backoff: 502 520 521 522 523 525 527 530
  overloaded provider after_delay: 503 477
  timeout provider if_idempotent: 504 524
  quota self after_fix: 507
  proxy network after_fix: 511
  rate_limit self backoff: 430 509
  connection provider if_idempotent: 444
  proxy self never: 450
  cancelled self if_idempotent: 460 499
  client_config self after_fix: 463 497 540
  protocol unknown after_fix: 464
  tls self after_fix: 495 496
  gateway provider after_fix: 526
  overloaded provider backoff: 529
  timeout unknown if_idempotent: 598
  permission self never: 999
`;

const CASES = EXPECTED.trim()
  .split('\n')
  .flatMap((line) => {
    const [judgement = '', statuses = ''] = line.trim().split(': ');
    const [category, blame, retry] = judgement.split(' ');
    return statuses.split(' ').map((status) => ({ status: Number(status), category, blame, retry }));
  });

const answered = (status: number, headers: HeaderBag = {}): Exchange => ({
  method: 'GET',
  url: 'https://api.example.com/v1/things',
  startedAt: Date.UTC(2026, 2, 2, 10),
  durationMs: 1000,
  response: { status, headers },
});

describe('an answer', () => {
  it.each(CASES)('with $status is $category, blamed on $blame', ({ status, category, blame, retry }) => {
    // Where a row asks to wait for a stated delay and none was stated, there is only one's own backoff.
    const unstated = retry === 'after_delay' ? 'backoff' : retry;
    expect(classify(answered(status))).toMatchObject({
      category,
      blame,
      retry: unstated,
      rule: `status.${status}`,
    });
  });

  it('has an expectation for every listed status', () => {
    const listed = STATUS_ROWS.map((row) => row.status).filter((status) => typeof status === 'number');
    expect(CASES.map(({ status }) => status).sort()).toEqual([...listed].sort());
  });

  it.each([
    [150, 'ok', 'none', 'never', 'status.1xx'],
    [299, 'ok', 'none', 'never', 'status.2xx'],
    [399, 'redirect', 'none', 'after_fix', 'status.3xx'],
    [488, 'validation', 'self', 'after_fix', 'status.4xx'],
    [588, 'provider_error', 'provider', 'backoff', 'status.5xx'],
  ] as const)('with the unlisted %d is read as its class', (status, category, blame, retry, rule) => {
    expect(classify(answered(status))).toMatchObject({ category, blame, retry, rule });
  });

  it.each([600, 700, 1000, -1, 99, 42, 200.5, Number.NaN, Number.POSITIVE_INFINITY])(
    'with %d is unknown, since that is no status',
    (status) => {
      expect(classify(answered(status))).toMatchObject({
        category: 'unknown',
        blame: 'unknown',
        retry: 'never',
        rule: 'status.other',
      });
    },
  );

  it('shares one frozen classification for each plain status', () => {
    for (const status of [200, 302, 404, 429, 503]) {
      const first = classify(answered(status, { server: 'nginx' }));
      expect(classify(answered(status))).toBe(first);
      expect(Object.isFrozen(first)).toBe(true);
    }
  });

  it('does not look at the headers of an answer that no header can change', () => {
    const headers = new Proxy({}, { get: () => expect.unreachable(), ownKeys: () => expect.unreachable() });
    for (const status of [200, 204, 301, 304, 400, 401, 404, 422, 501]) classify(answered(status, headers));
  });

  it('tells the old redirect of Exchange from the legal 451 by its header', () => {
    const moved = answered(451, { 'x-ms-location': 'https://mail.example.com/' });
    expect(classify(moved)).toMatchObject({ category: 'redirect', blame: 'provider', rule: 'status.451b' });
  });

  it.each([
    [429, 'after_delay'],
    [503, 'after_delay'],
    [500, 'after_delay'],
    [502, 'after_delay'],
    [408, 'after_delay'],
    [423, 'after_delay'],
    [529, 'after_delay'],
    // RFC 9110 section 15.5.14: a body that is too large for now only.
    [413, 'after_delay'],
    // The work may have been done: waiting does not answer that.
    [504, 'if_idempotent'],
    [524, 'if_idempotent'],
  ] as const)('with %d and Retry-After says when to come back', (status, retry) => {
    expect(classify(answered(status, { 'retry-after': '30' }))).toMatchObject({
      retry,
      retryAfterMs: 30_000,
    });
  });

  it.each([200, 202, 301, 400, 401, 404, 410, 422, 501, 505])('with %d ignores Retry-After', (status) => {
    expect(classify(answered(status, { 'retry-after': '30' }))).not.toHaveProperty('retryAfterMs');
  });
});

describe('the status table', () => {
  it('names no code and no rule in what it tells an end user', () => {
    for (const row of STATUS_ROWS) {
      expect(row.userMessage).not.toMatch(/\d|HTTP|[a-z]_[a-z]/);
      expect(row.userMessage.replace(/\{(?:provider|resource)\}/g, '')).not.toMatch(/[{}]/);
    }
  });

  it('gives every row a reason that a person can use', () => {
    for (const row of STATUS_ROWS) {
      expect(
        [row.name, row.reference, row.meaning, row.causes, row.fix].every((text) => text.length > 1),
      ).toBe(true);
      expect(row.confidence).toBeGreaterThan(0);
      expect(row.confidence).toBeLessThan(1);
    }
  });

  it('leaves an open blame open to evidence', () => {
    for (const row of STATUS_ROWS)
      if (row.blame === 'unknown') expect(row.confidence).toBeLessThanOrEqual(0.3);
  });

  it('finds the row of any number', () => {
    expect(statusRowOf(503).name).toBe('Service Unavailable');
    expect(statusRowOf(477).reference).toBe('HubSpot');
    expect(statusRowOf(-5).status).toBe('other');
  });
});
