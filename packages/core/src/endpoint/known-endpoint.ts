import { detached } from './detached.ts';

interface KnownEndpoint {
  readonly method: string;
  readonly route: string;
  readonly name: string;
}

/** Endpoints that are remembered; of two that share a slot each is built anew after the other. A power of two. */
const SLOTS = 2048;
/** Longer routes are not remembered. */
const LONGEST = 200;

const slots: (KnownEndpoint | undefined)[] = new Array<undefined>(SLOTS).fill(undefined);

/**
 * The name of an endpoint, `GET /repos/{owner}/{repo}`: the same string each time, as long as it is remembered, whose hash is known to
 * the tables that are asked for it.
 */
export function knownEndpoint(method: string, route: string): string {
  if (route.length > LONGEST) return `${method} ${route}`;
  let mix = method.length * 31 + method.charCodeAt(0);
  for (let i = 0; i < route.length; i++) mix = Math.imul(mix ^ route.charCodeAt(i), 0x01000193);
  const at = (mix ^ (mix >>> 15)) & (SLOTS - 1);
  const slot = slots[at];
  if (slot !== undefined && slot.method === method && slot.route === route) return slot.name;
  const name = detached(`${method} ${route}`);
  slots[at] = { method: name.slice(0, method.length), route: name.slice(method.length + 1), name };
  return name;
}
