import type { Effect } from './world.ts';

/** A third party as services call it: what the worlds of our own are built from. Rates are shares of the provider's traffic. */
export interface CatalogProvider {
  readonly id: string;
  readonly host: string;
  readonly edge?: string;
  readonly endpoints: readonly {
    readonly route: string;
    readonly share: number;
    readonly p50: number;
    readonly timeout_ms: number;
    /** Everyday refusals of this endpoint: a look-up that finds nothing, a wrong password. */
    readonly noise?: { readonly p: number; readonly status: number };
  }[];
  /** Body of a refusal or error in the provider's own format. */
  body(status: number, text: string): unknown;
}

const plain = (status: number, text: string): unknown => ({ error: { code: status, message: text } });
const bare = (status: number, text: string): unknown => ({ message: text, status: String(status) });
const list = (_: number, text: string): unknown => ({ errors: [{ message: text }] });

/** Providers by kind of use; hosts are real ones, so that the rules of providers apply. */
export const CATALOG: readonly CatalogProvider[] = [
  provider('stripe', 'api.stripe.com', undefined, stripeBody, [
    ['POST /v1/payment_intents', 3, 420, 10000, 0.04, 402],
    ['GET /v1/customers/{id}', 3, 100, 5000],
    ['POST /v1/refunds', 1, 380, 10000],
  ]),
  provider('github', 'api.github.com', undefined, bare, [
    ['GET /repos/{owner}/{repo}', 4, 110, 5000],
    ['GET /repos/{owner}/{repo}/contents/{path}', 3, 120, 5000, 0.05, 404],
    ['POST /repos/{owner}/{repo}/issues', 1, 220, 8000],
    ['GET /orgs/{org}/members', 1, 160, 5000],
  ]),
  provider('openai', 'api.openai.com', 'cloudflare', openaiBody, [
    ['POST /v1/chat/completions', 3, 2100, 30000],
    ['POST /v1/embeddings', 2, 210, 10000],
    ['GET /v1/models', 0.3, 110, 5000],
  ]),
  provider(
    'slack',
    'slack.com',
    undefined,
    (_, text) => ({ ok: false, error: text.toLowerCase().replaceAll(' ', '_') }),
    [
      ['POST /api/chat.postMessage', 3, 150, 5000],
      ['GET /api/users.lookupByEmail', 2, 85, 5000],
      ['GET /api/conversations.list', 1, 120, 5000],
    ],
  ),
  provider('sendgrid', 'api.sendgrid.com', undefined, list, [
    ['POST /v3/mail/send', 5, 75, 5000],
    ['GET /v3/suppression/bounces', 1, 110, 5000],
  ]),
  provider('s3', 's3.amazonaws.com', undefined, xmlBody, [
    ['GET /{key}', 6, 30, 5000, 0.01, 404],
    ['PUT /{key}', 2, 65, 8000],
    ['DELETE /{key}', 1, 40, 5000],
  ]),
  provider(
    'twilio',
    'api.twilio.com',
    undefined,
    (status, text) => ({ code: 20000 + status, message: text, status }),
    [
      ['POST /2010-04-01/Accounts/{sid}/Messages.json', 3, 170, 8000, 0.015, 400],
      ['GET /2010-04-01/Accounts/{sid}/Messages/{id}.json', 2, 90, 5000],
      ['POST /2010-04-01/Accounts/{sid}/Calls.json', 1, 190, 8000],
    ],
  ),
  provider('shopify', 'acme.myshopify.com', 'cloudflare', (_, text) => ({ errors: text }), [
    ['GET /admin/api/2024-10/orders.json', 3, 260, 8000],
    ['PUT /admin/api/2024-10/products/{id}.json', 2, 400, 8000],
    ['POST /admin/api/2024-10/inventory_levels/set.json', 2, 300, 8000],
  ]),
  provider('hubspot', 'api.hubapi.com', 'cloudflare', (_, text) => ({ status: 'error', message: text }), [
    ['GET /crm/v3/objects/contacts/{id}', 3, 120, 5000, 0.06, 404],
    ['PATCH /crm/v3/objects/contacts/{id}', 2, 210, 8000],
    ['POST /crm/v3/objects/deals', 1, 240, 8000],
  ]),
  provider('algolia', 'acme-dsn.algolia.net', undefined, bare, [
    ['POST /1/indexes/{index}/query', 5, 14, 1500],
    ['PUT /1/indexes/{index}/{id}', 1, 26, 4000],
  ]),
  provider('maps', 'maps.example-geo.com', 'fastly', plain, [
    ['GET /v2/geocode', 3, 60, 3000, 0.02, 404],
    ['GET /v2/directions', 1, 160, 5000],
  ]),
  provider('media', 'api.example-media.io', 'fastly', plain, [
    ['GET /v1/assets/{id}', 4, 55, 4000, 0.015, 404],
    ['POST /v1/assets', 1, 340, 10000],
  ]),
  provider('fx', 'rates.example-fx.com', 'fastly', plain, [['GET /api/latest', 1, 40, 3000]]),
  provider('tax', 'rest.example-tax.com', undefined, plain, [
    ['POST /api/v2/transactions/create', 2, 180, 5000],
    ['GET /api/v2/addresses/resolve', 1, 110, 5000],
  ]),
  provider('ship', 'api.example-ship.com', undefined, plain, [
    ['POST /v2/shipments', 1, 500, 10000],
    ['GET /v2/trackers/{id}', 1, 120, 5000],
  ]),
  provider('crm', 'api.example-crm.com', 'cloudflare', plain, [
    ['GET /v1/deals/{id}', 2, 140, 8000, 0.01, 404],
    ['POST /v1/deals', 1, 230, 8000],
    ['GET /v1/people/search', 1, 200, 8000],
  ]),
  provider('risk', 'scoring.example-risk.net', undefined, plain, [
    ['POST /v1/score', 4, 90, 2000],
    ['POST /v1/feedback', 1, 60, 4000],
  ]),
  provider('search', 'es.example-search.co', undefined, plain, [
    ['POST /{index}/_search', 5, 22, 2000],
    ['POST /_bulk', 1, 140, 10000],
    ['GET /{index}/_doc/{id}', 2, 9, 2000, 0.03, 404],
  ]),
  provider(
    'idp',
    'acme.example-id.com',
    undefined,
    (_, text) => ({ error: 'invalid_request', error_description: text }),
    [
      ['POST /oauth2/token', 2, 110, 5000],
      ['GET /api/v1/users/{id}', 3, 95, 5000],
      ['POST /api/v1/authn', 2, 210, 8000, 0.07, 401],
    ],
  ),
  provider('ledger', 'api.example-bank.com', undefined, plain, [
    ['POST /v1/transfers', 2, 310, 12000],
    ['GET /v1/accounts/{id}', 3, 130, 6000],
    ['GET /v1/accounts/{id}/transactions', 2, 240, 8000],
  ]),
  provider('push', 'fcm.example-push.com', undefined, plain, [
    ['POST /v1/projects/{p}/messages:send', 1, 60, 5000, 0.02, 404],
  ]),
  provider(
    'feed',
    'graph.example-social.com',
    undefined,
    (status, text) => ({ error: { message: text, type: 'OAuthException', code: status } }),
    [
      ['GET /v19.0/{page}/posts', 3, 190, 8000],
      ['POST /v19.0/{page}/photos', 1, 480, 12000],
      ['GET /v19.0/{page}/insights', 1, 260, 8000],
    ],
  ),
];

