import { Console } from 'node:console';
import type { Exchange, Finding } from '@faultline/core';
import { type Capture, captureOf } from './capture.ts';
import { TokenBucket } from './token-bucket.ts';

/** Captures a second, so that an outage floods no log. */
export const CAPTURES_PER_SECOND = 10;

/** Takes captures of failed answers. */
export interface Capturer {
  /** Takes one settled exchange, with what was peeked of its body, and its finding. Never throws. */
  take(exchange: Exchange, finding: Finding): void;
}

/** Where captures go, and what time it is. */
export interface CapturerOptions {
  /** Tells the application's listeners; returns whether there was one. */
  readonly tell: (capture: Capture) => boolean;
  /** Writes one line where nobody listens. @defaultValue standard error */
  readonly write?: (line: string) => void;
  /** Monotonic clock. */
  readonly nowMs: () => number;
  readonly onInternalError: (where: string, error: unknown) => void;
}

/** Creates what captures failed answers: for those who listen, else as lines of JSON on standard error. Nothing of it is exported. */
export function createCapturer(options: CapturerOptions): Capturer {
  const { tell, write = writeToStandardError(), nowMs, onInternalError } = options;
  const bucket = new TokenBucket(CAPTURES_PER_SECOND);
  let skipped = 0;
  return {
    take(exchange, finding) {
      if (exchange.response === undefined || finding.blame === 'none') return;
      try {
        if (!bucket.take(nowMs())) {
          skipped++;
          return;
        }
        const capture = captureOf(finding, exchange.response.body, skipped);
        skipped = 0;
        if (!tell(capture)) write(JSON.stringify({ event: 'faultline.capture', ...capture }));
      } catch (error) {
        onInternalError('capture', error);
      }
    },
  };
}

/** A console of our own: it lives through a closed stream, and no log exporter has wrapped it. */
function writeToStandardError(): (line: string) => void {
  const { stderr } = process;
  const console = new Console({ stdout: stderr, stderr, colorMode: false });
  return (line) => console.log('%s', line);
}
