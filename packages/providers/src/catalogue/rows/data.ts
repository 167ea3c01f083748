import type { ProviderRow } from '../provider.ts';

/** Databases, warehouses, streams. */
// biome-ignore format: one provider is one line
export const DATA: readonly ProviderRow[] = [
  ['supabase', 'Supabase', 'api.supabase.com *.supabase.co', 'statuspage https://status.supabase.com'],
  ['neon', 'Neon', 'console.neon.tech *.neon.tech', 'unconfirmed https://neonstatus.com'],
  ['planetscale', 'PlanetScale', 'api.planetscale.com *.connect.psdb.cloud', 'statuspage https://www.planetscalestatus.com'],
  ['mongodb-atlas', 'MongoDB Atlas', 'cloud.mongodb.com data.mongodb-api.com *.mongodb.net', 'statuspage https://status.cloud.mongodb.com'],
  ['upstash', 'Upstash', 'api.upstash.com *.upstash.io', 'statuspage https://status.upstash.com'],
  ['redis-cloud', 'Redis Cloud', 'api.redislabs.com', 'statuspage https://status.redis.io'],
  ['elastic-cloud', 'Elastic Cloud', 'api.elastic-cloud.com *.elastic-cloud.com *.es.io', 'statuspage https://cloud-status.elastic.co'],
  ['algolia', 'Algolia', '*.algolia.net *.algolianet.com *.algolia.io *.algolia.com', 'json https://status.algolia.com https://status.algolia.com/2/status/service/all/period/current'],
  ['typesense', 'Typesense Cloud', '*.typesense.net cloud.typesense.org', 'unconfirmed https://status.typesense.org'],
  ['snowflake', 'Snowflake', '*.snowflakecomputing.com', 'statuspage https://status.snowflake.com'],
  ['databricks', 'Databricks', '*.cloud.databricks.com *.azuredatabricks.net *.gcp.databricks.com', 'unconfirmed https://status.databricks.com'],
  ['clickhouse', 'ClickHouse Cloud', 'api.clickhouse.cloud *.clickhouse.cloud', 'unconfirmed https://status.clickhouse.com'],
  ['confluent', 'Confluent Cloud', 'api.confluent.cloud *.confluent.cloud', 'statuspage https://status.confluent.cloud'],
  ['aiven', 'Aiven', 'api.aiven.io *.aivencloud.com', 'incidentio https://status.aiven.io'],
  ['influxdata', 'InfluxData', '*.influxdata.com', 'unconfirmed https://status.influxdata.com'],
  ['fivetran', 'Fivetran', 'api.fivetran.com', 'statuspage https://status.fivetran.com'],
  ['temporal', 'Temporal Cloud', '*.tmprl.cloud *.api.temporal.io', 'statuspage https://status.temporal.io'],
  ['cloudamqp', 'CloudAMQP', 'api.cloudamqp.com *.cloudamqp.com', 'statuspage https://status.cloudamqp.com'],
];
