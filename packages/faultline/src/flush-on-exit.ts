import { isMainThread } from 'node:worker_threads';

/** Longest wait for a flush on the way out, milliseconds: orchestrators send SIGKILL after 10 to 30 s, and the application needs some of it. */
const FLUSH_LIMIT_MS = 3000;

/**
 * Flushes when the process is about to end, and changes nothing about how it ends: neither its exit code, nor that an
 * unhandled SIGTERM kills it, nor what a handler of the application does.
 *
 * @returns takes the listeners off again
 */
export function flushOnExit(flush: () => Promise<void>): () => void {
  const beforeExit = (): void => {
    // The flush is work, so `beforeExit` comes again after it.
    process.off('beforeExit', beforeExit);
    void atMost(flush());
  };
  const terminate = (): void => {
    process.off('SIGTERM', terminate);
    // A listener of the application ends the process itself, in its own time; without one the signal shall still kill.
    const handled = process.listenerCount('SIGTERM') > 0;
    void atMost(flush()).then(() => {
      if (!handled) process.kill(process.pid, 'SIGTERM');
    });
  };
  process.on('beforeExit', beforeExit);
  // Signals reach the main thread alone.
  if (isMainThread) process.on('SIGTERM', terminate);
  return () => {
    process.off('beforeExit', beforeExit);
    process.off('SIGTERM', terminate);
  };
}

function atMost(work: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, FLUSH_LIMIT_MS);
    const settle = (): void => {
      clearTimeout(timer);
      resolve();
    };
    work.then(settle, settle);
  });
}
