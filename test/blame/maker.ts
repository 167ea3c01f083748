import { answer, CATALOG, type CatalogProvider } from './catalog.ts';
import { createRandom, hashOf, type Random } from './random.ts';
import type {
  Cause,
  Effect,
  Truth,
  World,
  WorldEndpoint,
  WorldFault,
  WorldProvider,
  WorldSignal,
} from './world.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** How much a provider is called and with what. */
export interface UseOptions {
  readonly rps?: number;
  readonly credentials?: number;
  /** Shapes of the first endpoint, with their shares. */
  readonly shapes?: Readonly<Record<string, number>>;
  readonly newSockets?: number;
  readonly limit?: WorldProvider['limit'];
}

/** One provider in use in a world being made. */
export interface InUse {
  readonly catalog: CatalogProvider;
  readonly world: Omit<WorldProvider, 'endpoints'> & { endpoints: Mutable<WorldEndpoint>[] };
  readonly rps: number;
  /** Routes with their method, the busiest first. */
  readonly routes: readonly string[];
}

/** Makes a world: a service with everyday noise, what goes wrong, and the truth. Every choice comes from the seed. */
export class WorldMaker {
  readonly random: Random;
  readonly fromS: number;
  readonly toS: number;
  readonly durationS: number;
  readonly #world: {
    providers: InUse['world'][];
    faults: WorldFault[];
    signals: WorldSignal[];
    truth: Truth[];
  } = { providers: [], faults: [], signals: [], truth: [] };
  readonly #used = new Set<string>();
  readonly #id: string;
  notes = '';
  title = '';

  constructor(id: string, seed: number) {
    this.#id = id;
    this.random = createRandom(hashOf(id) ^ Math.imul(seed + 17, 0x9e3779b1));
    this.fromS = Math.round(this.between(480, 760));
    this.durationS = this.pick([1800, 2100, 2400, 2700]);
    this.toS = this.chance(0.3) ? this.durationS : Math.round(this.durationS - this.between(240, 600));
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.random.uniform();
  }

  pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.random.uniform() * values.length)] as T;
  }

  chance(p: number): boolean {
    return this.random.uniform() < p;
  }

  /** Puts a provider into use: a certain one, or any that fits. */
  use(
    which: string | CatalogProvider | ((one: CatalogProvider) => boolean) | undefined,
    options: UseOptions = {},
  ): InUse {
    const catalog = typeof which === 'object' ? which : this.#pickProvider(which);
    this.#used.add(catalog.id);
    return this.#putToUse(catalog, options);
  }

  #pickProvider(which: string | ((one: CatalogProvider) => boolean) | undefined): CatalogProvider {
    const free = CATALOG.filter((one) => !this.#used.has(one.id));
    const fit =
      which === undefined
        ? free
        : free.filter((one) => (typeof which === 'string' ? one.id === which : which(one)));
    return this.pick(fit);
  }

  #putToUse(catalog: CatalogProvider, options: UseOptions): InUse {
    const rps = options.rps ?? Math.exp(this.between(Math.log(0.4), Math.log(8)));
    const shares = catalog.endpoints.reduce((sum, endpoint) => sum + endpoint.share, 0);
    const names = Array.from(
      { length: options.credentials ?? 1 },
      (_, index) => `${catalog.id}_k${index + 1}`,
    );
    const world: InUse['world'] = {
      id: catalog.id,
      host: catalog.host,
      credentials: names,
      ...(catalog.edge === undefined ? {} : { edge: catalog.edge }),
      ...(options.limit === undefined ? {} : { limit: options.limit }),
      new_sockets:
        options.newSockets ?? round(Math.min(0.95, this.between(0.1, 0.3) + 0.15 / Math.max(0.2, rps))),
      endpoints: catalog.endpoints.map((endpoint, index) => {
        const [method = 'GET', route = '/'] = endpoint.route.split(' ');
        return {
          method,
          route,
          rps: round((rps * endpoint.share) / shares),
          latency_ms: {
            p50: Math.round(endpoint.p50 * this.between(0.8, 1.25)),
            p99: Math.round(endpoint.p50 * this.between(3, 5)),
          },
          timeout_ms: endpoint.timeout_ms,
          ...(index === 0 && options.shapes !== undefined ? { shapes: options.shapes } : {}),
          base: this.#noise(catalog, endpoint.noise),
        };
      }),
    };
    this.#world.providers.push(world);
    return { catalog, world, rps, routes: catalog.endpoints.map((endpoint) => endpoint.route) };
  }

  /** Puts healthy bystanders into use. */
  bystanders(
    count: number = Math.round(this.between(2, 4)),
    which?: (one: CatalogProvider) => boolean,
  ): InUse[] {
    return Array.from({ length: count }, () => this.use(which));
  }

  #noise(
    catalog: CatalogProvider,
    noise: { p: number; status: number } | undefined,
  ): NonNullable<WorldEndpoint['base']> {
    const base: NonNullable<WorldEndpoint['base']>[number][] = [];
    if (noise !== undefined) {
      const text = noise.status === 404 ? 'Not Found' : noise.status === 401 ? 'Wrong password' : 'Declined';
      base.push({
        p: round(noise.p * this.between(0.6, 1.4)),
        ...answer(catalog, noise.status, text),
        cause: 'none',
      });
    }
    base.push({
      p: round(this.between(0.0003, 0.0015)),
      ...answer(catalog, 400, 'Bad Request'),
      cause: 'none',
    });
    base.push({
      p: round(this.between(0.0003, 0.0015)),
      ...answer(catalog, this.pick([500, 502, 503]), 'Internal error'),
      cause: 'none',
    });
    if (this.chance(0.7)) {
      base.push({
        p: round(this.between(0.0002, 0.001)),
        error: { code: this.pick(['ECONNRESET', 'UND_ERR_SOCKET']), phase: 'headers' },
        cause: 'none',
      });
    }
    return base;
  }

  /** Something goes wrong from the start to the end of the incident, unless told otherwise. */
  fault(
    cause: Cause,
    where: WorldFault['where'],
    p: number,
    effect: Effect,
    more: Partial<WorldFault> = {},
  ): void {
    this.#world.faults.push({
      from_s: this.fromS,
      to_s: this.toS,
      cause,
      where,
      p: round(p),
      effect,
      ...more,
    });
  }

  /** The truth about a provider for the time of the incident. */
  truth(
    of: InUse,
    owner: Cause,
    kind: string,
    acceptable: readonly string[] = [],
    more: Partial<Truth> = {},
  ): void {
    this.#world.truth.push({
      from_s: this.fromS,
      to_s: this.toS,
      provider: of.world.id,
      owner,
      acceptable: [owner, ...acceptable],
      kind,
      unknowable: false,
      ...more,
    });
  }

  signal(signal: WorldSignal): void {
    this.#world.signals.push(signal);
  }

  /** An own deploy. */
  deploy(at: number): void {
    this.signal({
      t_s: Math.round(at),
      kind: 'deploy',
      version: `${Math.round(this.between(1, 9))}.${Math.round(this.between(0, 40))}.1`,
    });
  }

  /** Things that have nothing to do with it: an old deploy, a page that is red for another reason. */
  decoys(): void {
    if (this.chance(0.4)) this.deploy(this.between(60, this.fromS - 240));
    const others = this.#world.providers;
    if (this.chance(0.3)) {
      this.signal({
        kind: 'status_page',
        from_s: Math.round(this.fromS - 60),
        to_s: Math.round(this.toS),
        provider: this.pick(others).id,
        indicator: this.pick(['minor', 'major']),
      });
    }
  }

  /** From the moment on, the first endpoint is also (or only) called in another way. */
  variant(of: InUse, change: Partial<WorldEndpoint>, at: number, share: number, index = 0): void {
    const endpoint = of.world.endpoints[index]!;
    const before = { ...endpoint, from_s: 0, to_s: Math.round(at) };
    const { shapes: old } = endpoint;
    const kept = {
      ...endpoint,
      rps: round(endpoint.rps * (1 - share)),
      from_s: Math.round(at),
      to_s: this.durationS,
    };
    const added = {
      ...endpoint,
      ...(old === undefined ? {} : { shapes: old }),
      rps: round(endpoint.rps * share),
      ...change,
      from_s: Math.round(at),
      to_s: this.durationS,
    };
    of.world.endpoints.splice(index, 1, before, ...(share < 1 ? [kept] : []), added);
  }

  make(family: string, source = ''): World {
    return {
      id: this.#id,
      title: this.title,
      family,
      source,
      mix: source === '' ? 'assumed' : 'derived',
      duration_s: this.durationS,
      service: { version: '1.0.0', started_s: -Math.round(this.between(4000, 300000)) },
      ...this.#world,
      notes: this.notes,
    };
  }
}

/** Three significant digits are enough for a world. */
function round(value: number): number {
  return Number(value.toPrecision(3));
}