type Row = readonly [
  route: string,
  share: number,
  p50: number,
  timeoutMs: number,
  p?: number,
  status?: number,
];

/** One row of a catalog. */
export function provider(
  id: string,
  host: string,
  edge: string | undefined,
  body: CatalogProvider['body'],
  rows: readonly Row[],
): CatalogProvider {
  return {
    id,
    host,
    ...(edge === undefined ? {} : { edge }),
    body,
    endpoints: rows.map(([route, share, p50, timeout_ms, p, status]) => ({
      route,
      share,
      p50,
      timeout_ms,
      ...(p === undefined || status === undefined ? {} : { noise: { p, status } }),
    })),
  };
}

function stripeBody(status: number, text: string): unknown {
  return { error: { type: status >= 500 ? 'api_error' : 'invalid_request_error', message: text } };
}

function openaiBody(status: number, text: string): unknown {
  return {
    error: {
      message: text,
      type: status >= 500 ? 'server_error' : 'invalid_request_error',
      param: null,
      code: null,
    },
  };
}

function xmlBody(status: number, text: string): unknown {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${status >= 500 ? 'InternalError' : 'AccessDenied'}</Code><Message>${text}</Message></Error>`;
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** An answer in the provider's own format. */
export function answer(from: CatalogProvider, status: number, text: string): Effect {
  return { status, headers: JSON_TYPE, body: from.body(status, text) };
}
