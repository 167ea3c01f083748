import type { ProviderRow } from '../provider.ts';

/** Maps, weather, reference data. */
// biome-ignore format: one provider is one line
export const KNOWLEDGE: readonly ProviderRow[] = [
  ['mapbox', 'Mapbox', 'api.mapbox.com', 'statuspage https://status.mapbox.com'],
  ['here', 'HERE', '*.hereapi.com *.api.here.com', 'unconfirmed https://status.here.com'],
  ['openweather', 'OpenWeather', 'api.openweathermap.org', ''],
  ['nasa', 'NASA / api.data.gov', 'api.nasa.gov api.data.gov', ''],
  ['wikimedia', 'Wikimedia APIs', '*.wikipedia.org *.wikimedia.org *.wikidata.org', 'unconfirmed https://www.wikimediastatus.net'],
  ['openstreetmap', 'OpenStreetMap / Nominatim', 'nominatim.openstreetmap.org api.openstreetmap.org overpass-api.de', ''],
  ['musicbrainz', 'MusicBrainz', 'musicbrainz.org', ''],
  ['stackexchange', 'Stack Exchange', 'api.stackexchange.com', 'unconfirmed https://www.stackstatus.net'],
  ['letsencrypt', 'Let\'s Encrypt', 'acme-v02.api.letsencrypt.org', 'statusio https://letsencrypt.status.io https://api.status.io/1.0/status/55957a99e800baa4470002da'],
  ['alphavantage', 'Alpha Vantage', 'www.alphavantage.co', ''],
  ['polygon', 'Polygon.io (Massive)', 'api.polygon.io api.massive.com', 'unconfirmed https://status.polygon.io'],
  ['nasdaq-data-link', 'Nasdaq Data Link', 'data.nasdaq.com', 'statuspage https://status.data.nasdaq.com'],
  ['arxiv', 'arXiv', 'export.arxiv.org', 'page https://status.arxiv.org'],
];
