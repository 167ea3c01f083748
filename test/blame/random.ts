/** A seeded stream of draws: the same seed gives the same draws on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Exponential with mean 1. */
  exponential(): number;
  /** Standard normal. */
  normal(): number;
}

/** Creates the sfc32 generator (Chris Doty-Humphrey, PractRand) seeded from one integer. */
export function createRandom(seed: number): Random {
  let a = seed | 0;
  let b = 0x9e3779b9 ^ seed;
  let c = 0x85ebca6b;
  let counter = 1;
  let spare = Number.NaN;

  function next(): number {
    const out = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + out;
    c |= 0;
    return (out >>> 0) / 4294967296;
  }
  for (let warmUp = 0; warmUp < 15; warmUp++) next();

  return {
    uniform: next,
    exponential: () => -Math.log(1 - next()),
    normal() {
      if (!Number.isNaN(spare)) {
        const value = spare;
        spare = Number.NaN;
        return value;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - next()));
      const angle = 2 * Math.PI * next();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
  };
}

/** Quantile 0.99 of the standard normal. */
const Z99 = 2.3263478740408408;

/** A draw from the log-normal spread through `p50` and `p99`. */
export function logNormal(random: Random, p50: number, p99: number): number {
  const sigma = p99 > p50 ? Math.log(p99 / p50) / Z99 : 0;
  return p50 * Math.exp(sigma * random.normal());
}

/** A stable 32-bit hash of a text (FNV-1a), to seed by name. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
