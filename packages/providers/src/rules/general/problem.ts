import { knownPath } from '../../body/leaf.ts';
import type { Decision } from '../decision.ts';
import type { Reading } from '../reading.ts';
import { byWord } from './vocabulary-rule.ts';

const TYPE = knownPath('type');
const TITLE = knownPath('title');

/** Decides by a problem document (RFC 9457): the last part of the `type` URI, then the title. */
export function byProblem(reading: Reading): Decision | undefined {
  const type = reading.value(TYPE);
  if (type === undefined || !/^(?:https?:|urn:|\/|tag:)/.test(type)) return undefined;
  const end = type.replace(/[/#?]+$/, '');
  const name = end.slice(Math.max(end.lastIndexOf('/'), end.lastIndexOf('#'), end.lastIndexOf(':')) + 1);
  return (
    byWord(name.slice(0, 72), reading.status) ??
    byWord((reading.value(TITLE) ?? '').slice(0, 72), reading.status)
  );
}
