import type { ProviderRow } from '../provider.ts';

/** Models, speech and search for machines. */
// biome-ignore format: one provider is one line
export const AI: readonly ProviderRow[] = [
  ['openai', 'OpenAI', 'api.openai.com *.openai.com', 'incidentio https://status.openai.com'],
  ['anthropic', 'Anthropic (Claude API)', 'api.anthropic.com *.anthropic.com platform.claude.com', 'unconfirmed https://status.claude.com'],
  ['google-gemini', 'Google Gemini API', 'generativelanguage.googleapis.com aiplatform.googleapis.com *-aiplatform.googleapis.com', 'json https://status.cloud.google.com https://status.cloud.google.com/incidents.json', 'google-cloud'],
  ['mistral', 'Mistral AI', 'api.mistral.ai codestral.mistral.ai', 'instatus https://status.mistral.ai'],
  ['cohere', 'Cohere', 'api.cohere.com api.cohere.ai', 'incidentio https://status.cohere.com'],
  ['groq', 'Groq', 'api.groq.com', 'incidentio https://groqstatus.com'],
  ['together', 'Together AI', 'api.together.xyz api.together.ai', 'json https://status.together.ai https://status.together.ai/index.json'],
  ['fireworks', 'Fireworks AI', 'api.fireworks.ai', 'json https://status.fireworks.ai https://status.fireworks.ai/index.json'],
  ['perplexity', 'Perplexity', 'api.perplexity.ai', 'instatus https://status.perplexity.com'],
  ['xai', 'xAI', 'api.x.ai', 'rss https://status.x.ai https://status.x.ai/feed.xml'],
  ['deepseek', 'DeepSeek', 'api.deepseek.com', 'statuspage https://status.deepseek.com'],
  ['openrouter', 'OpenRouter', 'openrouter.ai', 'page https://status.openrouter.ai'],
  ['elevenlabs', 'ElevenLabs', 'api.elevenlabs.io *.elevenlabs.io', 'incidentio https://status.elevenlabs.io'],
  ['assemblyai', 'AssemblyAI', 'api.assemblyai.com', 'statuspage https://status.assemblyai.com'],
  ['deepgram', 'Deepgram', 'api.deepgram.com', 'statuspage https://status.deepgram.com'],
  ['huggingface', 'Hugging Face', 'api-inference.huggingface.co router.huggingface.co huggingface.co *.huggingface.cloud', 'json https://status.huggingface.co https://status.huggingface.co/index.json ?'],
  ['replicate', 'Replicate', 'api.replicate.com', 'incidentio https://www.replicatestatus.com'],
  ['stability', 'Stability AI', 'api.stability.ai', 'incidentio https://status.stability.ai'],
  ['voyageai', 'Voyage AI', 'api.voyageai.com', 'statuspage https://voyageai-status.statuspage.io'],
  ['modal', 'Modal', 'api.modal.com *.modal.run', 'json https://status.modal.com https://status.modal.com/index.json'],
  ['pinecone', 'Pinecone', 'api.pinecone.io *.pinecone.io', 'statuspage https://status.pinecone.io'],
  ['cursor', 'Cursor', 'api.cursor.com api2.cursor.sh', 'statuspage https://status.cursor.com'],
  ['falai', 'fal.ai', 'queue.fal.run fal.run', 'unconfirmed https://status.fal.ai'],
  ['exa', 'Exa', 'api.exa.ai', 'unconfirmed https://status.exa.ai'],
];
