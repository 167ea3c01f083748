import type { Environment } from './resolve-options.ts';

/** The version of the service as the environment tells it: `service.version` for OpenTelemetry, else npm's. */
export function serviceVersionOf(env: Environment): string | undefined {
  for (const pair of (env.OTEL_RESOURCE_ATTRIBUTES ?? '').split(',')) {
    const [key, value] = pair.split('=', 2);
    if (key?.trim() === 'service.version' && value?.trim()) return decoded(value.trim());
  }
  return env.npm_package_version || undefined;
}

/** Values are percent-encoded: https://opentelemetry.io/docs/specs/otel/resource/sdk/ */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
