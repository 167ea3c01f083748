import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scrub } from './scrub.ts';

describe('what is kept', () => {
  it.each([
    '{"error":{"type":"invalid_request_error","code":"invalid_api_key","param":null}}',
    '{"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException"}',
    '<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>',
    '{"message":"Not Found","documentation_url":"https://docs.github.com/rest/users"}',
    'upstream connect error or disconnect/reset before headers. reset reason: connection failure',
    '{"author":"nobody","status":429,"retry_after":7}',
    'Zu viele Anfragen, bitte später wieder',
    '',
  ])('%s', (text) => {
    expect(scrub(text)).toBe(text);
  });
});

describe('what goes', () => {
  it.each([
    ['{"error":"bad","password":"hunter2"}', '{"error":"bad","password":"[redacted]"}'],
    ['{"db":{"pwd" : "hun\\"ter2"},"a":1}', '{"db":{"pwd" : "[redacted]"},"a":1}'],
    [
      '{"body":"{\\"apiKey\\":\\"hunter2\\",\\"a\\":1}"}',
      '{"body":"{\\"apiKey\\":\\"[redacted]\\",\\"a\\":1}"}',
    ],
    ['{"credentials":{"a":{"b":"x"},"c":"pw"},"d":1}', '{"credentials":[redacted],"d":1}'],
    ['{"tokens":["a","]b"],"d":1}', '{"tokens":[redacted],"d":1}'],
    ['user=bob&client_secret=hunter2&x=1', 'user=bob&client_secret=[redacted]&x=1'],
    ['<a:Password>hunter2</a:Password><b/>', '<a:Password>[redacted]</a:Password><b/>'],
    ['<Token><![CDATA[hunter2]]></Token>', '<Token>[redacted]</Token>'],
    ['set-cookie: sid', 'set-cookie: [redacted]'],
    ['{"password":"cut in the mid', '{"password":"[redacted]'],
    ['Authorization: Bearer abc.def', 'Authorization: Bearer [redacted]'],
    ['Incorrect API key provided: sk-abc*****xyz', 'Incorrect API key provided: [redacted]'],
    ['see https://api.example.com/x?sig=abc for more', 'see https://api.example.com/x?[redacted] for more'],
    ['no user bob@example.com here', 'no user [redacted] here'],
    ['no user bob%40example.com here', 'no user [redacted] here'],
    ['{"message":"bob\\u0040example.com"}', '{"message":"[redacted]"}'],
    ['card 4242 4242 4242 4242 declined', 'card [redacted] declined'],
    ['card 3782-822463-10005 declined', 'card [redacted] declined'],
    ['call +1 (555) 000-0001', 'call [redacted]'],
    ['key wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'key [redacted]'],
    ['-----BEGIN PRIVATE KEY-----\nMIIabc\n-----END PRIVATE KEY-----\nrest', '[redacted]\nrest'],
    ['-----BEGIN PRIVATE KEY-----\nMIIabc', '[redacted]'],
  ])('%s', (text, scrubbed) => {
    expect(scrub(text)).toBe(scrubbed);
  });
});

/** Text of `length` characters of an alphabet, in which `must` are sure to be. */
function word(alphabet: string, minLength: number, maxLength: number): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...alphabet), { minLength, maxLength })
    .map((characters) => characters.join(''));
}
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGIT = '0123456789';
const BASE_64_URL = `${LOWER}${UPPER}${DIGIT}`;

/** Secrets as they are issued, each by the format that its issuer documents. */
const SECRETS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'Stripe key': word(BASE_64_URL, 24, 99).map((key) => `sk_live_${key}`),
  'Stripe webhook secret': word(BASE_64_URL, 32, 32).map((key) => `whsec_${key}`),
  'OpenAI key': word(BASE_64_URL, 40, 150).map((key) => `sk-proj-${key}`),
  'Anthropic key': word(BASE_64_URL, 80, 100).map((key) => `sk-ant-api03-${key}`),
  'GitHub token': word(BASE_64_URL, 36, 36).map((key) => `ghp_${key}`),
  'GitHub fine-grained token': word(BASE_64_URL, 60, 82).map((key) => `github_pat_${key}`),
  'GitLab token': word(BASE_64_URL, 20, 20).map((key) => `glpat-${key}`),
  'Slack token': fc
    .tuple(word(DIGIT, 10, 12), word(BASE_64_URL, 24, 24))
    .map(([team, key]) => `xoxb-${team}-${key}`),
  'AWS key id': word(UPPER + DIGIT, 16, 16).map((key) => `AKIA${key}`),
  'Google key': word(BASE_64_URL, 35, 35).map((key) => `AIza${key}`),
  'SendGrid key': fc
    .tuple(word(BASE_64_URL, 22, 22), word(BASE_64_URL, 43, 43))
    .map((parts) => `SG.${parts.join('.')}`),
  'Telegram token': fc.tuple(word(DIGIT, 8, 10), word(BASE_64_URL, 35, 35)).map((parts) => parts.join(':')),
  'JSON web token': fc
    .tuple(word(BASE_64_URL, 10, 60), word(BASE_64_URL, 10, 60), word(BASE_64_URL, 20, 60))
    .map(([head, claims, signature]) => `eyJ${head}.eyJ${claims}.${signature}`),
  'bearer token': word(BASE_64_URL, 8, 60).map((key) => `Bearer ${key}`),
  UUID: fc.uuid(),
  'hex digest': word('0123456789abcdef', 31, 63).map((hex) => `${hex}7f`),
  'card number': fc
    .tuple(word(DIGIT, 14, 18), fc.constantFrom('', ' ', '-'))
    .map(([digits, gap]) => withLuhn(digits).replace(/(\d{4})(?=\d)/g, `$1${gap}`)),
  'e-mail address': fc
    .tuple(
      word(LOWER + DIGIT, 1, 60),
      fc.constantFrom('.', '_', '+', '-', ''),
      word(LOWER, 1, 12),
      word(LOWER, 3, 20),
    )
    .map(([first, gap, last, host]) => `${first}${gap}${last}@${host}.com`),
  IBAN: word(DIGIT, 18, 18).map((digits) => `DE89${digits}`),
};

