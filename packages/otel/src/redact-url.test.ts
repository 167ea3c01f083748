import { describe, expect, it } from 'vitest';
import { redactUrl } from './redact-url.ts';

describe('a URL on a span', () => {
  it.each([
    ['keeps a plain path', 'https://api.example.com/v1/charges', 'https://api.example.com/v1/charges'],
    ['loses its query', 'https://api.example.com/v1?key=s3cret&q=a', 'https://api.example.com/v1?REDACTED'],
    ['loses a bare token', 'https://api.example.com/v1?sk_live_123', 'https://api.example.com/v1?REDACTED'],
    ['keeps an empty query out', 'https://api.example.com/v1?', 'https://api.example.com/v1'],
    ['loses a fragment', 'https://api.example.com/v1#token=s3cret', 'https://api.example.com/v1'],
    ['loses a query in a fragment', 'https://a.example/#/x?token=s3cret', 'https://a.example/'],
    [
      'loses credentials',
      'https://user:pass@api.example.com/v1',
      'https://REDACTED:REDACTED@api.example.com/v1',
    ],
    ['loses a bare user', 'https://s3cret@api.example.com/', 'https://REDACTED:REDACTED@api.example.com/'],
    ['loses credentials with an @', 'https://u:p@ss@a.example/v1', 'https://REDACTED:REDACTED@a.example/v1'],
    [
      'loses credentials without a path',
      'https://u:p@a.example?x=1',
      'https://REDACTED:REDACTED@a.example?REDACTED',
    ],
    ['keeps an @ in the path', 'https://a.example/@scope/pkg', 'https://a.example/@scope/pkg'],
    ['loses the query of a path', '/v1/charges?key=s3cret', '/v1/charges?REDACTED'],
    ['stays as it is when redacted twice', 'https://a.example/?REDACTED', 'https://a.example/?REDACTED'],
    [
      'loses the proxy that stands glued before it',
      'http://proxy.local:3128http://u:p@api.example.com/v1?key=s3cret',
      'http://REDACTED:REDACTED@api.example.com/v1?REDACTED',
    ],
    [
      'keeps a URL in its path',
      'https://web.archive.org/web/http://a.example/',
      'https://web.archive.org/web/http://a.example/',
    ],
    ['may be no URL at all', 'nonsense', 'nonsense'],
    ['may be empty', '', ''],
  ])('%s', (_what, url, redacted) => {
    expect(redactUrl(url)).toBe(redacted);
  });
});
