import { createEngine, type Finding } from '@faultline/core';
import { installTaps, type Taps } from '@faultline/http';
import { type FaultServer, type RecordingSink, recordingSink, startFaultServer } from '@faultline/test/kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIENT_NAMES } from './clients.ts';
import { type Amended, type Expected, expectedOf, pathOf } from './expectation.ts';
import { CELLS, playContract } from './play.ts';

let server: FaultServer;
let sink: RecordingSink;
let taps: Taps;

beforeAll(async () => {
  server = await startFaultServer(CLIENT_NAMES);
  sink = recordingSink();
  const engine = createEngine({ sinks: [sink] });
  taps = installTaps({
    record: (exchange) => engine.record(exchange),
    amend: (finding, failure) => engine.amend(finding, failure),
    onInternalError: (where, error) => sink.internalError(where, error),
  });
  await playContract(server);
  // Ends that come with a connection's close take another turn or two.
  for (let turn = 0; turn < 100 && taps.openCount > 0; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}, 60_000);

afterAll(async () => {
  taps.uninstall();
  await server.close();
});

/** What a finding says, in the words of an expectation. */
function said(finding: Finding): Omit<Expected, 'errorType'> {
  const { status, outcome, category, blame, retry, retryAfterMs, exchange } = finding;
  const { phase, abort } = exchange;
  return {
    status,
    outcome,
    category,
    blame,
    retry,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(phase === undefined ? {} : { phase }),
    ...(abort === undefined ? {} : { abort }),
  };
}

/** A machine that stalls makes our own deadline late, and then it is ours: whoever expects one has to look at the clock. */
function inTime(said: readonly Finding[], expected: readonly object[]): readonly object[] {
  const isLate = said.some(({ rule }) => rule === 'transport.deadline.loop_late');
  return isLate ? expected.map((each) => ({ ...each, blame: 'self' })) : expected;
}

function wanted({ errorType: _, ...expected }: Expected): Omit<Expected, 'errorType'> {
  const { status = 0 } = expected;
  return { status, outcome: status === 0 ? 'no_answer' : 'answered', ...expected };
}

function wantedAmended({ errorType: _, ...amended }: Amended): object {
  return { status: 200, outcome: 'answered', phase: 'body', ...amended };
}

/** undici 6, which is the fetch of Node 22, tells nothing of its sockets over HTTP/2: how far the request got is not known. */
const tellsPhase = (client: string, isHttp2: boolean): boolean =>
  !(isHttp2 && client === 'fetch' && process.versions.undici?.startsWith('6.'));

const belongsTo = (path: string) => (finding: Finding) => {
  const { pathname } = new URL(finding.exchange.url);
  return pathname === path || pathname.startsWith(`${path}/`);
};

describe('the contract', () => {
  it.each(CELLS)('$client: $row.fault', ({ row, client }) => {
    const belongs = belongsTo(pathOf(row, client));
    const { exchanges, amended } = expectedOf(row, client);
    const findings = sink.findings.filter(belongs);
    const amendments = sink.amendments.map(({ finding }) => finding).filter(belongs);
    const want = exchanges
      .map(wanted)
      .map(({ phase, ...rest }) =>
        phase === undefined || !tellsPhase(client, row.call?.h2 === true) ? rest : { ...rest, phase },
      );
    expect(findings.map(said)).toEqual(inTime(findings, want));
    expect(amendments.map(said)).toEqual(
      inTime(amendments, amended === undefined ? [] : [wantedAmended(amended)]),
    );
  });

  it('leaves nothing open, counts nothing else, and fails nowhere', () => {
    expect(taps.openCount).toBe(0);
    expect(sink.internalErrors).toEqual([]);
    const expected = CELLS.reduce(
      (sum, { row, client }) => sum + expectedOf(row, client).exchanges.length,
      0,
    );
    expect(sink.findings).toHaveLength(expected);
  });
});
