import http from 'node:http';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Octokit } from '@octokit/rest';
import { WebClient } from '@slack/web-api';
import axios from 'axios';
import got from 'got';
import ky from 'ky';
import nodeFetch from 'node-fetch';
import OpenAI from 'openai';
// @ts-expect-error: it comes without types
import superagent from 'superagent';
import * as undici from 'undici';

/** Makes a call of its client; rejects with what the client throws. */
export type Make = (url: string) => Promise<unknown>;

/** Clients that throw of themselves when the connection breaks. */
export const CLIENTS: Readonly<Record<string, Make>> = {
  fetch: async (url) => (await fetch(url)).text(),
  undici: async (url) => (await undici.request(url)).body.text(),
  'undici fetch': async (url) => (await undici.fetch(url)).text(),
  http: (url) =>
    new Promise((resolve, reject) => {
      http
        .get(url, (response) => {
          response.resume().on('error', reject).on('end', resolve);
        })
        .on('error', reject);
    }),
  'node-fetch': async (url) => (await nodeFetch(url)).text(),
  axios: (url) => axios.get(url),
  'axios without redirects': (url) => axios.get(url, { maxRedirects: 0 }),
  'axios over fetch': (url) => axios.get(url, { adapter: 'fetch' }),
  got: (url) => got(url, { retry: { limit: 0 } }).text(),
  ky: (url) => ky(url, { retry: 0 }).text(),
  superagent: async (url) => superagent.get(url),
  'openai SDK': (url) => new OpenAI({ apiKey: 'x', baseURL: url, maxRetries: 0 }).models.list(),
  '@octokit/rest': (url) =>
    new Octokit({
      baseUrl: url.split('?')[0] ?? url,
      log: { debug() {}, info() {}, warn() {}, error() {} },
    }).rest.users.getByUsername({ username: 'x' }),
  '@slack/web-api': (url) =>
    new WebClient('xoxb-x', {
      slackApiUrl: `${url.split('?')[0]}/`,
      retryConfig: { retries: 0 },
      logger: {
        debug() {},
        info() {},
        warn() {},
        error() {},
        setLevel() {},
        getLevel: () => 'error' as never,
        setName() {},
      },
    }).chat.postMessage({ channel: 'C1', text: 'x' }),
  '@aws-sdk/client-s3': (url) =>
    new S3Client({
      region: 'us-east-1',
      endpoint: new URL(url).origin,
      forcePathStyle: true,
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'x' },
      maxAttempts: 1,
    }).send(new GetObjectCommand({ Bucket: new URL(url).pathname.split('/')[1] ?? '', Key: 'k' })),
};

/** Clients that throw of themselves at a status from 400 on. */
export const THROWS_AT_STATUS: readonly string[] = Object.keys(CLIENTS).filter(
  (name) => !['fetch', 'undici', 'undici fetch', 'http', 'node-fetch'].includes(name),
);

/** What the application is given where a status is no error; each is read to its end, as it would be. */
export const RESPONSES: Readonly<Record<string, Make>> = {
  'Response of fetch': async (url) => {
    const response = await fetch(url);
    await response.text();
    return response;
  },
  'Response of undici': async (url) => {
    const response = await undici.fetch(url);
    await response.text();
    return response;
  },
  'answer of undici.request': async (url) => {
    const response = await undici.request(url);
    await response.body.text();
    return response;
  },
  'Response of node-fetch': async (url) => {
    const response = await nodeFetch(url);
    await response.text();
    return response;
  },
  'IncomingMessage of node:http': (url) =>
    new Promise((resolve, reject) => {
      http
        .get(url, (response) => {
          response.resume().on('end', () => resolve(response));
        })
        .on('error', reject);
    }),
  'response of axios': (url) => axios.get(url, { validateStatus: null }),
  'response of got': (url) => got(url, { throwHttpErrors: false, retry: { limit: 0 } }),
  'response of superagent': async (url) => superagent.get(url).ok(() => true),
};
