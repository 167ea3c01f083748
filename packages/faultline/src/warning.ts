const told = new Set<string>();

/**
 * Says once what went wrong at start-up and what to do: as a Node.js warning, since it must be seen where no logger exists yet,
 * must not be mixed into what the application writes, and can be caught by `process.on('warning')` or silenced by `--no-warnings`.
 * Failures of our own code at run time go to OpenTelemetry's `diag` instead.
 */
export function warn(message: string): void {
  if (told.has(message)) return;
  told.add(message);
  process.emitWarning(message, 'FaultlineWarning');
}
