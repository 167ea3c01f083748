import { ago, enough, passesAndFails, ramp, type Sign, unexplained } from '../sign.ts';

/** What the credentials in use show. */
export const CREDENTIAL_SIGNS: readonly Sign[] = [
  {
    code: 'only_this_credential_fails',
    group: 'credentials',
    strength: ({ credential, credentialsFine, credentialsFineExchanges }) =>
      credential === undefined || credential.ok > 0 || credentialsFine === 0
        ? 0
        : enough(credential.failed, 1) * enough(credentialsFineExchanges, 2),
    observed: ({ credentialsFine }) => `${credentialsFine} others fine`,
  },
  {
    code: 'credential_fails_sometimes',
    group: 'credentials',
    strength: ({ credential, credentialsFine, credentialsFailing, credentialsFineExchanges }) =>
      credential === undefined || credential.ok === 0 || credentialsFine === 0 || credentialsFailing > 1
        ? 0
        : enough(credential.failed, 2) * enough(credentialsFineExchanges, 6),
    observed: ({ credential }) =>
      `${credential?.failed ?? 0}/${(credential?.failed ?? 0) + (credential?.ok ?? 0)}`,
  },
  {
    code: 'all_credentials_fail',
    group: 'credentials',
    strength: (view) =>
      view.credentialsFine > 0 ? 0 : ramp(view.credentialsFailing, 1, 3) * unexplained(view),
    observed: ({ credentialsFailing }) => `${credentialsFailing}/${credentialsFailing}`,
  },
  {
    code: 'same_credential_ok',
    group: 'credentials',
    // A key that is known may still lack the permission for one thing and have it for another.
    strength: (view) =>
      view.credential === undefined
        ? 0
        : passesAndFails(view.credential) *
          unexplained(view) *
          (view.label.category === 'permission' ? 0.4 : 1),
    observed: ({ credentialOkMs }) => `${ago(credentialOkMs)} ago`,
  },
  {
    code: 'no_credential_sent',
    group: 'credentials',
    strength: ({ credential, credentialsKnown }) =>
      credential === undefined && credentialsKnown > 0 ? 1 : 0,
    observed: ({ credentialsKnown }) => `${credentialsKnown} known`,
  },
];
