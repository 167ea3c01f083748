import { type CatalogProvider, provider } from '../catalog.ts';
import type { WorldMaker } from '../maker.ts';
import type { Effect } from '../world.ts';
import type { Scenario } from './scenario.ts';

const message = (_: number, text: string): unknown => ({ message: text });
const coded = (status: number, text: string): unknown => ({ error: { code: status, message: text } });
const list = (_: number, text: string): unknown => ({ errors: [{ detail: text }] });

/** Names of {@link STRANGERS}. */
type Stranger =
  | 'paypal'
  | 'notion'
  | 'discord'
  | 'mailgun'
  | 'google'
  | 'dropbox'
  | 'weather'
  | 'parcel'
  | 'kyc'
  | 'stock'
  | 'video'
  | 'telco'
  | 'cards';

/** Third parties that no other world calls. */
export const STRANGERS: Readonly<Record<Stranger, CatalogProvider>> = {
  paypal: provider('paypal', 'api-m.paypal.com', undefined, (_, text) => ({ name: 'ERROR', message: text }), [
    ['POST /v2/checkout/orders', 2, 600, 10000, 0.02, 422],
    ['GET /v2/checkout/orders/{id}', 3, 220, 8000],
    ['POST /v1/oauth2/token', 0.4, 240, 8000],
  ]),
  notion: provider('notion', 'api.notion.com', 'cloudflare', message, [
    ['POST /v1/databases/{id}/query', 3, 350, 15000],
    ['PATCH /v1/pages/{id}', 2, 420, 15000, 0.01, 409],
  ]),
  discord: provider('discord', 'discord.com', 'cloudflare', message, [
    ['POST /api/v10/channels/{id}/messages', 4, 130, 6000],
    ['GET /api/v10/guilds/{id}/members', 1, 150, 6000],
  ]),
  mailgun: provider('mailgun', 'api.mailgun.net', undefined, message, [
    ['POST /v3/{domain}/messages', 5, 180, 10000, 0.01, 400],
    ['GET /v3/{domain}/events', 1, 300, 10000],
  ]),
  google: provider(
    'google',
    'oauth2.googleapis.com',
    undefined,
    (_, text) => ({ error: 'invalid_grant', error_description: text }),
    [['POST /token', 1, 90, 5000]],
  ),
  dropbox: provider('dropbox', 'api.dropboxapi.com', undefined, (_, text) => ({ error_summary: text }), [
    ['POST /2/files/list_folder', 3, 210, 10000, 0.02, 409],
    ['POST /2/files/get_metadata', 2, 120, 10000],
  ]),
  weather: provider('weather', 'api.strange-weather.net', 'fastly', coded, [
    ['GET /v3/forecast', 5, 80, 2500],
    ['GET /v3/alerts', 1, 60, 2500],
  ]),
  parcel: provider('parcel', 'eu.strange-parcel.eu', undefined, coded, [
    ['POST /labels', 2, 700, 12000, 0.015, 422],
    ['GET /labels/{id}', 3, 90, 6000, 0.03, 404],
    ['DELETE /labels/{id}', 0.5, 110, 6000],
    ['GET /rates', 2, 160, 6000],
  ]),
  kyc: provider('kyc', 'verify.strange-kyc.io', 'cloudflare', list, [
    ['POST /v1/checks', 1, 900, 20000],
    ['GET /v1/checks/{id}', 4, 100, 6000],
    ['GET /v1/documents/{id}', 1, 180, 8000],
  ]),
  stock: provider('stock', 'inventory.strange-erp.internal', undefined, message, [
    ['GET /items/{sku}', 6, 18, 1500, 0.02, 404],
    ['POST /reservations', 2, 45, 2500, 0.03, 409],
    ['DELETE /reservations/{id}', 1, 30, 2500],
  ]),
  video: provider('video', 'api.strange-video.tv', 'fastly', list, [
    ['GET /v1/streams/{id}', 3, 70, 4000],
    ['POST /v1/uploads', 1, 250, 15000],
  ]),
  telco: provider('telco', 'rest.strange-telco.com', 'akamai', coded, [
    ['POST /sms', 4, 150, 7000, 0.02, 400],
    ['GET /sms/{id}', 2, 60, 5000],
  ]),
  cards: provider('cards', 'issuing.strange-cards.com', 'akamai', coded, [
    ['POST /authorizations', 3, 120, 3000, 0.05, 402],
    ['GET /cards/{id}', 2, 50, 3000],
  ]),
};

const JSON_TYPE = { 'content-type': 'application/json' };

/** An answer whose body is written out. */
export function says(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Effect {
  return { status, headers: { ...JSON_TYPE, ...headers }, body };
}

/** A row of the table of incidents. */
export function incident(
  name: string,
  family: string,
  title: string,
  source: string,
  notes: string,
  build: (make: WorldMaker) => void,
): Scenario {
  return { name, family, title, source, notes, build };
}
