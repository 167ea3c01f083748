import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { templateOf } from './template.ts';

describe('the template of a path', () => {
  it.each([
    ['/', '/'],
    ['', '/'],
    ['//', '/'],
    ['/v1/customers/cus_9s6XKzkNRiz8i3/cards/42', '/v1/customers/{id}/cards/{id}'],
    ['/v1/payment-intents', '/v1/payment-intents'],
    ['/v1/payment_intents/pi_3MtwBwLkdIwHu7ix28a3tqPa/confirm', '/v1/payment_intents/{id}/confirm'],
    ['/v1/chat/completions', '/v1/chat/completions'],
    ['/api/chat.postMessage', '/api/chat.postMessage'],
    ['/api/chat.completions', '/api/chat.completions'],
    ['/repos/octocat/hello-world/issues/1347/comments', '/repos/{id}/{id}/issues/{id}/comments'],
    ['/users/me/messages', '/users/me/messages'],
    ['/users/octocat/repos', '/users/{id}/repos'],
    [
      '/2010-04-01/Accounts/AC5ef8732a3c49700934481addd5ce1659/Messages.json',
      '/2010-04-01/Accounts/{id}/Messages.json',
    ],
    ['/admin/api/2024-10/products/632910392.json', '/admin/api/2024-10/products/{id}'],
    ['/rest/api/3/search', '/rest/api/3/search'],
    ['/rest/api/3/issue/10002', '/rest/api/3/issue/{id}'],
    ['/api/0/projects', '/api/0/projects'],
    ['/api/2.0/clusters/list', '/api/2.0/clusters/list'],
    ['/api/1347', '/api/{id}'],
    ['/orders/3/items', '/orders/{id}/items'],
    ['/rates/2024-10-05', '/rates/{id}'],
    ['/rates/20241005', '/rates/{id}'],
    ['/items/550e8400-e29b-41d4-a716-446655440000', '/items/{id}'],
    ['/items/550E8400E29B41D4A716446655440000', '/items/{id}'],
    ['/commits/6dcb09b5b57875f334f61aebed695e2e4193db5e', '/commits/{id}'],
    ['/commits/6dcb09b', '/commits/{id}'],
    ['/contacts/ada@example.com', '/contacts/{id}'],
    ['/contacts/ada%40example.com', '/contacts/{id}'],
    ['/files/My%20Report', '/files/{id}'],
    ['/files/report.pdf', '/files/{id}'],
    ['/tokens/eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9', '/tokens/{id}'],
    ['/ids/NffrFeUfNVHib', '/ids/{id}'],
    ['/ids/dQw4w9WgXcQ', '/ids/{id}'],
    ['/ids/01ARZ3NDEKTSV4RRFFQ69G5FAV', '/ids/{id}'],
    ['/markets/BTCUSDT/ticker', '/markets/{id}/ticker'],
    ['/channels/C024BE91L', '/channels/{id}'],
    ['/orders/order-12345', '/orders/{id}'],
    ['/oauth2/token', '/oauth2/token'],
    ['/oauth/v2.0/token', '/oauth/v2.0/token'],
    ['/v1alpha2/things', '/v1alpha2/things'],
    ['/s3/us-east-1/list', '/s3/us-east-1/list'],
    ['/IncomingPhoneNumbers', '/IncomingPhoneNumbers'],
    ['/API/items', '/API/items'],
    ["/v1.0/users('42')/messages", '/v1.0/users({id})/messages'],
    ['/v1.0/drive/root/delta()', '/v1.0/drive/root/delta()'],
    ['/$batch', '/$batch'],
    ['/v1beta/models/gemini-pro:generateContent', '/v1beta/models/gemini-pro:generateContent'],
    [
      '/v1/projects/acme/databases/(default)/documents/rooms/x9Kq2:commit',
      '/v1/projects/{id}/databases/(default)/documents/rooms/{id}:commit',
    ],
    ['/v1/projects/acme:testIamPermissions', '/v1/projects/{id}:testIamPermissions'],
    [`/search/${'a'.repeat(41)}`, '/search/{id}'],
    ['/search?q=secret#part', '/search'],
    ['/search#a?b', '/search'],
    [`/${'internationalization/'.repeat(8)}`, `${'/internationalization'.repeat(7)}/{rest}`],
    [`/${'a/'.repeat(20)}`, `${'/a'.repeat(12)}/{rest}`],
  ])('%s is %s', (path, template) => {
    expect(templateOf(path)).toBe(template);
  });

  it('is short, keeps its own text as it is, and has neither query nor fragment, for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webPath(), fc.string({ unit: 'binary' })), (path) => {
        const template = templateOf(path);
        expect(template).toMatch(/^\/[^?#]*$/);
        expect(template.length).toBeLessThanOrEqual(170);
        expect(templateOf(template.replaceAll('{id}', '1').replaceAll('{rest}', '1'))).toBe(
          template.replaceAll('{rest}', '{id}'),
        );
      }),
    );
  });

  it('takes linear time for any length', () => {
    const paths = ['/', 'a', '1', '-', '%41', '(', ':', 'aA1.'].map((piece) => `/${piece.repeat(1_000_000)}`);
    const before = performance.now();
    for (const path of paths) templateOf(path);
    expect(performance.now() - before).toBeLessThan(2000);
  });
});

