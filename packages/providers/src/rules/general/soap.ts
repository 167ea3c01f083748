import { knownPath } from '../../body/leaf.ts';
import { BY_CODE, type Decision } from '../decision.ts';
import {
  AUTHENTICATION,
  CLIENT_CONFIG,
  CLOCK,
  type Outcome,
  PROVIDER_ERROR,
  VALIDATION,
} from '../outcome.ts';
import type { Reading } from '../reading.ts';
import { bySentence, byVocabulary } from './vocabulary-rule.ts';

const FAULT_CODE = knownPath('Envelope.Body.Fault.faultcode');
const CODE_VALUE = knownPath('Envelope.Body.Fault.Code.Value');
const SUBCODE_VALUE = knownPath('Envelope.Body.Fault.Code.Subcode.Value');
knownPath('Envelope.Body.Fault.faultstring');
knownPath('Envelope.Body.Fault.Reason.Text', 'message');

/** Faults of Web Services Security (OASIS, SOAP Message Security 1.1 section 12), and of those who write them in their own way. */
const SECURITY: readonly (readonly [RegExp, Outcome])[] = [
  [/MessageExpired|InvalidTimestamp/i, CLOCK],
  [
    /FailedAuthentication|InvalidSecurityToken|SecurityTokenUnavailable|:Security$|InvalidSecurity|Authentication/i,
    AUTHENTICATION,
  ],
  [/FailedCheck|UnsupportedSecurityToken|UnsupportedAlgorithm/i, CLIENT_CONFIG],
  [/MustUnderstand|VersionMismatch|DataEncodingUnknown/i, VALIDATION],
];

/**
 * Decides by a SOAP fault. Its HTTP status says nothing, because SOAP 1.1 section 6.2 wants 500 for each: the words are heard as in a
 * success, then the class decides. `Client` (`Sender` in 1.2) must not be sent again as it is, `Server` (`Receiver`) may.
 */
export function bySoapFault(reading: Reading): Decision | undefined {
  const code = reading.value(FAULT_CODE) ?? reading.value(CODE_VALUE);
  if (code === undefined) return undefined;
  const codes = `${code} ${reading.value(SUBCODE_VALUE) ?? ''}`.trim();
  const security = SECURITY.find(([like]) => like.test(codes));
  if (security !== undefined) return { outcome: security[1], rule: 'soap.security', confidence: BY_CODE };
  const told = bySentence(reading, 200) ?? byVocabulary(reading, 200);
  if (told !== undefined) return told;
  const isSender = /(?:^|:)(?:Client|Sender)\b/i.test(code);
  return isSender
    ? { outcome: VALIDATION, rule: 'soap.sender', confidence: BY_CODE }
    : { outcome: PROVIDER_ERROR, rule: 'soap.receiver', confidence: BY_CODE };
}
