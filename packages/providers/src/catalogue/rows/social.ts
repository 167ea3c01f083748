import type { ProviderRow } from '../provider.ts';

/** Social networks, media, games. */
// biome-ignore format: one provider is one line
export const SOCIAL: readonly ProviderRow[] = [
  ['whatsapp', 'WhatsApp Business Cloud API', '', 'page https://metastatus.com', 'facebook'],
  ['facebook', 'Meta Graph API', 'graph.facebook.com graph.instagram.com graph.threads.net graph-video.facebook.com rupload.facebook.com', 'page https://metastatus.com'],
  ['linkedin', 'LinkedIn', 'api.linkedin.com www.linkedin.com', 'statuspage https://linkedin.statuspage.io'],
  ['twitter', 'X (Twitter)', 'api.twitter.com api.x.com upload.twitter.com upload.x.com', 'page https://docs.x.com/status'],
  ['reddit', 'Reddit', 'oauth.reddit.com *.reddit.com', 'statuspage https://www.redditstatus.com'],
  ['pinterest', 'Pinterest', 'api.pinterest.com api-sandbox.pinterest.com', 'unconfirmed https://www.pintereststatus.com'],
  ['tiktok', 'TikTok', 'business-api.tiktok.com open.tiktokapis.com', ''],
  ['snapchat', 'Snapchat Ads', 'adsapi.snapchat.com', ''],
  ['twitch', 'Twitch', 'api.twitch.tv id.twitch.tv', 'statuspage https://status.twitch.tv'],
  ['spotify', 'Spotify', 'api.spotify.com *.spotify.com', ''],
  ['vimeo', 'Vimeo', 'api.vimeo.com', 'statuspage https://www.vimeostatus.com'],
  ['mux', 'Mux', 'api.mux.com *.mux.com', 'statuspage https://status.mux.com'],
  ['bitmovin', 'Bitmovin', 'api.bitmovin.com', 'instatus https://status.bitmovin.com'],
  ['unsplash', 'Unsplash', 'api.unsplash.com', 'statuspage https://status.unsplash.com'],
  ['medium', 'Medium', 'api.medium.com', 'statuspage https://medium.statuspage.io'],
  ['tumblr', 'Tumblr', 'api.tumblr.com', 'unconfirmed https://automatticstatus.com'],
  ['wordpress-com', 'WordPress.com', 'public-api.wordpress.com', 'unconfirmed https://automatticstatus.com'],
  ['riot-games', 'Riot Games', '*.api.riotgames.com', 'page https://status.riotgames.com'],
  ['roblox', 'Roblox Open Cloud', 'apis.roblox.com', 'statusio https://status.roblox.com https://api.status.io/1.0/status/59db90dbcdeb2f04dadcf16d'],
  ['playfab', 'Azure PlayFab', '*.playfabapi.com', 'statuspage https://status.playfab.com'],
  ['unity', 'Unity Gaming Services', 'services.api.unity.com', 'page https://status.unity.com'],
  ['epic-games', 'Epic Online Services', 'api.epicgames.dev', 'unconfirmed https://status.epicgames.com'],
  ['eve-esi', 'EVE Online ESI', 'esi.evetech.net', ''],
];
