import type { IncomingMessage } from 'node:http';
import { overhear } from './overhear.ts';

/**
 * Hears the body of a client's object along with its reader, `undefined` for its end. Returns what ends it, or
 * `undefined` when it can not be heard.
 */
export type BodySource<Target extends object> = (
  target: Target,
  hear: (chunk: Uint8Array | undefined) => void,
) => (() => void) | undefined;

/** The names that undici 6 and 7, and undici 8, give to the two steps of a body on their internal request. */
const UNDICI_STEPS = [
  ['onData', 'onComplete'],
  ['onResponseData', 'onResponseEnd'],
] as const;

/**
 * The body of an answer on undici's internal request, as it came from the wire.
 *
 * There is a channel for it only from undici 7 on, and who subscribes to it pays for every chunk of every body. The
 * two steps that each request is taken through are the same in all of them, also in Node's own fetch.
 */
export const hearUndiciBody: BodySource<object> = (request, hear) => {
  for (const [onData, onEnd] of UNDICI_STEPS) {
    const stopData = overhear(request, onData, (chunk) => {
      if (chunk instanceof Uint8Array) hear(chunk);
    });
    if (stopData === undefined) continue;
    const stopEnd = overhear(request, onEnd, () => hear(undefined));
    return () => {
      stopData();
      stopEnd?.();
    };
  }
  return undefined;
};

/** The body of a response of `node:http`, where its parser hands it over: nothing flows that would not have flowed. */
export const hearHttpBody: BodySource<IncomingMessage> = (response, hear) =>
  overhear(response, 'push', (chunk) => {
    if (chunk === null) hear(undefined);
    else if (chunk instanceof Uint8Array) hear(chunk);
  });
