import Anthropic from '@anthropic-ai/sdk';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createEngine, type Finding } from '@faultline/core';
import { installTaps } from '@faultline/http';
import { createProviders } from '@faultline/providers';
import { Octokit } from '@octokit/rest';
import { WebClient } from '@slack/web-api';
import OpenAI from 'openai';
import Stripe from 'stripe';
import twilio from 'twilio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type AnsweringServer, startAnsweringServer } from './answering-server.ts';

const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
const XML = { 'content-type': 'application/xml' };
const AMZ_JSON = { 'content-type': 'application/x-amz-json-1.0' };

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Answer => ({
  status,
  headers,
  body: JSON.stringify(body),
});

/** Twilio's SDK has no base URL, but takes an HTTP client: its own one, sent to the server. */
function localTwilioClient(server: AnsweringServer): InstanceType<typeof twilio.RequestClient> {
  const client = new twilio.RequestClient();
  const request = client.request.bind(client);
  client.request = (options) =>
    request({ ...options, uri: options.uri.replace('https://api.twilio.com', `http://${server.host}`) });
  return client;
}

interface Sdk {
  readonly name: string;
  /** Provider whose rules the server's answers follow. */
  readonly provider: string;
  call(server: AnsweringServer): Promise<unknown>;
  /** A published failure, and what it means. */
  readonly failures: readonly (readonly [what: string, answer: Answer, finding: Partial<Finding>])[];
}

