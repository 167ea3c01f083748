import { COMPLAINTS } from './complaint.ts';
import type { Evidence } from './evidence.ts';
import type { ProviderRecord } from './provider-record.ts';
import type { Suspicion } from './suspicion.ts';
import type { View } from './view.ts';

/** A neighbour without traffic for so long says nothing. Milliseconds. */
const SILENT_MS = 120_000;
/** A trouble of a neighbour that did not strike for so long is not the same one. Milliseconds. */
const APART_MS = 90_000;
/** Score from which a neighbour counts as failing: one failure on the way, two of any other kind. */
const FAILING_AT = 4.4;
const BROKEN: number = COMPLAINTS.indexOf('broken');
const SLOW: number = COMPLAINTS.indexOf('slow');

/** What the other providers see while one is in trouble. */
export type Around = Pick<
  View,
  | 'others'
  | 'othersFailing'
  | 'othersFailingOnTheWay'
  | 'othersFine'
  | 'othersFineNewSockets'
  | 'othersSlow'
  | 'edge'
  | 'sameEdgeFailing'
  | 'sameEdgeFine'
  | 'sameAnswers'
>;

/** Looks at the other providers. */
export function lookAround(
  evidence: Evidence,
  provider: ProviderRecord,
  suspicion: Suspicion,
  nowMs: number,
): Around {
  let others = 0;
  let failing = 0;
  let onTheWay = 0;
  let fine = 0;
  let fineNew = 0;
  let slow = 0;
  let sameEdgeFailing = 0;
  let sameEdgeFine = 0;
  let sameAnswers = 0;
  const since = suspicion.onsetMs;
  for (const other of evidence.store.neighbours) {
    if (other === provider || nowMs - other.lastMs > SILENT_MS + (nowMs - since)) continue;
    others++;
    const likewise = fails(other, suspicion.complaint, nowMs);
    const way = failsOnTheWay(other, nowMs);
    if (likewise) failing++;
    if (way) onTheWay++;
    if (fails(other, SLOW, nowMs)) slow++;
    if (provider.answer !== 0 && other.answer === provider.answer && nowMs - other.answerMs < APART_MS)
      sameAnswers++;
    const sameEdge = provider.edge !== undefined && other.edge === provider.edge;
    if (likewise || way) {
      if (sameEdge) sameEdgeFailing++;
    } else if (other.lastOkMs > since) {
      fine++;
      if (other.opened.lastOkMs > since) fineNew++;
      if (sameEdge) sameEdgeFine++;
    }
  }
  return {
    others,
    othersFailing: failing,
    othersFailingOnTheWay: onTheWay,
    othersFine: fine,
    othersFineNewSockets: fineNew,
    othersSlow: slow,
    edge: provider.edge,
    sameEdgeFailing,
    sameEdgeFine,
    sameAnswers,
  };
}

function fails(other: ProviderRecord, complaint: number, nowMs: number): boolean {
  const suspicion = other.suspicions[complaint];
  return (
    suspicion !== undefined && suspicion.score >= FAILING_AT && nowMs - suspicion.lastFailedMs < APART_MS
  );
}

function failsOnTheWay(other: ProviderRecord, nowMs: number): boolean {
  for (let complaint = 0; complaint <= BROKEN; complaint++) if (fails(other, complaint, nowMs)) return true;
  return false;
}
