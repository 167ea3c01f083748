import type { Agent, ClientRequest } from 'node:http';
import type { CircuitOpenError } from '@faultline/core';
import { nodeModule } from '../node-module.ts';
import type { Subscription } from '../tap/channels.ts';
import type { HttpEntry } from '../tap/http-entry.ts';
import type { Ledger } from '../tap/ledger.ts';
import type { Admissions } from './admissions.ts';

interface AgentInternals {
  addRequest(request: ClientRequest, options: unknown, ...legacy: unknown[]): void;
}

/**
 * Stands in front of `node:http` and `node:https`, where an agent takes a request: a rejected one gets its error as it
 * would get one of its socket, and no socket is opened. Requests without an agent, and agents that bring an
 * `addRequest` of their own, pass unasked.
 *
 * `entryOf` gives the entry of a request, or `null` when it is left alone.
 */
export function guardHttp(
  ledger: Ledger,
  admissions: Admissions,
  entryOf: (request: ClientRequest) => HttpEntry | null,
): Subscription {
  const prototype = nodeModule('node:http').Agent.prototype as unknown as AgentInternals;
  const { addRequest } = prototype;
  let active = true;

  /** The error to fail a request with, if its circuit is open. */
  function rejectionOf(request: ClientRequest): CircuitOpenError | undefined {
    try {
      if (!active || ledger.options.isQuiet?.()) return undefined;
      const entry = entryOf(request);
      // A guard further out has asked already, and the entry has taken its permit.
      if (entry === null || entry.permit !== undefined) return undefined;
      const answer = admissions.ask(ledger.callOf(entry), entry.monotonicMs);
      if (typeof answer !== 'number') return answer;
      entry.permit = answer;
    } catch (error) {
      ledger.report('guard.http', error);
    }
    return undefined;
  }

  function addGuarded(this: Agent, request: ClientRequest, options: unknown, ...legacy: unknown[]): void {
    const rejection = rejectionOf(request);
    if (rejection === undefined) addRequest.call(this, request, options, ...legacy);
    // The error comes in a later turn and through the request's own error event; the tap records it there.
    else (request as unknown as { onSocket(socket: null, error: Error): void }).onSocket(null, rejection);
  }

  prototype.addRequest = addGuarded;
  return {
    stop() {
      active = false;
      if (prototype.addRequest === addGuarded) prototype.addRequest = addRequest;
    },
  };
}