describe('a hundred thousand distinct URLs', () => {
  const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  let state = 7;
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const pick = (from: string, length: number): string =>
    Array.from({ length }, () => from[random(from.length)]).join('');
  const token = (length: number): string => pick(LETTERS, length);
  const hex = (length: number): string => pick('0123456789abcdef', length);
  const number = (): string => String(1 + random(1e9));
  const uuid = (): string => [8, 4, 4, 4, 12].map(hex).join('-');
  const SYLLABLES = ['ka', 'ro', 'min', 'ta', 'lo', 'sen', 'vi', 'dor', 'pe', 'zu', 'han', 'gi'];
  const name = (): string => Array.from({ length: 3 }, () => SYLLABLES[random(SYLLABLES.length)]).join('');
  const date = (): string => `20${10 + random(16)}/${10 + random(3)}/${10 + random(18)}`;

  /** Makers of one route each, as the providers document them. */
  const ROUTES: readonly (() => string)[] = [
    // GitHub
    () => `/repos/${name()}/${name()}-${name()}/issues/${number()}`,
    () => `/repos/${name()}/${name()}/pulls/${number()}/files`,
    () => `/repos/${name()}/${name()}/commits/${hex(40)}/status`,
    () => `/repos/${name()}/${name()}/git/blobs/${hex(40)}`,
    () => `/users/${name()}${number()}/repos`,
    () => `/orgs/${name()}/members`,
    () => `/gists/${hex(32)}`,
    // Stripe
    () => `/v1/customers/cus_${token(14)}`,
    () => `/v1/customers/cus_${token(14)}/sources/card_${token(24)}`,
    () => `/v1/payment_intents/pi_${token(24)}/capture`,
    () => `/v1/charges/ch_${token(24)}`,
    () => `/v1/subscriptions/sub_${token(24)}`,
    // Twilio
    () => `/2010-04-01/Accounts/AC${hex(32)}/Messages.json`,
    () => `/2010-04-01/Accounts/AC${hex(32)}/Calls/CA${hex(32)}.json`,
    () => `/2010-04-01/Accounts/AC${hex(32)}/IncomingPhoneNumbers/PN${hex(32)}`,
    // S3 and the like: keys of many parts, capped
    () => `/backups/${date()}/${uuid()}.tar.gz`,
    () => `/avatars/${hex(2)}${number()}/${hex(64)}.png`,
    () => `/exports/${number()}/${token(20)}.csv?X-Amz-Signature=${hex(64)}`,
    // Slack
    () => `/api/chat.postMessage?channel=C${token(8)}`,
    () => `/api/conversations.history?cursor=${token(20)}`,
    () => `/services/T${token(8)}0/B${token(8)}1/${token(24)}`,
    // OpenAI
    () => `/v1/threads/thread_${token(24)}/runs/run_${token(24)}`,
    () => `/v1/files/file-${token(24)}/content`,
    () => `/v1/chat/completions?trace=${uuid()}`,
    () => `/v1/fine_tuning/jobs/ftjob-${token(24)}/events`,
    // Firestore and Google
    () => `/v1/projects/${name()}-${number()}/databases/(default)/documents/orders/${token(20)}`,
    () => `/v1/projects/${name()}/databases/(default)/documents:commit?t=${number()}`,
    () => `/v1/projects/${name()}/locations/europe-west4/endpoints/${number()}:predict`,
    // Others
    () => `/v3/calendars/${name()}%40group.example.com/events/${token(26)}`,
    () => `/odata/v4/Orders(${number()})/Items`,
  ];

  it('of thirty routes become about thirty endpoints', () => {
    const urls = new Set<string>();
    const templates = new Map<string, Set<number>>();
    for (let i = 0; urls.size < 100_000; i++) {
      const at = i % ROUTES.length;
      const url = ROUTES[at]?.() ?? '';
      if (urls.has(url)) continue;
      urls.add(url);
      const template = templateOf(url);
      templates.set(template, (templates.get(template) ?? new Set()).add(at));
    }
    expect(templates.size).toBeLessThanOrEqual(ROUTES.length + 5);
    // And no two routes become one.
    expect([...templates.values()].filter((routes) => routes.size > 1)).toEqual([]);
  });
});
