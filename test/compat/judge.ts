import type { Cell } from './cells.ts';
import type { ClientSpan, Played, Surroundings } from './play.ts';

/** What must hold of a cell, in words, each with whether it does. */
export function judge(
  { sdk }: Cell,
  played: Played,
  alone: Played,
  surroundings: Surroundings,
): readonly string[] {
  const counts = countsOf(played, surroundings);
  const wrong: string[] = [];
  const must = (holds: boolean, otherwise: string): void => {
    if (!holds) wrong.push(otherwise);
  };
  must(played.code === 0, `ended with ${played.code}: ${played.stderr.trim().slice(0, 300)}`);
  must(same(played.saw, alone.saw), `the application saw ${played.saw.join()} for ${alone.saw.join()}`);
  must(played.stderr === alone.stderr, `wrote to stderr: ${played.stderr.trim().slice(0, 300)}`);
  must(played.mode === sdk.mode, `mode ${played.mode} for ${sdk.mode}`);
  must(same(counts, EXPECTED_COUNTS), `counted ${counts.join(', ')}`);

  // Without an SDK there is nothing to compare with. Beside one no span may go, and no request may have two.
  const least = sdk.mode === 'own' ? REQUESTS : alone.spans.length;
  const most = Math.max(REQUESTS, alone.spans.length);
  must(played.spans.length >= least, `${played.spans.length} client spans for ${least}`);
  must(played.spans.length <= most, `${played.spans.length} client spans for ${most}`);
  must(hooked(played.spans) >= hooked(alone.spans), 'lost a hook of the application');
  if (sdk.mode !== 'metrics-only') {
    const untagged = played.spans.filter(({ attributes }) => !isTagged(attributes));
    must(untagged.length === 0, `${untagged.length} spans without a finding`);
    const mistyped = played.spans.filter(
      ({ attributes }) => attributes['error.type'] !== errorTypeOf(attributes),
    );
    must(mistyped.length === 0, `${mistyped.length} spans with a wrong error.type`);
  }
  return wrong;
}

/** What the app sends. */
const REQUESTS = 4;

/** Outcome and status of the four requests, and how often. */
const EXPECTED_COUNTS = ['answered 200 1', 'answered 503 2', 'no_answer 0 1'];

/** Of the app's own requests: dd-trace's to its agent are exchanges too, which nothing marks as its own. */
function countsOf({ counts }: Played, { origin, refused }: Surroundings): string[] {
  const hosts = [origin, refused].map((url) => new URL(url).host);
  const totals = new Map<string, number>();
  for (const line of counts) {
    const label = (name: string): string => new RegExp(`${name}="([^"]*)"`).exec(line)?.[1] ?? '';
    if (!hosts.includes(label('provider'))) continue;
    const key = `${label('outcome')} ${label('status')}`;
    totals.set(key, (totals.get(key) ?? 0) + Number(line.split(' ').at(-1)));
  }
  return [...totals].map(([key, total]) => `${key} ${total}`).sort();
}

function hooked(spans: readonly ClientSpan[]): number {
  return spans.filter(({ attributes }) => attributes['application.hook'] === true).length;
}

function isTagged(attributes: ClientSpan['attributes']): boolean {
  return ['faultline.provider', 'faultline.category', 'faultline.blame'].every((name) => name in attributes);
}

/** By the conventions: the status of an error, else what failed, which here can only be the refused connection. */
function errorTypeOf(attributes: ClientSpan['attributes']): string | undefined {
  const status = attributes['http.response.status_code'] ?? attributes['http.status_code'];
  if (status === undefined) return 'ECONNREFUSED';
  return Number(status) >= 400 ? String(status) : undefined;
}

function same(some: readonly unknown[], others: readonly unknown[]): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}
