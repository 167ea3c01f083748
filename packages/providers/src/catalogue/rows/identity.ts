import type { ProviderRow } from '../provider.ts';

/** Identity and verification. */
// biome-ignore format: one provider is one line
export const IDENTITY: readonly ProviderRow[] = [
  ['auth0', 'Auth0', '*.auth0.com', 'page https://status.auth0.com'],
  ['okta', 'Okta', '*.okta.com *.oktapreview.com *.okta-emea.com', 'page https://status.okta.com'],
  ['onelogin', 'OneLogin', '*.onelogin.com', 'statusio https://status.us.onelogin.com https://api.status.io/1.0/status/538511e2ce5cb97537000144'],
  ['duo', 'Cisco Duo', 'api-*.duosecurity.com', 'statuspage https://status.duo.com'],
  ['clerk', 'Clerk', 'api.clerk.com api.clerk.dev', 'unconfirmed https://status.clerk.com'],
  ['workos', 'WorkOS', 'api.workos.com', 'statuspage https://status.workos.com'],
  ['stytch', 'Stytch', 'api.stytch.com test.stytch.com', 'unconfirmed https://status.stytch.com'],
  ['jumpcloud', 'JumpCloud', 'console.jumpcloud.com', 'statuspage https://status.jumpcloud.com'],
  ['1password', '1Password', 'events.1password.com my.1password.com', 'statuspage https://status.1password.com'],
  ['lastpass', 'LastPass', 'lastpass.com', 'statuspage https://status.lastpass.com'],
  ['sumsub', 'Sumsub', 'api.sumsub.com', 'unconfirmed https://status.sumsub.com'],
  ['onfido', 'Onfido (Entrust)', 'api.eu.onfido.com api.us.onfido.com', 'unconfirmed https://status.onfido.com'],
  ['persona', 'Persona', 'api.withpersona.com', 'unconfirmed https://status.withpersona.com'],
];
