/** Collects what would have ended the process. */
export function uncaughtOf(host: NodeJS.Process): string[] {
  const uncaught: string[] = [];
  const keep = (error: unknown): void => {
    uncaught.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  };
  host.on('uncaughtException', keep).on('unhandledRejection', keep);
  return uncaught;
}
