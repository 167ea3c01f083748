import { STATUS_ROWS, TRANSPORT_ROWS } from '@faultline/core';
import { describe, expect, it } from 'vitest';
import { runExplain } from './run-explain.ts';

const run = (args: readonly string[], input = '') => runExplain(args, () => input);
const textOf = (args: readonly string[], input = ''): string => run(args, input).lines.join('\n');
const jsonOf = (args: readonly string[], input = '') => JSON.parse(textOf([...args, '--json'], input));

describe('faultline explain', () => {
  it.each([
    ['503', 'provider', 'overloaded', 'backoff'],
    ['402', 'self', 'billing', 'after_fix'],
    ['507', 'self', 'quota', 'after_fix'],
    ['200', 'none', 'ok', 'never'],
    ['599', 'unknown', 'connection', 'backoff'],
    ['ECONNRESET', 'provider', 'connection', 'if_idempotent'],
    ['econnrefused', 'provider', 'connection', 'backoff'],
    ['TimeoutError', 'unknown', 'timeout', 'if_idempotent'],
    ['UNAVAILABLE', 'provider', 'overloaded', 'backoff'],
    ['HPE_SOMETHING_NEW', 'provider', 'protocol', 'if_idempotent'],
    ['socket hang up', 'provider', 'connection', 'if_idempotent'],
  ])('%s says whose fault it is, of which kind, and whether to retry', (what, blame, category, retry) => {
    expect(jsonOf([what])).toMatchObject({ subject: what, blame, category, retry });
  });

  it('shows meaning, fault, retry, causes, fix and the branch of the decision tree', () => {
    const text = textOf(['507']);
    expect(text).toMatch(/^507 {2}Insufficient Storage\n/);
    for (const label of [
      'Meaning',
      'Whose fault',
      'Retry',
      'Causes',
      'Fix',
      'Tell users',
      'Rule',
      'Source',
    ]) {
      expect(text).toMatch(new RegExp(`^${label} +\\S`, 'm'));
    }
    expect(text).toMatch(/What does its class say\? +5xx: probably them, try again/);
    expect(text).toMatch(/Does the class have it right\? +no, the blame is self and retry is after_fix/);
  });

  it('walks the other branch without an answer', () => {
    const text = textOf(['UND_ERR_CONNECT_TIMEOUT']);
    expect(text).toMatch(/Did an answer come\? +no complete one/);
    expect(text).toMatch(/Had the request reached the server\? +no, so that any repeat is safe/);
  });

  it.each(['stripe', 'Stripe', 'api.stripe.com', 'https://api.stripe.com/v1/charges'])(
    'leads with what %s means by a status, and lists what its other rules may say',
    (provider) => {
      const { own, elsewhere } = jsonOf([provider, '402']);
      expect(own).toMatchObject({ provider: 'Stripe', blame: 'end_user', retry: 'never' });
      expect(own.rules).toMatchObject([{ rule: 'stripe.card_error', category: 'billing' }]);
      expect(own.userMessage).not.toMatch(/Stripe needs a payment/);
      expect(elsewhere).toMatchObject([{ rule: 'stripe.idempotency' }]);
      const text = textOf([provider, '402']);
      expect(text).toMatch(
        /\n\nWhose fault +your end user \(billing\)\nRetry +no\nFix +Cardholder or issuer said no/,
      );
      expect(text.indexOf('In general')).toBeLessThan(text.indexOf('yours: this service'));
    },
  );

  it('says that it depends on the body when a rule of the provider and the status disagree', () => {
    expect(jsonOf(['stripe', '429']).own).not.toHaveProperty('blame');
    expect(textOf(['stripe', '429'])).toMatch(
      /\n\nWhose fault +depends on the body\nRetry.*\n\nWhat Stripe can mean by it\n {2}stripe\.lock_timeout: /,
    );
  });

  it('says what several rules of the provider agree in, and lists them first', () => {
    const text = textOf(['github', '403']);
    expect(text).toMatch(/\n\nWhose fault +yours: this service or its account\nRetry +depends on the body\n/);
    expect(text.indexOf('  github.saml: ')).toBeLessThan(text.indexOf('In general'));
    expect(jsonOf(['github', '403']).own).not.toHaveProperty('retry');
  });

  it('says at a status that no rule of the provider is about what everybody means by it', () => {
    expect(jsonOf(['stripe', '500'])).not.toHaveProperty('own');
    expect(textOf(['stripe', '500'])).toMatch(/\n\nMeaning/);
  });

  it('notes of other providers only when none was asked for', () => {
    expect(textOf(['402'])).toMatch(/Mailgun 402/);
    expect(textOf(['stripe', '402'])).not.toMatch(/Mailgun|DeepSeek/);
    expect(jsonOf(['stripe', '402']).note).toBe('Stripe 402 = card_declined (end user)');
    expect(jsonOf(['github', '403'])).not.toHaveProperty('note');
  });

  it.each([
    [
      ['402', 'stripe'],
      ['stripe', '402'],
    ],
    [
      ['ECONNRESET', 'api.stripe.com'],
      ['api.stripe.com', 'ECONNRESET'],
    ],
  ])('takes %j for %j', (swapped, words) => {
    expect(textOf(swapped)).toBe(textOf(words));
  });

  it.each([
    ['https://api.github.com/x?token=SECRET', 'https://api.github.com/x?[redacted] 403'],
    ['https://me:SECRET@api.github.com/x#SECRET', 'https://[redacted]@api.github.com/x#[redacted] 403'],
    ['api.github.com/x?token=SECRET', 'api.github.com/x?[redacted] 403'],
  ])('prints nothing secret of %s', (url, subject) => {
    expect(jsonOf([url, '403']).subject).toBe(subject);
    for (const args of [[url, '403'], ['403', url], [url, '403', '--json'], [url], [url, 'x', '403']]) {
      expect(textOf(args)).not.toContain('SECRET');
    }
    expect(textOf(['--curl', url], 'HTTP/2 403\r\n\r\n')).not.toContain('SECRET');
  });

  it('knows a provider by its pattern of hosts, and one that shares the hosts of another', () => {
    expect(jsonOf(['zendesk', '503'])).toMatchObject({ blame: 'provider', category: 'overloaded' });
    expect(jsonOf(['confluence', '503']).userMessage).toMatch(/^Atlassian Confluence /);
  });

  it('takes a host that nobody knows as it is', () => {
    expect(jsonOf(['billing.internal:8443', '503'])).not.toHaveProperty('elsewhere');
  });

  it('explains everything that the tables hold', () => {
    const statuses = STATUS_ROWS.map((row) => row.status).filter((status) => typeof status === 'number');
    const codes = TRANSPORT_ROWS.map((row) => row.code).filter((code) => !code.endsWith('*'));
    for (const what of [...statuses.map(String), ...codes]) expect(run([what]).code).toBe(0);
  });
});