const SDKS: readonly Sdk[] = [
  {
    name: 'stripe',
    provider: 'stripe',
    call: (server) =>
      new Stripe('sk_test_x', {
        host: '127.0.0.1',
        port: server.port,
        protocol: 'http',
        maxNetworkRetries: 0,
        telemetry: false,
      }).charges.retrieve('ch_1'),
    failures: [
      [
        'a declined card',
        json(402, {
          error: { type: 'card_error', code: 'card_declined', message: 'Your card was declined.' },
        }),
        { blame: 'end_user', retry: 'never', rule: 'stripe.card_error' },
      ],
      [
        'a lock',
        json(429, { error: { type: 'invalid_request_error', code: 'lock_timeout', message: 'locked' } }),
        { blame: 'unknown', category: 'lock', retry: 'backoff' },
      ],
      [
        'a fault not to be repeated',
        json(500, { error: { type: 'api_error', message: 'x' } }, { 'stripe-should-retry': 'false' }),
        { blame: 'provider', retry: 'never' },
      ],
    ],
  },
  {
    name: 'openai',
    provider: 'openai',
    call: (server) =>
      new OpenAI({ apiKey: 'x', baseURL: `http://${server.host}/v1`, maxRetries: 0 }).chat.completions.create(
        { model: 'm', messages: [{ role: 'user', content: 'x' }] },
      ),
    failures: [
      [
        'an empty account',
        json(429, { error: { message: 'x', type: 'insufficient_quota', code: 'insufficient_quota' } }),
        { blame: 'self', category: 'billing', retry: 'after_fix' },
      ],
      [
        'a rate limit',
        json(
          429,
          { error: { message: 'x', type: 'requests', code: 'rate_limit_exceeded' } },
          { 'retry-after-ms': '1500' },
        ),
        { category: 'rate_limit', retry: 'after_delay', retryAfterMs: 1500 },
      ],
      [
        'an overload',
        json(503, {
          error: {
            message: 'That model is currently overloaded with other requests.',
            type: 'server_error',
            code: null,
          },
        }),
        { blame: 'provider', category: 'overloaded' },
      ],
    ],
  },
  {
    name: '@anthropic-ai/sdk',
    provider: 'anthropic',
    call: (server) =>
      new Anthropic({ apiKey: 'x', baseURL: `http://${server.host}`, maxRetries: 0 }).messages.create({
        model: 'm',
        max_tokens: 1,
        messages: [{ role: 'user', content: 'x' }],
      }),
    failures: [
      [
        'an empty account',
        json(400, {
          type: 'error',
          error: {
            type: 'invalid_request_error',
            message: 'Your credit balance is too low to access the Anthropic API.',
          },
        }),
        { blame: 'self', category: 'billing' },
      ],
      [
        'an overload',
        json(
          529,
          { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
          { 'x-should-retry': 'true' },
        ),
        { blame: 'provider', category: 'overloaded', retry: 'backoff' },
      ],
      [
        'a rate limit',
        json(
          429,
          { type: 'error', error: { type: 'rate_limit_error', message: 'x' } },
          { 'retry-after': '7' },
        ),
        { category: 'rate_limit', retryAfterMs: 7000 },
      ],
    ],
  },
  {
    name: '@octokit/rest',
    provider: 'github',
    call: (server) =>
      new Octokit({
        auth: 'x',
        baseUrl: `http://${server.host}`,
        log: { debug() {}, info() {}, warn() {}, error() {} },
      }).rest.users.getByUsername({ username: 'x' }),
    failures: [
      [
        'a secondary limit',
        json(403, { message: 'You have exceeded a secondary rate limit.' }, { 'retry-after': '60' }),
        { category: 'rate_limit', retry: 'after_delay', retryAfterMs: 60_000 },
      ],
      [
        'a missing permission',
        json(403, { message: 'Resource not accessible by integration' }),
        { blame: 'self', category: 'permission', retry: 'after_fix' },
      ],
      [
        'an outage',
        json(503, { message: 'No server is currently available to service your request.' }),
        { blame: 'provider', category: 'overloaded', retry: 'backoff' },
      ],
    ],
  },
  {
    name: '@slack/web-api',
    provider: 'slack',
    call: (server) =>
      new WebClient('xoxb-x', {
        slackApiUrl: `http://${server.host}/api/`,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
      }).chat.postMessage({ channel: 'C1', text: 'x' }),
    failures: [
      [
        'a revoked token inside a 200',
        json(200, { ok: false, error: 'token_revoked' }),
        { blame: 'self', category: 'authentication', retry: 'after_fix' },
      ],
      [
        'its own fault inside a 200',
        json(200, { ok: false, error: 'internal_error' }),
        { blame: 'provider', category: 'provider_error', retry: 'backoff' },
      ],
      [
        'a rate limit',
        json(429, { ok: false, error: 'ratelimited' }, { 'retry-after': '30' }),
        { category: 'rate_limit', retryAfterMs: 30_000 },
      ],
    ],
  },
  {
    name: '@aws-sdk/client-s3',
    provider: 'aws-s3',
    call: (server) =>
      new S3Client({
        region: 'us-east-1',
        endpoint: `http://${server.host}`,
        forcePathStyle: true,
        credentials: CREDENTIALS,
        maxAttempts: 1,
      }).send(new GetObjectCommand({ Bucket: 'b', Key: 'k' })),
    failures: [
      [
        'a throttle',
        {
          status: 503,
          headers: XML,
          body: '<?xml version="1.0" encoding="UTF-8"?><Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>',
        },
        { blame: 'self', category: 'rate_limit', retry: 'backoff' },
      ],
      [
        'a wrong clock',
        {
          status: 403,
          headers: XML,
          body: '<?xml version="1.0" encoding="UTF-8"?><Error><Code>RequestTimeTooSkewed</Code><Message>x</Message></Error>',
        },
        { blame: 'self', category: 'client_config' },
      ],
      [
        'a missing key',
        {
          status: 404,
          headers: XML,
          body: '<?xml version="1.0" encoding="UTF-8"?><Error><Code>NoSuchKey</Code><Message>x</Message></Error>',
        },
        { blame: 'self', category: 'not_found' },
      ],
    ],
  },
  {
    name: '@aws-sdk/client-dynamodb',
    provider: 'aws',
    call: (server) =>
      new DynamoDBClient({
        region: 'us-east-1',
        endpoint: `http://${server.host}`,
        credentials: CREDENTIALS,
        maxAttempts: 1,
      }).send(new GetItemCommand({ TableName: 't', Key: { id: { S: '1' } } })),
    failures: [
      [
        'a throttle as 400',
        json(
          400,
          { __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException', message: 'x' },
          AMZ_JSON,
        ),
        { blame: 'self', category: 'rate_limit', retry: 'backoff' },
      ],
      [
        'a failed condition',
        json(
          400,
          { __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException', message: 'x' },
          AMZ_JSON,
        ),
        { category: 'precondition', retry: 'after_fix' },
      ],
      [
        'its own fault',
        json(500, { __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError', message: 'x' }, AMZ_JSON),
        { blame: 'provider', category: 'provider_error' },
      ],
    ],
  },
  {
    name: 'twilio',
    provider: 'twilio',
    call: (server) =>
      twilio('AC00000000000000000000000000000000', 'token', {
        httpClient: localTwilioClient(server),
      }).messages.create({ to: '+15550000001', from: '+15550000002', body: 'x' }),
    failures: [
      [
        'a recipient who opted out',
        json(400, { code: 21610, message: 'Attempt to send to unsubscribed recipient', status: 400 }),
        { blame: 'end_user', retry: 'never' },
      ],
      [
        'a wrong token',
        json(401, { code: 20003, message: 'Authenticate', status: 401 }),
        { blame: 'self', category: 'authentication' },
      ],
      [
        'a rate limit',
        json(429, { code: 20429, message: 'Too Many Requests', status: 429 }),
        { category: 'rate_limit', retry: 'backoff' },
      ],
    ],
  },
];

/** What the application sees of a failure. */
async function seenBy(call: () => Promise<unknown>): Promise<unknown> {
  try {
    return { returned: await call() };
  } catch (error) {
    const { name, message, status, code } = error as Error & { status?: unknown; code?: unknown };
    return { name, message, status, code };
  }
}

describe.each(SDKS)('$name', ({ provider, call, failures }) => {
  let server: AnsweringServer;
  beforeAll(async () => {
    server = await startAnsweringServer();
  });
  afterAll(() => server.close());

  /** Calls the SDK with the taps installed, and returns what it and the engine saw. */
  async function tapped(isPeeking: boolean) {
    const findings: Finding[] = [];
    const providers = createProviders({ providers: [{ id: provider, hosts: [server.host] }] });
    const { classify, place, peekOn } = providers;
    const engine = createEngine({
      classify,
      place,
      sinks: [{ finding: (finding) => void findings.push(finding) }],
    });
    const taps = installTaps({
      record: (exchange) => engine.record(exchange),
      amend: (finding, failure) => engine.amend(finding, failure),
      peek: (exchange) => isPeeking && peekOn(exchange),
    });
    const seen = await seenBy(() => call(server));
    // The peek settles on a later turn than the SDK may read the body.
    await expect.poll(() => findings.length).toBe(1);
    taps.uninstall();
    return { seen, finding: findings[0] };
  }

  it.each(failures)('%s is found, and the SDK behaves as without Faultline', async (_, answer, expected) => {
    server.answer = answer;
    const alone = await seenBy(() => call(server));
    const peeked = await tapped(true);
    expect(peeked.finding).toMatchObject({ provider, ...expected });
    expect(peeked.seen).toEqual(alone);
    const unpeeked = await tapped(false);
    expect(unpeeked.seen).toEqual(alone);
    expect(unpeeked.finding).toMatchObject({ provider, status: answer.status });
  });
});
