import type { Random } from './random.ts';
import type { Source } from './traffic.ts';
import { type Answer, answerOf } from './wire.ts';
import type { Cause, Latency, World, WorldFault } from './world.ts';

/** A fault that hit a request. */
export interface FaultChoice {
  readonly cause: Cause;
  /** Absent for an effect that only delays. */
  readonly answer: Answer | undefined;
  readonly latency: Latency | undefined;
}

/** The faults of a world, ready to be drawn. */
export interface Faults {
  /** The first fault in file order that is active, matches, and whose draw hits. */
  choose(
    source: Source,
    t: number,
    credential: string,
    shape: string | undefined,
    socket: 'new' | 'reused',
    random: Random,
  ): FaultChoice | undefined;
}

interface PreparedFault extends FaultChoice {
  readonly fault: WorldFault;
  /** With `every: credential | route`: the picked ones, as `provider host + identity`. */
  readonly picked: ReadonlySet<string> | undefined;
}

/** Prepares the faults of a world; picks of `every: credential | route` are drawn here, once. */
export function prepareFaults(world: World, random: Random): Faults {
  const prepared: PreparedFault[] = [];
  for (const fault of world.faults) {
    if (fault.effect.limit !== undefined) continue;
    prepared.push({
      fault,
      cause: fault.cause,
      answer: answerOf(fault.effect),
      latency: fault.effect.latency_ms,
      picked: pick(world, fault, random),
    });
  }
  return {
    choose(source, t, credential, shape, socket, draw) {
      for (const one of prepared) {
        const { fault, picked } = one;
        if (t < fault.from_s || t >= fault.to_s) continue;
        if (!matches(fault, source, credential, shape, socket)) continue;
        if (picked === undefined) {
          if (draw.uniform() < fault.p) return one;
        } else if (picked.has(pickKey(fault, source.providerId, source.endpoint, credential))) {
          return one;
        }
      }
      return undefined;
    },
  };
}

function matches(
  { where }: WorldFault,
  source: Source,
  credential: string,
  shape: string | undefined,
  socket: 'new' | 'reused',
): boolean {
  if (where.provider !== undefined && where.provider !== '*' && where.provider !== source.providerId)
    return false;
  if (where.routes !== undefined && !where.routes.includes(source.endpoint)) return false;
  if (where.methods !== undefined && !where.methods.includes(source.method)) return false;
  if (where.credentials !== undefined && !where.credentials.includes(credential)) return false;
  if (where.shapes !== undefined && (shape === undefined || !where.shapes.includes(shape))) return false;
  return where.sockets === undefined || where.sockets === socket;
}

function pickKey(fault: WorldFault, provider: string, endpoint: string, credential: string): string {
  return `${provider} ${fault.every === 'route' ? endpoint : credential}`;
}

function pick(world: World, fault: WorldFault, random: Random): ReadonlySet<string> | undefined {
  if (fault.every === undefined || fault.every === 'request') return undefined;
  const candidates = new Set<string>();
  const { where } = fault;
  for (const provider of world.providers) {
    if (where.provider !== undefined && where.provider !== '*' && where.provider !== provider.id) continue;
    for (const endpoint of provider.endpoints) {
      const name = `${endpoint.method} ${endpoint.route}`;
      if (where.routes !== undefined && !where.routes.includes(name)) continue;
      if (where.methods !== undefined && !where.methods.includes(endpoint.method)) continue;
      for (const credential of endpoint.credentials ?? provider.credentials) {
        if (where.credentials !== undefined && !where.credentials.includes(credential)) continue;
        candidates.add(pickKey(fault, provider.id, name, credential));
      }
    }
  }
  const left = [...candidates];
  const picked = new Set<string>();
  for (let count = Math.max(1, Math.round(fault.p * left.length)); count > 0 && left.length > 0; count--) {
    picked.add(left.splice(Math.floor(random.uniform() * left.length), 1)[0]!);
  }
  return picked;
}
