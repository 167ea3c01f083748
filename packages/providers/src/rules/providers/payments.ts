import {
  AUTHENTICATION,
  BILLING,
  CLIENT_CONFIG,
  CLOCK,
  CONFLICT,
  DECLINED,
  LOCK,
  NOT_READY,
  OVERLOADED,
  OWN_LOCK,
  PERMISSION,
  PROVIDER_ERROR,
  QUOTA,
  RATE_LIMIT,
  TIMEOUT,
  UNCERTAIN_ERROR,
  USER_SIGN_IN,
  VALIDATION,
} from '../outcome.ts';
import { header, is, like, type Rules, row, text } from '../row.ts';

const STRIPE_DOCS = 'docs.stripe.com/error-codes';
const PLAID_DOCS = 'plaid/plaid-openapi PlaidError, plaid.com/docs/errors';
const SQUARE_DOCS = 'developer.squareup.com/docs/build-basics/general-considerations/handling-errors';
const BINANCE_DOCS = 'binance/binance-spot-api-docs rest-api.md, errors.md';
const BYBIT_DOCS = 'bybit-exchange/docs docs/v5/error.mdx';
const KRAKEN_DOCS = 'docs.kraken.com/api/docs/guides/spot-errors';
const COINBASE_DOCS = 'docs.cdp.coinbase.com error messages';
const PAYPAL_DOCS = 'paypal/paypal-rest-api-specifications openapi/checkout_orders_v2.json';

// biome-ignore format: one rule is one line
/** Stripe: a 402 is the cardholder's, and 409 and 429 may be locks. `stripe-should-retry` is heard for everybody, later. */
export const STRIPE: Rules = () => [
  row('stripe.card_error', [], [is('error.type', 'card_error')], DECLINED, STRIPE_DOCS, { hint: 'Cardholder or issuer said no: show error.message, ask for another way to pay; decline_code says more.' }),
  row('stripe.idempotency_key_in_use', [409], [is('error.code', 'idempotency_key_in_use')], OWN_LOCK, STRIPE_DOCS, { hint: 'The first request with this idempotency key still runs: repeat with the same key.' }),
  row('stripe.lock_timeout', [400, 409, 429], [is('error.code', 'lock_timeout')], LOCK, STRIPE_DOCS, { hint: 'Another request changes this object: one writer for each object, then repeat with backoff.' }),
  row('stripe.idempotency', [], [is('error.type', 'idempotency_error')], VALIDATION, STRIPE_DOCS, { hint: 'This idempotency key was used with other parameters: use a new key.' }),
  row('stripe.account', [400, 403], [is('error.code', 'account_invalid', 'platform_api_key_expired', 'testmode_charges_only', 'livemode_mismatch')], CLIENT_CONFIG, STRIPE_DOCS),
  row('stripe.balance', [400], [is('error.code', 'balance_insufficient', 'insufficient_funds')], BILLING, STRIPE_DOCS, { hint: 'The balance of the Stripe account does not cover this payout or transfer.' }),
  row('stripe.external_dependency', [424], [], PROVIDER_ERROR, 'docs.stripe.com/api/errors'),
];

