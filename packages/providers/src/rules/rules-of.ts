import { COMMERCE, SHOPIFY } from './providers/commerce.ts';
import { GITHUB } from './providers/github.ts';
import { FIREBASE, GOOGLE, GOOGLE_MAPS } from './providers/google.ts';
import { MESSAGING, SLACK, TWILIO } from './providers/messaging.ts';
import { AZURE, COSMOS_DB, MICROSOFT_GRAPH } from './providers/microsoft.ts';
import { ANTHROPIC, MODELS, OPENAI } from './providers/models.ts';
import { PAYMENTS, STRIPE } from './providers/payments.ts';
import { PLATFORMS } from './providers/platforms.ts';
import { META, SOCIAL } from './providers/social.ts';
import { WORK_RULES } from './providers/work.ts';
import type { Rules } from './row.ts';

/** The rules of each provider that has any, by id. Those of its kin follow its own. */
export const RULES: ReadonlyMap<string, Rules> = new Map<string, Rules>([
  ...Object.entries(PAYMENTS),
  ...Object.entries(MODELS),
  ...Object.entries(MESSAGING),
  ...Object.entries(SOCIAL),
  ...Object.entries(COMMERCE),
  ...Object.entries(WORK_RULES),
  ...Object.entries(PLATFORMS),
  ['github', GITHUB],
  ['openai', OPENAI],
  ['anthropic', ANTHROPIC],
  ['google-cloud', GOOGLE],
  ['google-maps', GOOGLE_MAPS],
  ['firebase', FIREBASE],
  ['microsoft-graph', MICROSOFT_GRAPH],
  ['azure', AZURE],
  ['azure-cosmos', COSMOS_DB],
  ['stripe', STRIPE],
  ['shopify', SHOPIFY],
  ['slack', SLACK],
  ['twilio', TWILIO],
  ['facebook', META],
]);
