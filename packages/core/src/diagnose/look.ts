import type { Classification } from '../classify/classification.ts';
import type { Exchange } from '../exchange.ts';
import { changeFitOf } from './change-fit.ts';
import { COMPLAINTS, familyOf } from './complaint.ts';
import type { Tally } from './count.ts';
import { LATENCY_KNOWN } from './endpoint-record.ts';
import type { Evidence, Noted } from './evidence.ts';
import { lookAround } from './look-around.ts';
import type { Suspicion } from './suspicion.ts';
import type { Split, View } from './view.ts';

/** A shape first sent so shortly before the trouble came with it. Milliseconds. */
const NEW_SHAPE_MS = 5_000;
const NONE: Split = { failed: 0, ok: 0 };

/** Gathers everything that is known around one failed exchange. */
export function lookAt(
  evidence: Evidence,
  { provider, endpoint, credential, shape, suspicion, nowMs }: Noted,
  exchange: Exchange,
  label: Classification,
): View {
  const { complaint, epoch } = suspicion;
  const drift = endpoint.drift(complaint);
  const here = endpoint.count(complaint, epoch);
  const change = evidence.changes.at(suspicion.change);
  const lastChange = evidence.changes.at(evidence.changes.number);
  const changeMs = change === undefined ? Number.POSITIVE_INFINITY : suspicion.onsetMs - change.atMs;
  const usual = Math.exp(endpoint.usualLog);
  const endpoints = contrast(provider.endpoints.values(), suspicion, endpoint);
  const credentials = contrast(provider.credentials.values(), suspicion, credential);
  const shapes = contrast(endpoint.shapes.values(), suspicion, shape);
  const pool = evidence.vitals.pool_pending;
  const pending = pool.trouble(nowMs);
  return {
    label,
    complaint: COMPLAINTS[complaint] ?? 'request',
    family: familyOf(complaint),
    durationMs: exchange.durationMs,
    deadline: exchange.abort === 'deadline',
    loopLateMs: exchange.loopLateMs ?? 0,
    socket: exchange.socket,
    ageMs: nowMs - suspicion.onsetMs,
    failures: suspicion.failures,
    share: suspicion.share,
    everyday: drift.everyday(endpoint.learnt),
    learnt: endpoint.learnt,
    score: Math.max(drift.score, suspicion.score),
    endpoint: here,
    everOk: endpoint.ok > 0,
    okEver: endpoint.ok,
    endpointOkMs: nowMs - endpoint.lastOkMs,
    endpointsFailing: endpoints.failing,
    endpointsFine: endpoints.fine,
    fineExchanges: endpoints.fineExchanges,
    credential: credential?.count(complaint, epoch),
    credentialOkMs: credential === undefined ? Number.POSITIVE_INFINITY : nowMs - credential.lastOkMs,
    credentialsKnown: provider.credentials.size,
    credentialsFailing: credentials.failing,
    credentialsFine: credentials.fine,
    credentialsFineExchanges: credentials.fineExchanges,
    shape: shape?.count(complaint, epoch),
    shapeIsNew: shape !== undefined && isNew(shape, suspicion, change?.atMs),
    shapesFailing: shapes.failing,
    shapesFine: shapes.fine,
    shapesFineExchanges: shapes.fineExchanges,
    shapeOkEver: shape?.ok ?? 0,
    newSockets: { failed: suspicion.newFailed, ok: suspicion.newOk },
    reusedSockets: { failed: suspicion.reusedFailed, ok: suspicion.reusedOk },
    change,
    changeMs,
    changeFit: changeFitOf(changeMs, suspicion.okSinceChange, here),
    okAfterChange: suspicion.okSinceChange,
    lastChangeMs: lastChange === undefined ? Number.POSITIVE_INFINITY : nowMs - lastChange.atMs,
    failureLatencyRatio: Math.exp(suspicion.logRatio / suspicion.timed),
    slowdown: endpoint.ok < LATENCY_KNOWN ? 1 : Math.exp(endpoint.presentLog - endpoint.usualLog),
    slowdownSpreads:
      endpoint.ok < LATENCY_KNOWN ? 0 : (endpoint.presentLog - endpoint.usualLog) / (endpoint.spread + 0.1),
    deadlineRatio: endpoint.ok < LATENCY_KNOWN ? Number.NaN : exchange.durationMs / usual,
    ...lookAround(evidence, provider, suspicion, nowMs),
    loopDelayMs: evidence.vitals.event_loop_delay.troubleSince(nowMs - exchange.durationMs, nowMs),
    poolPending: pending,
    poolLeadMs: pending === 0 ? Number.NaN : suspicion.onsetMs - pool.badSinceMs,
    openFiles: evidence.vitals.open_files_ratio.trouble(nowMs),
    clockSkewMs: evidence.vitals.clock_skew.trouble(nowMs),
    surge: suspicion.surge,
    limitLowered: provider.ledger.lowered,
    limit: provider.ledger.limit,
    usualLimit: provider.ledger.usual,
    othersShare: provider.ledger.othersShare,
    page: provider.page,
  };
}

function isNew(shape: Tally, suspicion: Suspicion, changeMs: number | undefined): boolean {
  if (shape.firstMs >= suspicion.onsetMs - NEW_SHAPE_MS) return true;
  return changeMs !== undefined && shape.firstMs >= changeMs && shape.ok <= 2;
}

interface Contrast {
  failing: number;
  fine: number;
  fineExchanges: number;
}

/** How many identities fail and how many are fine since the trouble began; `own` counts among the failing ones. */
function contrast(
  tallies: Iterable<Tally>,
  { complaint, epoch }: Suspicion,
  own: Tally | undefined,
): Contrast {
  const sum: Contrast = { failing: 0, fine: 0, fineExchanges: 0 };
  for (const tally of tallies) {
    const { failed, ok } = tally.peek(complaint, epoch) ?? NONE;
    if (tally === own || failed > 0) {
      // A single failure among many successes is noise, not a failing identity.
      if (tally === own || failed / (failed + ok) > 0.02) sum.failing++;
      else sum.fine++;
    } else if (ok > 0) {
      sum.fine++;
      sum.fineExchanges += ok;
    }
  }
  return sum;
}
