import { knownPath } from '../../body/leaf.ts';
import { BY_CODE, type Decision } from '../decision.ts';
import { NOT_FOUND, type Outcome, OVERLOADED, PROVIDER_ERROR, RATE_LIMIT, VALIDATION } from '../outcome.ts';
import type { Reading } from '../reading.ts';
import { bySentence, byWord } from './vocabulary-rule.ts';

const VERSION = knownPath('jsonrpc');
const CODE = knownPath('error.code');
const MESSAGE = knownPath('error.message');

/** Codes of JSON-RPC 2.0 section 5.1 and of Ethereum's EIP-1474, which most providers of JSON-RPC follow. */
const CODES: Readonly<Record<string, Outcome>> = {
  '-32700': VALIDATION,
  '-32600': VALIDATION,
  '-32601': VALIDATION,
  '-32602': VALIDATION,
  '-32603': PROVIDER_ERROR,
  '-32001': NOT_FOUND,
  '-32002': OVERLOADED,
  '-32003': VALIDATION,
  '-32004': VALIDATION,
  '-32005': RATE_LIMIT,
  '429': RATE_LIMIT,
  '3': VALIDATION,
};

/** Decides by the error of a JSON-RPC answer, which comes with 200. */
export function byJsonRpc(reading: Reading): Decision | undefined {
  if (reading.value(VERSION) === undefined) return undefined;
  const code = reading.value(CODE);
  if (code === undefined) return undefined;
  // From -32000 to -32099 each server has its own meaning (JSON-RPC 2.0 section 5.1): words say more than the table.
  const told = isServerDefined(code) ? wordsOf(reading) : undefined;
  const outcome = CODES[code];
  if (told === undefined && outcome !== undefined)
    return { outcome, rule: `json_rpc.${code}`, confidence: BY_CODE };
  // Codes of the application: most tell of the call that was sent.
  return told ?? wordsOf(reading) ?? { outcome: VALIDATION, rule: 'json_rpc.application', confidence: 0.6 };
}

function isServerDefined(code: string): boolean {
  return /^-320\d\d$/.test(code);
}

function wordsOf(reading: Reading): Decision | undefined {
  return bySentence(reading) ?? byWord(reading.value(MESSAGE) ?? '', reading.status);
}
