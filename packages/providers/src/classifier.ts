import {
  type Classification,
  type Classify,
  classify as classifyPlainly,
  createClassify,
  type Exchange,
  type ExchangeResponse,
  type Rule,
} from '@faultline/core';
import { createDirectory, type Directory } from './directory.ts';
import { type ProviderOptions, resolveProviders } from './provider-options.ts';
import { classificationOf, refined } from './rules/classification-of.ts';
import { decide } from './rules/decide.ts';
import { isPlain } from './rules/plain.ts';
import { Reading } from './rules/reading.ts';

/** Options of {@link createClassifier}. */
export interface ClassifierOptions {
  /** Providers of your own, and additions to built-in ones. @defaultValue none */
  readonly providers?: readonly ProviderOptions[];
  /** Rules for every provider, asked before all others. @defaultValue none */
  readonly rules?: readonly Rule[];
  /** Told when a rule threw; it then counted as no answer. @defaultValue nobody is told */
  readonly onRuleError?: (error: unknown) => void;
}

/**
 * Says what an exchange means, by everything that is known of its provider. Total: a classification from the closed sets for any
 * exchange, in bounded time; never throws. A function, which goes by the name `classify` too: `const { classify } = createClassifier()`.
 */
export interface Classifier extends Classify {
  readonly classify: Classify;
}

/**
 * Creates a classifier with everything on: rules of providers, general error formats, retry dialects, then core's tables.
 *
 * @throws TypeError for an option that is not valid, quoting it
 */
export function createClassifier(options: ClassifierOptions = {}): Classifier {
  const directory = createDirectory(resolveProviders(options.providers ?? []));
  return asClassifier(classifierOver(directory, options));
}

/** The classification of {@link createClassifier} over a directory that exists already. */
export function classifierOver(directory: Directory, options: ClassifierOptions): Classify {
  const { rules = [], onRuleError } = options;
  const classify = classifyWith(directory, onRuleError);
  return rules.length === 0 ? classify : createClassify(rules, classify, onRuleError);
}

function asClassifier(classify: Classify): Classifier {
  const classifier = (exchange: Exchange): Classification => classify(exchange);
  return Object.assign(classifier, { classify });
}

function classifyWith(directory: Directory, onRuleError?: (error: unknown) => void): Classify {
  return (exchange) => {
    try {
      return ruling(exchange, directory, onRuleError);
    } catch (error) {
      tell(onRuleError, error);
      return classifyPlainly(exchange);
    }
  };
}

function ruling(
  exchange: Exchange,
  directory: Directory,
  onRuleError?: (error: unknown) => void,
): Classification {
  const { response } = exchange;
  if (isUnspoken(response) && exchange.error === undefined && !directory.hasOwnRules)
    return classifyPlainly(exchange);
  const entry = directory.find(exchange);
  if (entry.rules.length > 0) {
    const own = byOwnRules(exchange, entry.rules, onRuleError);
    if (own !== undefined) return own;
  }
  // An answer whose body failed is judged by its status from 400 on, else by the failure: as in core.
  if (response === undefined || (exchange.error !== undefined && !(response.status >= 400)))
    return classifyPlainly(exchange);
  const { status, headers, body } = response;
  if (!(status >= 200 && status <= 999 && Number.isInteger(status))) return classifyPlainly(exchange);
  if (body === undefined && !entry.rows.canDecideBodiless(status) && isPlain(status, headers)) {
    return classifyPlainly(exchange);
  }
  const reading = new Reading(exchange, entry.id, status);
  const decision = decide(reading, entry);
  if (decision !== undefined) return classificationOf(decision, reading);
  const plain = classifyPlainly(exchange);
  return status < 400 ? plain : refined(plain, reading);
}

/** Whether it is a success without a body that was read: what nearly every exchange is, and nothing more can be said of it. */
function isUnspoken(response: ExchangeResponse | undefined): boolean {
  if (response === undefined || response.body !== undefined) return false;
  const { status } = response;
  return status >= 200 && status < 300 && status !== 202 && status !== 207 && !hasGrpcStatus(response);
}

function hasGrpcStatus(response: ExchangeResponse): boolean {
  return response.headerNames?.includes('grpc-status') ?? response.headers?.['grpc-status'] !== undefined;
}

function byOwnRules(
  exchange: Exchange,
  rules: readonly Rule[],
  onRuleError?: (error: unknown) => void,
): Classification | undefined {
  for (const rule of rules) {
    try {
      const own = rule(exchange);
      if (own !== undefined) return own;
    } catch (error) {
      tell(onRuleError, error);
    }
  }
  return undefined;
}

function tell(onRuleError: ((error: unknown) => void) | undefined, error: unknown): void {
  try {
    onRuleError?.(error);
  } catch {
    // Whoever listens may be broken too; the exchange still gets its classification.
  }
}
