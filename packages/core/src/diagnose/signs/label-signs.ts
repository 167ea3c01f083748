import type { Blame } from '../../closed-sets.ts';
import type { Sign } from '../sign.ts';
import type { View } from '../view.ts';

/** Rules that read a status or an error code alone; every other one reads what the provider says of its own. */
const GENERIC = /^(?:status|transport|phase|word|sentence)\./;

function said({ label, family }: View, blame: Blame): number {
  // Every 429 says that we sent too much; only a quota is more than its status says.
  if (family === 'throttled' && label.category === 'rate_limit') return 0;
  return label.blame === blame && !GENERIC.test(label.rule) ? label.confidence : 0;
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
    code: 'answer_says_provider',
    group: 'label',
    strength: (view) => said(view, 'provider'),
    observed: ({ label }) => label.rule,
  },
];