/** Any value of a field with a sensitive name, the words of a text among them. */
const VALUE = fc.string({ minLength: 6, maxLength: 40 }).filter((text) => /^\w[\w !#%*@]{4,}\w$/.test(text));

function withLuhn(digits: string): string {
  let sum = 0;
  [...digits].reverse().forEach((digit, index) => {
    const doubled = index % 2 === 0 ? Number(digit) * 2 : Number(digit);
    sum += doubled > 9 ? doubled - 9 : doubled;
  });
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** Where a text may stand in an answer. */
const PLACES: Readonly<Record<string, (text: string) => string>> = {
  'a message': (text) => JSON.stringify({ error: { message: `Invalid value ${text} for x`, code: 'bad' } }),
  'a value': (text) => JSON.stringify({ value: text, more: [1, 2] }),
  'a list': (text) => JSON.stringify({ values: ['a', text, 'b'] }),
  'JSON in JSON': (text) => JSON.stringify({ body: JSON.stringify({ deep: { value: text } }) }),
  XML: (text) => `<Error><Message>Not ${text}</Message><Code>x</Code></Error>`,
  'an attribute': (text) => `<a value="${text}"/>`,
  'a form': (text) => `error=bad&value=${text}&more=1`,
  'a URL': (text) => `See https://api.example.com/x?value=${text} for more`,
  'a line': (text) => `failed: ${text}\nnext line`,
  nothing: (text) => text,
};

/** What of a secret may be left: nothing as long as this. */
const RECOGNISABLE = 10;

function leaked(secret: string, scrubbed: string): string | undefined {
  for (let at = 0; at + RECOGNISABLE <= secret.length; at++) {
    const part = secret.slice(at, at + RECOGNISABLE);
    if (scrubbed.includes(part)) return part;
  }
  return secret.length < RECOGNISABLE && scrubbed.includes(secret) ? secret : undefined;
}

describe.each(Object.entries(SECRETS))('any %s', (_, secrets) => {
  it.each(Object.entries(PLACES))('goes from %s', (_place, put) => {
    fc.assert(
      fc.property(secrets, (secret) => {
        expect(leaked(secret, scrub(put(secret)))).toBeUndefined();
      }),
    );
  });
});

describe('any value', () => {
  const names = fc.constantFrom(
    'password',
    'client_secret',
    'apiKey',
    'X-Api-Key',
    'access_token',
    'cvc',
    'key',
    'pin',
    'db.Password',
  );
  it.each<[string, (name: string, value: string) => string]>([
    ['JSON', (name, value) => JSON.stringify({ a: 1, [name]: value, z: 'end' })],
    ['JSON in JSON', (name, value) => JSON.stringify({ a: JSON.stringify({ [name]: value, z: 1 }) })],
    [
      'JSON in JSON in JSON',
      (name, value) => JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ [name]: value }) }) }),
    ],
    ['a nested object', (name, value) => JSON.stringify({ [name]: { deep: [{ er: value }], z: value } })],
    ['XML', (name, value) => `<Error><${name}>${value}</${name}></Error>`],
    ['an attribute', (name, value) => `<a ${name}="${value}"/>`],
    ['JSON that was cut', (name, value) => JSON.stringify({ [name]: value }).slice(0, -2)],
  ])('under a sensitive name goes from %s', (_, write) => {
    fc.assert(
      fc.property(names, VALUE, (name, value) => {
        expect(scrub(write(name, value))).not.toContain(value);
      }),
    );
  });
});

describe('any text at all', () => {
  it('is scrubbed without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        const scrubbed = scrub(text);
        expect(typeof scrubbed).toBe('string');
      }),
    );
  });

  it.each([
    'a',
    '1',
    'a1',
    '"',
    '{',
    '<a>',
    'a:',
    '\\',
    'pwd:{',
    'pwd:"',
    '@',
    'a@',
    '-----BEGIN',
    '://',
    'eyJ',
    'token ',
    '+1',
  ])('costs in proportion to its length: %s', (unit) => {
    const cost = (length: number): number => {
      const text = unit.repeat(length / unit.length);
      let least = Infinity;
      for (let round = 0; round < 3; round++) {
        const start = performance.now();
        scrub(text);
        least = Math.min(least, performance.now() - start);
      }
      return least;
    };
    cost(1000);
    // 16 times as long: quadratic growth would cost 256 times as much; a busy machine is given room.
    expect(cost(24_000)).toBeLessThan(Math.max(1, cost(1500)) * 100);
  });
});
