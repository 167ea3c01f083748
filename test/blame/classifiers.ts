import { type Classify, classify } from '@faultline/core';
import * as providers from '@faultline/providers';

/** The classification under test: core's tables alone, or with the rules of the providers in front. */
export function classifierOf(kind: 'core' | 'providers'): Classify {
  if (kind === 'core') return classify;
  const create = (providers as unknown as { createClassifier?: () => Classify }).createClassifier;
  return create === undefined ? classify : create();
}
