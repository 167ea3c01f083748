import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What earlier runs have found out, as long as neither the mutant nor the story has changed since. */
export class JudgedMutants {
  readonly #file: string;
  /** By mutant: the story that killed it. */
  readonly #killers: Map<string, string>;
  /** Mutant and story of every play that nothing was noticed in. */
  readonly #unnoticed: Set<string>;

  /** @param file where it is kept from run to run */
  constructor(file: string) {
    this.#file = file;
    const { killers = {}, unnoticed = [] } = existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as Saved)
      : {};
    this.#killers = new Map(Object.entries(killers));
    this.#unnoticed = new Set(unnoticed);
  }

  /** Whether one of these stories has killed a mutant. */
  isKilled(mutant: string, stories: ReadonlySet<string>): boolean {
    return stories.has(this.#killers.get(mutant) ?? '');
  }

  /** Whether a mutant has lived through a story. */
  hasLived(mutant: string, story: string): boolean {
    return this.#unnoticed.has(`${mutant} ${story}`);
  }

  kill(mutant: string, story: string): void {
    this.#killers.set(mutant, story);
  }

  letLive(mutant: string, story: string): void {
    this.#unnoticed.add(`${mutant} ${story}`);
  }

  save(): void {
    mkdirSync(dirname(this.#file), { recursive: true });
    const saved: Saved = { killers: Object.fromEntries(this.#killers), unnoticed: [...this.#unnoticed] };
    writeFileSync(this.#file, JSON.stringify(saved));
  }
}

interface Saved {
  readonly killers?: Readonly<Record<string, string>>;
  readonly unnoticed?: readonly string[];
}

/** A short name of some content: another one as soon as anything of it changes. */
export function fingerprintOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 12);
}