// biome-ignore format: one rule is one line
/** The other payment services, banks and exchanges, by provider. */
export const PAYMENTS: Readonly<Record<string, Rules>> = {
  adyen: () => [
    row('adyen.configuration', [], [is('errorType', 'configuration')], CLIENT_CONFIG, 'Adyen/adyen-openapi CheckoutService', { hint: 'The merchant account is not set up for this: see errorCode.' }),
    row('adyen.refused', [200], [is('resultCode', 'Refused', 'Cancelled')], DECLINED, 'docs.adyen.com/online-payments/build-your-integration/payment-result-codes'),
    row('adyen.error', [200], [is('resultCode', 'Error')], UNCERTAIN_ERROR, 'docs.adyen.com/online-payments/build-your-integration/payment-result-codes'),
    row('adyen.security', [], [is('errorType', 'security')], AUTHENTICATION, 'Adyen/adyen-openapi CheckoutService'),
    row('adyen.internal', [], [is('errorType', 'internal')], PROVIDER_ERROR, 'Adyen/adyen-openapi CheckoutService'),
    row('adyen.validation', [400, 422], [is('errorType', 'validation')], VALIDATION, 'Adyen/adyen-openapi CheckoutService'),
  ],
  plaid: () => [
    row('plaid.not_ready', [400], [is('error_code', 'PRODUCT_NOT_READY', 'PRODUCTS_NOT_READY')], NOT_READY, PLAID_DOCS, { hint: 'Plaid still fetches the data: wait for the webhook.' }),
    row('plaid.product', [400], [is('error_code', 'PRODUCTS_NOT_SUPPORTED', 'ITEM_PRODUCT_NOT_READY', 'NO_ACCOUNTS', 'ITEM_NOT_SUPPORTED')], VALIDATION, PLAID_DOCS),
    row('plaid.item', [400], [is('error_type', 'ITEM_ERROR')], USER_SIGN_IN, PLAID_DOCS, { hint: 'The user has to link the account again (Link in update mode).' }),
    row('plaid.institution', [], [is('error_type', 'INSTITUTION_ERROR')], PROVIDER_ERROR, PLAID_DOCS, { hint: 'The bank behind Plaid is down: repeat later.' }),
    row('plaid.rate_limit', [], [is('error_type', 'RATE_LIMIT_EXCEEDED', 'RATE_LIMIT_ERROR')], RATE_LIMIT, PLAID_DOCS),
    row('plaid.api', [], [is('error_type', 'API_ERROR')], PROVIDER_ERROR, PLAID_DOCS),
    row('plaid.keys', [400], [is('error_code', 'INVALID_API_KEYS', 'UNAUTHORIZED_ENVIRONMENT', 'INVALID_ACCESS_TOKEN', 'INVALID_PUBLIC_TOKEN', 'UNAUTHORIZED_ROUTE_ACCESS')], AUTHENTICATION, PLAID_DOCS),
    row('plaid.request', [400], [is('error_type', 'INVALID_REQUEST', 'INVALID_INPUT', 'INVALID_RESULT')], VALIDATION, PLAID_DOCS),
  ],
  paypal: () => [
    row('paypal.payer', [422], [is('details.issue', 'INSTRUMENT_DECLINED', 'PAYER_ACTION_REQUIRED', 'PAYER_CANNOT_PAY', 'PAYEE_BLOCKED_TRANSACTION', 'CARD_EXPIRED', 'TRANSACTION_REFUSED', 'PAYER_ACCOUNT_LOCKED_OR_CLOSED', 'PAYER_ACCOUNT_RESTRICTED')], DECLINED, PAYPAL_DOCS),
    row('paypal.not_approved', [422], [is('details.issue', 'ORDER_NOT_APPROVED')], { ...DECLINED, retry: 'after_fix', hint: 'The payer has not approved the order yet.' }, PAYPAL_DOCS),
    row('paypal.done', [422], [is('details.issue', 'ORDER_ALREADY_CAPTURED', 'ORDER_ALREADY_AUTHORIZED', 'AUTHORIZATION_ALREADY_CAPTURED')], CONFLICT, PAYPAL_DOCS),
    row('paypal.permission', [403, 422], [is('details.issue', 'PERMISSION_DENIED', 'PERMISSION_NOT_GRANTED', 'PAYEE_ACCOUNT_RESTRICTED', 'PAYEE_ACCOUNT_INVALID')], PERMISSION, PAYPAL_DOCS),
  ],
  square: () => [
    row('square.payment_method', [], [is('errors.category', 'PAYMENT_METHOD_ERROR')], DECLINED, SQUARE_DOCS),
    row('square.refund', [], [is('errors.category', 'REFUND_ERROR')], CONFLICT, SQUARE_DOCS),
    row('square.rate_limit', [], [is('errors.category', 'RATE_LIMIT_ERROR')], RATE_LIMIT, SQUARE_DOCS),
    row('square.api', [], [is('errors.category', 'API_ERROR')], PROVIDER_ERROR, SQUARE_DOCS),
    row('square.scope', [], [is('errors.code', 'INSUFFICIENT_SCOPES', 'FORBIDDEN')], PERMISSION, SQUARE_DOCS),
    row('square.authentication', [], [is('errors.category', 'AUTHENTICATION_ERROR')], AUTHENTICATION, SQUARE_DOCS),
    row('square.subscription', [], [is('errors.category', 'MERCHANT_SUBSCRIPTION_ERROR')], BILLING, SQUARE_DOCS),
    row('square.idempotency', [400], [is('errors.code', 'IDEMPOTENCY_KEY_REUSED')], VALIDATION, SQUARE_DOCS),
    row('square.version', [409], [is('errors.code', 'VERSION_MISMATCH')], { ...CONFLICT, category: 'precondition' }, SQUARE_DOCS),
  ],
  braintree: () => [
    row('braintree.declined', [422], [text(/Processor Declined|gateway_rejected|processor_declined/i)], DECLINED, 'developer.paypal.com/braintree/docs/reference/general/processor-responses'),
    row('braintree.upgrade', [426], [], CLIENT_CONFIG, 'developer.paypal.com/braintree/docs/reference/general/exceptions'),
  ],
  'checkout-com': () => [
    row('checkout.declined', [200, 201, 202], [is('status', 'Declined')], DECLINED, 'checkout.com/docs/developer-resources/codes'),
    row('checkout.validation', [422], [is('error_type', 'request_invalid', 'processing_error')], VALIDATION, 'checkout.com/docs/developer-resources/codes'),
  ],
  razorpay: () => [
    row('razorpay.gateway', [], [is('error.code', 'GATEWAY_ERROR')], { ...PROVIDER_ERROR, hint: 'The bank or network behind failed: fetch the payment before repeating.' }, 'razorpay.com/docs/errors'),
    row('razorpay.declined', [400], [is('error.source', 'customer', 'bank', 'issuer', 'customer_psp')], DECLINED, 'razorpay.com/docs/errors'),
    row('razorpay.server', [], [is('error.code', 'SERVER_ERROR')], PROVIDER_ERROR, 'razorpay.com/docs/errors'),
  ],
  'authorize-net': () => [
    row('authorize_net.declined', [200], [is('transactionResponse.responseCode', '2')], DECLINED, 'developer.authorize.net/api/reference/features/errorandresponsecodes.html'),
  ],
  gocardless: () => [
    row('gocardless.internal', [], [is('error.type', 'gocardless')], PROVIDER_ERROR, 'developer.gocardless.com/api-reference/#api-usage-errors'),
    row('gocardless.state', [], [is('error.type', 'invalid_state')], CONFLICT, 'developer.gocardless.com/api-reference/#api-usage-errors'),
    row('gocardless.validation', [400, 422], [is('error.type', 'validation_failed', 'invalid_api_usage')], VALIDATION, 'developer.gocardless.com/api-reference/#api-usage-errors'),
  ],
  chargebee: () => [
    row('chargebee.payment', [], [is('type', 'payment')], DECLINED, 'apidocs.chargebee.com/docs/api/error-handling'),
    row('chargebee.locked', [409], [is('api_error_code', 'lock_timeout', 'invalid_request')], LOCK, 'apidocs.chargebee.com/docs/api/error-handling'),
    row('chargebee.limit', [429, 503], [like('api_error_code', /limit_exceeded/)], RATE_LIMIT, 'apidocs.chargebee.com/docs/api/error-handling'),
  ],
  recurly: () => [
    row('recurly.transaction', [422], [is('error.type', 'transaction')], DECLINED, 'recurly.com/developers/api errors'),
    row('recurly.simultaneous', [], [is('error.type', 'simultaneous_request')], LOCK, 'recurly.com/developers/api errors'),
  ],
  mollie: () => [row('mollie.validation', [422], [], VALIDATION, 'docs.mollie.com/reference/handling-errors')],
  dwolla: () => [row('dwolla.funds', [400], [like('_embedded.errors.code', /InsufficientFunds/)], DECLINED, 'developers.dwolla.com errors')],
  revenuecat: () => [row('revenuecat.store', [], [is('type', 'store_error')], PROVIDER_ERROR, 'revenuecat.com/docs/api-v2'), row('revenuecat.locked', [423], [], LOCK, 'revenuecat.com/docs/api-v2')],
  coinbase: () => [
    row('coinbase.two_factor', [402], [], { ...USER_SIGN_IN, hint: 'A second factor is needed: send the CB-2FA-TOKEN header.' }, COINBASE_DOCS),
    row('coinbase.clock', [400, 401], [text(/timestamp expired|request timestamp/i)], CLOCK, COINBASE_DOCS),
  ],
  binance: () => [
    row('binance.clock', [400], [is('code', '-1021')], CLOCK, BINANCE_DOCS),
    row('binance.banned', [418], [], RATE_LIMIT, BINANCE_DOCS, { hint: 'The address is banned for ignoring 429: stop all traffic until the ban ends.' }),
    row('binance.rate_limit', [400], [is('code', '-1003', '-1015')], RATE_LIMIT, BINANCE_DOCS),
    row('binance.overloaded', [400], [is('code', '-1008', '-1016', '-1001')], OVERLOADED, BINANCE_DOCS),
    row('binance.key', [400, 401], [is('code', '-2014', '-2015', '-1002', '-1022', '-2008')], AUTHENTICATION, BINANCE_DOCS),
    row('binance.firewall', [403], [], PERMISSION, BINANCE_DOCS, { hint: 'The web application firewall refused the request.' }),
    row('binance.uncertain', ['5xx'], [], UNCERTAIN_ERROR, BINANCE_DOCS, { hint: 'The result is unknown: query the order before repeating.' }),
  ],
  bybit: () => [
    row('bybit.system_limit', [429], [], OVERLOADED, BYBIT_DOCS, { hint: 'System-level protection, not your own rate.' }),
    row('bybit.ip_limit', [403], [], { ...RATE_LIMIT, hint: 'Rate limit of the address, or a country that is not served.' }, BYBIT_DOCS),
    row('bybit.rate_limit', [200], [is('retCode', '10006', '10018', '10429')], RATE_LIMIT, BYBIT_DOCS),
    row('bybit.server', [200], [is('retCode', '10016', '10000', '10019')], UNCERTAIN_ERROR, BYBIT_DOCS),
    row('bybit.clock', [200], [is('retCode', '10002')], CLOCK, BYBIT_DOCS),
    row('bybit.key', [200, 401], [is('retCode', '10003', '10004', '33004', '10007', '10009')], AUTHENTICATION, BYBIT_DOCS),
    row('bybit.permission', [200], [is('retCode', '10005', '10010', '10024', '10027', '10028', '10029')], PERMISSION, BYBIT_DOCS),
    row('bybit.request', [200], [is('retCode', '10001', '10014')], VALIDATION, BYBIT_DOCS),
    row('bybit.refused', [200], [like('retCode', /^1[17]\d{4}$/)], VALIDATION, BYBIT_DOCS),
  ],
  kraken: () => [
    row('kraken.rate_limit', [200, 429, 520], [like('error', /^(?:EAPI|EOrder|EGeneral):(?:Rate limit exceeded|Too many requests|Temporary lockout)/)], RATE_LIMIT, KRAKEN_DOCS),
    row('kraken.lockout', [200], [like('error', /^EGeneral:Temporary lockout/)], RATE_LIMIT, KRAKEN_DOCS),
    row('kraken.unavailable', [], [like('error', /^EService:(?:Unavailable|Busy|Deadline elapsed|Market in|Throttled)/)], OVERLOADED, KRAKEN_DOCS),
    row('kraken.nonce', [200], [like('error', /^EAPI:Invalid nonce/)], CLIENT_CONFIG, KRAKEN_DOCS, { hint: 'The nonce went backwards: one key for each process, and a growing source.' }),
    row('kraken.key', [200], [like('error', /^EAPI:(?:Invalid key|Invalid signature|Bad request)/)], AUTHENTICATION, KRAKEN_DOCS),
    row('kraken.permission', [200], [like('error', /^E(?:General|API|Account):(?:Permission denied|Feature disabled|Invalid permissions)/)], PERMISSION, KRAKEN_DOCS),
    row('kraken.internal', [200], [like('error', /^EGeneral:Internal error/)], PROVIDER_ERROR, KRAKEN_DOCS),
    row('kraken.funds', [200], [like('error', /^E(?:Order|Funding):Insufficient/)], BILLING, KRAKEN_DOCS),
    row('kraken.request', [200], [like('error', /^E(?:General|Query|Order|Trade|Funding):/)], VALIDATION, KRAKEN_DOCS),
  ],
  alpaca: () => [row('alpaca.balance', [403], [text(/insufficient (?:buying power|qty|balance)/i)], BILLING, 'docs.alpaca.markets')],
  alchemy: () => [row('alchemy.capacity', [403, 429], [like('error.message', /^Monthly capacity limit exceeded/)], { ...QUOTA, waits: false }, 'alchemyplatform/docs error-reference.mdx')],
  etherscan: () => [
    row('etherscan.none', [200], [is('status', '0'), like('message', /^No (?:transactions|records|internal|token)/)], { ...NOT_READY, category: 'ok', blame: 'none', retry: 'never', waits: false, hint: 'An empty list, not an error.' }, 'docs.etherscan.io'),
    row('etherscan.rate_limit', [200], [is('status', '0'), like('result', /rate limit reached|Max calls per sec/i)], RATE_LIMIT, 'docs.etherscan.io'),
    row('etherscan.key', [200], [is('status', '0'), like('result', /Invalid API Key|Missing/i)], AUTHENTICATION, 'docs.etherscan.io'),
    row('etherscan.timeout', [200], [is('status', '0'), like('result', /timeout|server too busy/i)], OVERLOADED, 'docs.etherscan.io'),
    row('etherscan.request', [200], [is('status', '0'), is('message', 'NOTOK')], VALIDATION, 'docs.etherscan.io'),
  ],
  coingecko: () => [row('coingecko.rate_limit', [429, 403], [like('status.error_code', /^(?:429|10006|1020)$/)], RATE_LIMIT, 'docs.coingecko.com/reference/common-errors-rate-limit'), row('coingecko.plan', [400, 401, 403], [like('status.error_code', /^(?:10005|10011|10012)$/)], { ...PERMISSION, category: 'plan' }, 'docs.coingecko.com/reference/common-errors-rate-limit')],
  quickbooks: () => [
    row('quickbooks.throttled', [], [is('fault.error.code', '003001', '3001')], RATE_LIMIT, 'developer.intuit.com error codes'),
    row('quickbooks.authentication', [401], [], AUTHENTICATION, 'developer.intuit.com error codes'),
    row('quickbooks.stale', [400], [is('Fault.Error.code', '5010')], { ...CONFLICT, category: 'precondition' }, 'developer.intuit.com error codes'),
    row('quickbooks.duplicate', [400], [is('Fault.Error.code', '6240', '6140')], CONFLICT, 'developer.intuit.com error codes'),
    row('quickbooks.system', [], [is('Fault.type', 'SystemFault', 'SERVICE')], PROVIDER_ERROR, 'developer.intuit.com error codes'),
    row('quickbooks.subscription', [400, 403], [is('Fault.Error.code', '6190', '6000')], BILLING, 'developer.intuit.com error codes'),
  ],
  xero: () => [
    row('xero.day', [429], [header('x-rate-limit-problem', 'day')], { ...QUOTA, waits: false }, 'developer.xero.com/documentation/guides/oauth2/limits'),
    row('xero.limit', [429], [header('x-rate-limit-problem', 'minute', 'appminute', 'concurrent')], RATE_LIMIT, 'developer.xero.com/documentation/guides/oauth2/limits'),
    row('xero.token', [401], [], AUTHENTICATION, 'developer.xero.com'),
    row('xero.offline', [503], [], OVERLOADED, 'developer.xero.com'),
  ],
  avalara: () => [row('avalara.timeout', [], [is('error.code', 'ServerTimeout', 'CalculateTimeout')], TIMEOUT, 'developer.avalara.com/avatax/errors')],
  wise: () => [row('wise.sca', [403], [header('x-2fa-approval')], { ...USER_SIGN_IN, hint: 'Strong customer authentication: sign the one-time token and repeat.' }, 'docs.wise.com/api-docs/features/strong-customer-authentication-2fa')],
};
