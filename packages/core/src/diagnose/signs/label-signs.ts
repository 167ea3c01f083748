import type { Blame } from '../../closed-sets.ts';
import { ramp, type Sign } from '../sign.ts';
import type { View } from '../view.ts';

/** Rules that read a status or an error code alone; every other one reads what the provider says of its own. */
const GENERIC = /^(?:status|transport|phase|word|sentence)\./;
/** Rules that read words of any provider: less than its own code, more than a status. */
const WORDS = /^(?:word|sentence)\./;

function said({ label, family }: View, blame: Blame): number {
  if (label.blame !== blame) return 0;
  // Every 429 says that we sent too much; only a quota is more than its status says, in whatever words.
  if (family === 'throttled' && label.category === 'rate_limit') return 0;
  if (label.category === 'quota') return label.confidence;
  if (label.category === 'validation' && WORDS.test(label.rule)) return label.confidence / 2;
  return GENERIC.test(label.rule) ? 0 : label.confidence;
}

/** How sure the label is of us. What a handshake says of our certificate is sure sooner than what an answer says of our request. */
function plainlyOurs(view: View): number {
  const { label, family } = view;
  if (label.blame !== 'self') return 0;
  if (label.category === 'proxy') return 1 - proxyAnswered(view);
  return family === 'tls' ? ramp(label.confidence, 0.6, 0.7) : ramp(label.confidence, 0.8, 0.9);
}

/** A proxy on the way answered, not the provider. One that wants something of us is theirs who run it once it wants it everywhere. */
function proxyAnswered({ label, othersFailing }: View): number {
  if (label.category !== 'proxy') return 0;
  return label.blame === 'self' ? ramp(othersFailing, 0, 2) : 1;
}

function labelled({ label }: View, blame: Blame): number {
  return label.blame === blame ? label.confidence : 0;
}

/** What the exchange says by itself. */
export const LABEL_SIGNS: readonly Sign[] = [
  {
    code: 'label_self',
    group: 'label',
    strength: (view) => labelled(view, 'self'),
    observed: ({ label }) => label.rule,
  },
  {
    code: 'label_provider',
    group: 'label',
    strength: (view) => labelled(view, 'provider'),
    observed: ({ label }) => label.rule,
  },
  {
    code: 'label_network',
    group: 'label',
    strength: (view) => labelled(view, 'network'),
    observed: ({ label }) => label.rule,
  },
  {
    code: 'answer_says_self',
    group: 'label',
    strength: (view) => said(view, 'self'),
    observed: ({ label }) => label.rule,
  },
  {
    code: 'plainly_ours',
    group: 'label',
    // Only this side runs out of its own ports, and only we send more than a server takes.
    strength: plainlyOurs,
    observed: ({ label }) => label.rule,
  },
  {
    code: 'proxy_answered',
    group: 'label',
    strength: proxyAnswered,
    observed: ({ label }) => label.rule,
  },
  {
    code: 'answer_says_provider',
    group: 'label',
    strength: (view) => said(view, 'provider'),
    observed: ({ label }) => label.rule,
  },
];
