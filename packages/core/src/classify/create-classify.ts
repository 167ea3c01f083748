import type { Classify, Rule } from './classification.ts';
import { classify } from './classify.ts';

/**
 * Puts partial rules in front of a total default: the first that answers decides.
 *
 * Never throws: a rule that throws counts as no answer and is told to `onError`, whose own errors are swallowed.
 *
 * @param fallback - @defaultValue core's tables
 */
export function createClassify(
  rules: readonly Rule[],
  fallback: Classify = classify,
  onError?: (error: unknown, rule: Rule) => void,
): Classify {
  return (exchange) => {
    for (const rule of rules) {
      try {
        const classification = rule(exchange);
        if (classification !== undefined) return classification;
      } catch (error) {
        try {
          onError?.(error, rule);
        } catch {
          // Whoever listens may be broken too; the exchange still gets its classification.
        }
      }
    }
    return fallback(exchange);
  };
}
