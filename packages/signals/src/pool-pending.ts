import { nodeModule } from './node-module.ts';

/** Where undici keeps the dispatcher of `fetch`, for every copy of itself (documented as stable by its maintainers). */
const GLOBAL_DISPATCHER = Symbol.for('undici.globalDispatcher.1');
/** Origins that are looked at of one agent. */
const MOST_ORIGINS = 256;

/**
 * Requests that wait for a socket: queued in undici agents and pools, and in `node:http` agents. Reads what both publish
 * (`stats`, `requests`); an agent without either counts 0. Never touches a dispatcher beyond reading.
 */
export function pendingRequests(agents: readonly unknown[] = ownAgents()): number {
  let pending = 0;
  for (const agent of agents) pending += pendingOf(agent);
  return pending;
}

function ownAgents(): readonly unknown[] {
  const agents = [nodeModule('node:http').globalAgent, nodeModule('node:https').globalAgent];
  return [...agents, (globalThis as Record<symbol, unknown>)[GLOBAL_DISPATCHER]];
}

function pendingOf(agent: unknown): number {
  if (typeof agent !== 'object' || agent === null) return 0;
  const { stats, requests } = agent as { stats?: unknown; requests?: unknown };
  return queuedIn(requests) + queuedOf(stats);
}

/** `http.Agent.requests`: lists of waiting requests, by origin. */
function queuedIn(requests: unknown): number {
  if (typeof requests !== 'object' || requests === null) return 0;
  let sum = 0;
  let origins = 0;
  for (const list of Object.values(requests)) {
    if (Array.isArray(list)) sum += list.length;
    if (++origins >= MOST_ORIGINS) break;
  }
  return sum;
}

/** `stats` of an undici client or pool (`pending`, or `queued` of a pool), or of an agent: the same by origin. */
function queuedOf(stats: unknown): number {
  if (typeof stats !== 'object' || stats === null) return 0;
  const { queued, pending } = stats as { queued?: unknown; pending?: unknown };
  if (typeof queued === 'number') return queued;
  if (typeof pending === 'number') return pending;
  let sum = 0;
  let origins = 0;
  for (const inner of Object.values(stats)) {
    if (typeof inner === 'object') sum += queuedOf(inner);
    if (++origins >= MOST_ORIGINS) break;
  }
  return sum;
}
