import { SteadyTime } from '../breaker/steady-time.ts';
import type { Exchange } from '../exchange.ts';
import type { Place } from '../finding.ts';
import { VITALS, type Vital } from '../signal.ts';
import { OwnChanges } from './changes.ts';
import { COMPLAINTS, NO_COMPLAINT } from './complaint.ts';
import type { Tally } from './count.ts';
import { QUIET_STEPS } from './drift.ts';
import type { EndpointRecord } from './endpoint-record.ts';
import type { ProviderRecord } from './provider-record.ts';
import { RecordStore } from './record-store.ts';
import { Suspicion } from './suspicion.ts';
import { VitalRecord } from './vitals.ts';

/** Complaints that a request meets before it has a connection. */
const ON_THE_WAY: number = COMPLAINTS.indexOf('tls');
const THROTTLED: number = COMPLAINTS.indexOf('throttled');
const CREDENTIAL: number = COMPLAINTS.indexOf('credential');
/** Time after the onset in which a rise of the own rate still counts as its beginning. Milliseconds. */
const ONSET_MS = 15_000;
/** Of so many successes one has its headers read for the edge and the limit: they seldom change, and reading costs. */
const READ_EVERY = 8;
/** Characters of a failed answer that are compared with those of other providers. */
const ANSWER_CHARACTERS = 160;

/** A failed exchange in the evidence. */
export interface Noted {
  readonly provider: ProviderRecord;
  readonly endpoint: EndpointRecord;
  readonly credential: Tally | undefined;
  readonly shape: Tally | undefined;
  readonly suspicion: Suspicion;
  readonly nowMs: number;
}

/** What this process knows of its providers and of itself. Bounded; time is an argument. */
export class Evidence {
  readonly time: SteadyTime = new SteadyTime();
  readonly changes: OwnChanges = new OwnChanges();
  readonly vitals: Readonly<Record<Vital, VitalRecord>> = Object.fromEntries(
    VITALS.map((vital) => [vital, new VitalRecord(vital)]),
  ) as Record<Vital, VitalRecord>;
  readonly store: RecordStore = new RecordStore();
  #epochs = 0;

  /** Takes a success, or any other exchange that complains of nothing. The hot path: allocates nothing once all is known. */
  succeeded(exchange: Exchange, place: Place, nowMs: number): ProviderRecord {
    const provider = this.store.provider(place.provider, nowMs);
    const endpoint = this.store.endpoint(provider, place.endpoint, nowMs);
    const credential =
      exchange.credential === undefined ? undefined : provider.credentials.of(exchange.credential, nowMs);
    const shape = exchange.shape === undefined ? undefined : endpoint.shapes.of(exchange.shape, nowMs);
    this.#arrived(provider, endpoint, nowMs);
    if (provider.active.length > 0)
      this.#clears(NO_COMPLAINT, exchange, provider, endpoint, credential, shape, nowMs);
    const change = this.changes.number;
    endpoint.succeeded(nowMs, change);
    credential?.succeeded(nowMs, change);
    shape?.succeeded(nowMs, change);
    provider.lastOkMs = nowMs;
    if (exchange.socket === 'new') provider.opened.succeeded(nowMs, change);
    endpoint.took(exchange.durationMs, provider.standing === 0);
    if (endpoint.ok % READ_EVERY === 1) {
      const headers = exchange.response?.headers;
      provider.readEdge(headers);
      provider.ledger.read(headers, provider.rate.sent, false);
    }
    return provider;
  }

  /** Takes an exchange with a complaint. */
  failed(depth: number, exchange: Exchange, place: Place, nowMs: number): Noted {
    const provider = this.store.provider(place.provider, nowMs);
    const endpoint = this.store.endpoint(provider, place.endpoint, nowMs);
    const credential =
      exchange.credential === undefined ? undefined : provider.credentials.of(exchange.credential, nowMs);
    const shape = exchange.shape === undefined ? undefined : endpoint.shapes.of(exchange.shape, nowMs);
    this.#arrived(provider, endpoint, nowMs);
    if (provider.active.length > 0)
      this.#clears(depth, exchange, provider, endpoint, credential, shape, nowMs);
    if (depth > ON_THE_WAY && exchange.socket === 'new')
      provider.opened.succeeded(nowMs, this.changes.number);
    this.#reads(exchange, provider, depth, nowMs);

    const suspicion = this.#suspicion(depth, provider, endpoint, credential, shape, nowMs);
    const drift = endpoint.drift(depth);
    if (drift.score === 0) suspicion.hot++;
    const burst = suspicion.burstOf(nowMs, exchange.durationMs);
    drift.failed(endpoint.learnt, provider.standing === 0, burst);
    const { epoch } = suspicion;
    endpoint.count(depth, epoch).failed++;
    if (credential !== undefined) credential.count(depth, epoch).failed++;
    if (shape !== undefined) shape.count(depth, epoch).failed++;
    endpoint.failed(nowMs);
    credential?.failed(nowMs);
    shape?.failed(nowMs);
    suspicion.failed(nowMs, drift.failStep, burst, exchange.socket, endpoint.logRatioOf(exchange.durationMs));
    if (nowMs - suspicion.onsetMs <= ONSET_MS) {
      suspicion.surge = Math.max(suspicion.surge, provider.rate.surge(nowMs));
    }
    if (
      !suspicion.standing &&
      suspicion.believable(Math.max(drift.score, suspicion.score), drift.everyday(endpoint.learnt))
    ) {
      suspicion.standing = true;
      provider.standing++;
    }
    return { provider, endpoint, credential, shape, suspicion, nowMs };
  }