describe('faultline explain --curl', () => {
  it.each([
    ['HTTP/1.1', 'HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\n\r\n{"error":"slow down"}'],
    ['HTTP/2', 'HTTP/2 429 \r\nretry-after: 7\r\n\r\n'],
    ['text with bare line feeds', 'HTTP/1.1 429 Too Many\nRetry-After: 7\n\nbody'],
    [
      'the answer behind an interim one',
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 429 X\r\nRetry-After: 7\r\n\r\n',
    ],
    [
      'the answer behind a proxy',
      'HTTP/1.1 200 Connection established\r\n\r\nHTTP/2 429\r\nretry-after: 7\r\n\r\n',
    ],
    [
      'the last answer of a redirect',
      'HTTP/1.1 302 Found\r\nLocation: /x\r\nRetry-After: 99\r\n\r\nHTTP/1.1 429 X\r\nRetry-After: 7\r\n\r\n',
    ],
    ['headers without a body', 'HTTP/1.1 429 X\r\nRetry-After: 7'],
  ])('reads %s', (_, answer) => {
    expect(jsonOf(['--curl'], answer)).toMatchObject({
      subject: '429',
      blame: 'self',
      retry: 'after_delay',
      retryAfterMs: 7000,
    });
  });

  it('has headers and body read by the rules of the named provider', () => {
    const declined = 'HTTP/2 402\r\ncontent-type: application/json\r\n\r\n{"error":{"type":"card_error"}}';
    expect(jsonOf(['--curl', 'stripe'], declined)).toMatchObject({
      subject: 'stripe 402',
      blame: 'end_user',
      retry: 'never',
      rule: 'stripe.card_error',
      reference: expect.stringContaining('stripe'),
    });
    expect(textOf(['--curl', 'stripe'], declined)).toMatch(
      /Does a rule know better than the status\? +yes, stripe\.card_error/,
    );
  });

  it('takes names like __proto__ for headers as they come', () => {
    expect(run(['--curl'], 'HTTP/1.1 503 X\r\n__proto__: x\r\nconstructor: y\r\n\r\n').code).toBe(0);
  });
});

describe('a question that cannot be answered', () => {
  it.each([
    [[], 'Say what to explain'],
    [['nonsense'], 'Nothing is known of "nonsense"'],
    [['nobody', '402'], 'No provider is called "nobody"'],
    [['a', 'b', '402'], 'Too many words: "a b"'],
    [['--curl'], 'Standard input holds no HTTP answer'],
    [['--crul', '503'], 'Unknown option "--crul". The options are --curl, --json, --help.'],
    [['--token=secret'], 'Unknown option "--token". The options are'],
    [['-x'], 'Unknown option "-x". The options are'],
    [['https://api.github.com/x?token=y'], 'Nothing is known of "https://api.github.com/x?[redacted]"'],
  ] as const)('%j is told in one sentence, with the usage', (args, message) => {
    const { code, lines } = run(args, 'curl: (7) Failed to connect');
    expect(code).toBe(2);
    expect(lines[0]).toContain(message);
    expect(lines.at(-1)).toContain('Usage: faultline explain');
  });
});
