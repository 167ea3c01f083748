import { type Finding, type HeaderBag, headerOf, REQUEST_ID_HEADERS, type Sink } from '@faultline/core';
import type { OpenExchange } from '@faultline/http';
import { ANSWER_LIMIT, AnsweredFailures } from './answered-failures.ts';
import { CopiedFailures } from './copied-failures.ts';
import { errorChain, isLink, linkedObjects } from './linked-objects.ts';

/** Finds again what is known of a failure, from whatever its client threw or returned. */
export interface KnownFailures {
  /** Hears every finding. */
  readonly sink: Sink;
  /** Ties a finding to the client's own request. For the taps. */
  readonly tie: (open: OpenExchange, finding: Finding) => void;
  /**
   * The finding of the exchange behind an error or a response, `undefined` when none is known for certain. Never throws.
   *
   * It is certain by identity: the error of the wire, its causes, and the requests and responses of `node:http` that
   * clients hang on their errors. Where a client copies everything (fetch's `Response`, SDKs that read it), it is the
   * status together with the provider's request id that must be those of one recent failure alone. node-fetch copies the
   * text of an error alone: the last failure with that text is found.
   */
  find(failure: unknown): Finding | undefined;
}

/**
 * Remembers failures for as long as the application holds their errors or requests, and keeps none of those alive; what
 * is found by request id is kept for the last {@link ANSWER_LIMIT} failed answers.
 */
export function createKnownFailures(): KnownFailures {
  const byObject = new WeakMap<object, Finding>();
  const answered = new AnsweredFailures();
  const copied = new CopiedFailures();

  function remember(finding: Finding): void {
    if (!isFailure(finding)) return;
    for (const error of errorChain(finding.exchange.error)) byObject.set(error, finding);
    if (finding.requestId !== undefined) answered.add(finding);
  }

  return {
    sink: { finding: remember, amended: remember },
    tie(open, finding) {
      // Nobody ever sees undici's own requests.
      if (open.client !== 'http' || !isFailure(finding)) return;
      byObject.set(open.request, finding);
      copied.add(finding);
    },
    find(failure) {
      const objects = linkedObjects(failure);
      for (const object of objects) {
        const finding = byObject.get(object);
        if (finding !== undefined) return finding;
      }
      for (const object of objects) {
        const finding = byAnswer(object, answered) ?? byText(object, copied);
        if (finding !== undefined) return finding;
      }
      return undefined;
    },
  };
}

function isFailure({ category }: Finding): boolean {
  return category !== 'ok' && category !== 'redirect';
}

/** What SDKs call the status and the id that they read from an answer. */
const STATUS_NAMES = ['status', 'statusCode', 'httpStatusCode'] as const;
const ID_NAMES = ['requestId', 'requestID', 'request_id'] as const;

function byAnswer(object: object, answered: AnsweredFailures): Finding | undefined {
  try {
    const fields = object as Readonly<Record<string, unknown>>;
    const status = STATUS_NAMES.map((name) => fields[name]).find((value) => typeof value === 'number');
    if (typeof status !== 'number') return undefined;
    for (const id of idsOf(fields)) {
      const finding = answered.find(status, id);
      if (finding !== undefined) return finding;
    }
  } catch {
    // An object of somebody else whose getters throw tells nothing.
  }
  return undefined;
}

function byText(object: object, copied: CopiedFailures): Finding | undefined {
  try {
    return copied.find(object);
  } catch {
    // An object of somebody else whose getters throw tells nothing.
    return undefined;
  }
}

function idsOf(fields: Readonly<Record<string, unknown>>): readonly string[] {
  const given = ID_NAMES.map((name) => fields[name]).filter((value) => typeof value === 'string');
  const { headers } = fields;
  if (!isLink(headers)) return given;
  const read =
    'get' in headers && typeof headers.get === 'function'
      ? (name: string): unknown => (headers as Headers).get(name)
      : (name: string): unknown => headerOf(headers as HeaderBag, name);
  return [...given, ...REQUEST_ID_HEADERS.map(read).filter((value) => typeof value === 'string')];
}
