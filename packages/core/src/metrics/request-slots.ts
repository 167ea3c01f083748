import { BLAMES, CATEGORIES, OUTCOMES } from '../closed-sets.ts';
import type { Finding } from '../finding.ts';
import { METRIC_CAPS, OTHER } from './caps.ts';
import type { CounterSlot } from './counter-slots.ts';
import { HistogramSlot } from './histogram-slot.ts';
import type { Fold, SeriesBudget } from './series-budget.ts';

/** The series of one provider and endpoint. */
interface PlaceSlots {
  readonly provider: string;
  readonly endpoint: string;
  readonly fold: Fold;
  /** By {@link keyOf}. */
  readonly requests: Map<number, CounterSlot>;
  duration: HistogramSlot | undefined;
}

/** The endpoints of one provider, by name. */
type Endpoints = Map<string, PlaceSlots>;

/**
 * The series of `faultline_requests_total` and `faultline_request_duration_seconds`.
 *
 * The hot path of metrics: an exchange whose series exists costs lookups in nested maps, and builds no string.
 * Beyond a cap new values fold, endpoint first, then provider; series that exist keep their labels, else their counts would jump.
 */
export class RequestSlots {
  readonly #budget: SeriesBudget;
  readonly #overflow: (where: 'provider' | 'endpoint' | 'series') => void;
  readonly #providers: Map<string, Endpoints> = new Map();
  readonly #other: PlaceSlots = place(OTHER, OTHER, 'other');
  readonly requests: CounterSlot[] = [];
  readonly durations: HistogramSlot[] = [];
  #endpoints = 0;
  #hosts = 0;
  #last: CounterSlot | undefined;

  constructor(budget: SeriesBudget, overflow: (where: 'provider' | 'endpoint' | 'series') => void) {
    this.#budget = budget;
    this.#overflow = overflow;
  }

  /** Counts one finding. */
  add(finding: Finding): void {
    const at = this.#placeOf(finding.provider, finding.endpoint);
    const key = keyOf(finding);
    const slot = at.requests.get(key) ?? this.#newRequests(at, key);
    slot.value++;
    // The duration is to headers: an exchange without an answer has none.
    if (finding.outcome === 'answered') {
      const duration = at.duration ?? this.#newDuration(at);
      duration?.observe(finding.exchange);
    }
  }

  /** The label value for a provider: itself, or `_other` beyond the cap. Admits it while there is room. */
  labelOf(provider: string): string {
    return this.#endpointsOf(provider) === undefined ? OTHER : provider;
  }

  #endpointsOf(provider: string): Endpoints | undefined {
    const known = this.#providers.get(provider);
    if (known !== undefined) return known;
    if (this.#providers.size >= METRIC_CAPS.providers || !fits(provider)) return undefined;
    if (isHost(provider)) {
      if (this.#hosts >= METRIC_CAPS.hosts) return undefined;
      this.#hosts++;
    }
    const endpoints: Endpoints = new Map();
    this.#providers.set(provider, endpoints);
    return endpoints;
  }

  #placeOf(provider: string, endpoint: string): PlaceSlots {
    const endpoints = this.#endpointsOf(provider);
    if (endpoints === undefined) {
      this.#overflow('provider');
      return this.#other;
    }
    const known = endpoints.get(endpoint);
    if (known !== undefined) return known;
    const room = endpoints.size < METRIC_CAPS.endpointsPerProvider && this.#endpoints < METRIC_CAPS.endpoints;
    if (room && fits(endpoint)) {
      this.#endpoints++;
      const at = place(provider, endpoint, 'exact');
      endpoints.set(endpoint, at);
      return at;
    }
    this.#overflow('endpoint');
    return this.#foldedOf(provider, endpoints);
  }

