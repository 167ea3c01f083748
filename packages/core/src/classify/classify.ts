import type { Exchange } from '../exchange.ts';
import { classifyError } from './by-error.ts';
import { classifyStatus } from './by-status.ts';
import type { Classification, Classify } from './classification.ts';

/**
 * What an exchange means by itself, from core's status and transport tables. Total: any exchange gives a classification of
 * the closed sets, and nothing is thrown.
 *
 * An answer is judged by its status; a status from 400 on stays what it is when its body breaks too. Everything else that
 * carries an error is judged by the error. Plain statuses share one frozen object each.
 */
export const classify: Classify = (exchange) => {
  try {
    return ruling(exchange);
  } catch {
    // Only a hostile exchange gets here: getters of headers or options that throw.
    return UNREADABLE;
  }
};

const UNREADABLE: Classification = Object.freeze({
  category: 'unknown',
  blame: 'unknown',
  confidence: 0,
  retry: 'never',
  rule: 'unreadable',
  hint: 'The exchange could not be read: its headers or its error throw when they are looked at',
});

/** undici's text when nobody read a body: the answer itself was fine. */
const UNREAD_BODY = 'Response object has been garbage collected';

function ruling(exchange: Exchange): Classification {
  const { response, error } = exchange;
  if (response !== undefined && (error === undefined || response.status >= 400 || error === UNREAD_BODY)) {
    return classifyStatus(exchange, response);
  }
  if (error === undefined && exchange.abort === undefined) return classifyStatus(exchange, NOTHING_CAME);
  return classifyError(exchange);
}

const NOTHING_CAME = { status: 0 };
