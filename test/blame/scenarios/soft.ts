import type { Scenario } from './scenario.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

/** Errors inside of a 200. */
export const SOFT_SCENARIOS: readonly Scenario[] = [
  {
    name: 'slack_token_revoked',
    family: 'soft_error',
    title: 'ok:false, token_revoked',
    source: 'https://api.slack.com/methods/chat.postMessage',
    notes: 'Every call says in a 200 that the own token was revoked.',
    build(m) {
      const t = m.use('slack');
      m.bystanders(3);
      m.fault('self', { provider: 'slack' }, 1, {
        status: 200,
        headers: JSON_TYPE,
        body: { ok: false, error: 'token_revoked' },
      });
      m.truth(t, 'self', 'credentials');
    },
  },
  {
    name: 'slack_internal',
    family: 'soft_error',
    title: 'ok:false, internal_error',
    source: 'https://api.slack.com/methods/chat.postMessage',
    notes: 'A share of calls says in a 200 that the provider broke.',
    build(m) {
      const t = m.use('slack');
      m.bystanders(3);
      m.fault('provider', { provider: 'slack' }, m.between(0.2, 0.8), {
        status: 200,
        headers: JSON_TYPE,
        body: { ok: false, error: m.pick(['internal_error', 'fatal_error']) },
      });
      m.truth(t, 'provider', 'provider_degraded');
    },
  },
];