  #foldedOf(provider: string, endpoints: Endpoints): PlaceSlots {
    const known = endpoints.get(OTHER);
    if (known !== undefined) return known;
    const at = place(provider, OTHER, 'provider');
    endpoints.set(OTHER, at);
    return at;
  }

  /** Where the series of a place go that finds no room in the budget. */
  #nextOf(at: PlaceSlots): PlaceSlots {
    const endpoints = at.fold === 'exact' ? this.#providers.get(at.provider) : undefined;
    return endpoints === undefined ? this.#other : this.#foldedOf(at.provider, endpoints);
  }

  #newRequests(at: PlaceSlots, key: number): CounterSlot {
    if (!this.#budget.take(at.fold)) {
      this.#overflow('series');
      if (at === this.#other) return this.#lastRequests();
      const next = this.#nextOf(at);
      return next.requests.get(key) ?? this.#newRequests(next, key);
    }
    const slot: CounterSlot = { labels: [at.provider, at.endpoint, ...labelsOf(key)], value: 0 };
    at.requests.set(key, slot);
    this.requests.push(slot);
    return slot;
  }

  #lastRequests(): CounterSlot {
    if (this.#last === undefined) {
      this.#budget.take('last');
      this.#last = { labels: [OTHER, OTHER, OTHER, OTHER, 'unknown', 'unknown'], value: 0 };
      this.requests.push(this.#last);
    }
    return this.#last;
  }

  #newDuration(at: PlaceSlots): HistogramSlot | undefined {
    if (!this.#budget.take(at === this.#other ? 'last' : at.fold)) {
      const next = this.#nextOf(at);
      return at === this.#other ? undefined : (next.duration ?? this.#newDuration(next));
    }
    const slot = new HistogramSlot([at.provider, at.endpoint]);
    at.duration = slot;
    this.durations.push(slot);
    return slot;
  }
}

function fits(label: string): boolean {
  return label !== OTHER && label.length <= METRIC_CAPS.labelLength;
}

/** Whether a provider has no name but its host. */
function isHost(provider: string): boolean {
  return provider.includes('.') || provider.includes(':');
}

function place(provider: string, endpoint: string, fold: Fold): PlaceSlots {
  return { provider, endpoint, fold, requests: new Map(), duration: undefined };
}

const OUTCOME_INDEX = indexOf(OUTCOMES);
const CATEGORY_INDEX = indexOf(CATEGORIES);
const BLAME_INDEX = indexOf(BLAMES);
/** Stands for every status outside 100–599, of which a hostile server can send endlessly many. */
const OTHER_STATUS = 1;

function indexOf<T extends string>(values: readonly T[]): ReadonlyMap<string, number> {
  return new Map(values.map((value, index) => [value, index]));
}

/** The closed labels of a finding as one small integer. Values outside the closed sets, from a rule of a user, count as unknown. */
function keyOf(finding: Finding): number {
  const { status } = finding;
  const code =
    status === 0 || (Number.isInteger(status) && status >= 100 && status <= 599) ? status : OTHER_STATUS;
  const outcome = OUTCOME_INDEX.get(finding.outcome) ?? 1;
  const category = CATEGORY_INDEX.get(finding.category) ?? CATEGORIES.length - 1;
  const blame = BLAME_INDEX.get(finding.blame) ?? BLAMES.length - 1;
  return ((code * OUTCOMES.length + outcome) * CATEGORIES.length + category) * BLAMES.length + blame;
}

/** The inverse of {@link keyOf}: outcome, status, category, blame. */
function labelsOf(key: number): readonly string[] {
  const blame = BLAMES[key % BLAMES.length] ?? 'unknown';
  let rest = Math.floor(key / BLAMES.length);
  const category = CATEGORIES[rest % CATEGORIES.length] ?? 'unknown';
  rest = Math.floor(rest / CATEGORIES.length);
  const outcome = OUTCOMES[rest % OUTCOMES.length] ?? 'no_answer';
  const status = Math.floor(rest / OUTCOMES.length);
  return [outcome, status === OTHER_STATUS ? OTHER : String(status), category, blame];
}