  /** Ends suspicions of a provider that nothing speaks for any more. */
  settle(provider: ProviderRecord, nowMs: number): void {
    for (let index = provider.active.length - 1; index >= 0; index--) {
      const suspicion = provider.active[index];
      if (suspicion !== undefined && (suspicion.spent || suspicion.over(nowMs))) provider.drop(suspicion);
    }
  }

  #arrived(provider: ProviderRecord, endpoint: EndpointRecord, nowMs: number): void {
    provider.rate.add(nowMs);
    provider.lastMs = nowMs;
    if (provider.standing === 0) endpoint.learn();
  }

  /** An exchange that got as far as `depth` speaks against every trouble before it. */
  #clears(
    depth: number,
    exchange: Exchange,
    provider: ProviderRecord,
    endpoint: EndpointRecord,
    credential: Tally | undefined,
    shape: Tally | undefined,
    nowMs: number,
  ): void {
    const { active } = provider;
    for (let index = active.length - 1; index >= 0; index--) {
      const suspicion = active[index];
      if (suspicion === undefined) continue;
      if (suspicion.stale(nowMs)) {
        provider.drop(suspicion);
        continue;
      }
      if (suspicion.complaint >= depth) continue;
      const { complaint, epoch } = suspicion;
      const count = endpoint.count(complaint, epoch);
      count.ok++;
      if (credential !== undefined) credential.count(complaint, epoch).ok++;
      if (shape !== undefined) shape.count(complaint, epoch).ok++;
      const drift = endpoint.drifted(complaint);
      const step = drift?.okStep ?? QUIET_STEPS[complaint] ?? 0;
      suspicion.succeeded(nowMs, step, exchange.socket, count.failed > 0);
      if (drift !== undefined && drift.score > 0) {
        drift.succeeded();
        if (drift.score === 0) suspicion.hot--;
      }
      if (suspicion.spent || (suspicion.standing && suspicion.over(nowMs))) provider.drop(suspicion);
    }
  }

  #suspicion(
    depth: number,
    provider: ProviderRecord,
    endpoint: EndpointRecord,
    credential: Tally | undefined,
    shape: Tally | undefined,
    nowMs: number,
  ): Suspicion {
    const known = provider.suspicions[depth];
    const change = this.changes.number;
    // What began before an own change and was not yet believed begins anew with it: noise must not hide the change.
    if (known !== undefined && (known.standing || known.change === change)) return known;
    if (known !== undefined) provider.drop(known);
    let ok = endpoint.okSinceChange(change);
    if (shape !== undefined) ok = Math.min(ok, shape.okSinceChange(change));
    if (depth === CREDENTIAL && credential !== undefined) ok = Math.min(ok, credential.okSinceChange(change));
    if (depth <= ON_THE_WAY) ok = provider.opened.okSinceChange(change);
    const suspicion = new Suspicion(depth, ++this.#epochs, nowMs, change, ok, endpoint.learnt);
    provider.suspicions[depth] = suspicion;
    provider.active.push(suspicion);
    return suspicion;
  }

  #reads(exchange: Exchange, provider: ProviderRecord, depth: number, nowMs: number): void {
    const { response } = exchange;
    if (response === undefined) return;
    provider.readEdge(response.headers);
    provider.ledger.read(response.headers, provider.rate.sent, depth === THROTTLED);
    provider.answer = digestOf(response.status, response.body);
    provider.answerMs = nowMs;
  }
}

/** A number that equal answers share; 0 for an answer without a text to compare. */
function digestOf(status: number, body: string | Uint8Array | undefined): number {
  if (typeof body !== 'string' || body.length === 0) return 0;
  let digest = status;
  const end = Math.min(body.length, ANSWER_CHARACTERS);
  for (let index = 0; index < end; index++) digest = Math.imul(digest ^ body.charCodeAt(index), 0x01000193);
  return digest;
}
