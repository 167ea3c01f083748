/** One endpoint whose route template is known. */
export interface EndpointTemplate {
  /** Upper-case method, or `*` for any. */
  readonly method: string;
  /** `/invoices/{id}` */
  readonly template: string;
  readonly segments: readonly string[];
}

const ENDPOINT = /^(\*|[A-Za-z]{1,16}) (\/\S*)$/;

/**
 * Reads `GET /invoices/{id}`.
 *
 * @throws TypeError that quotes the value and says what to write instead
 */
export function templateFrom(endpoint: string, provider: string): EndpointTemplate {
  const match = typeof endpoint === 'string' ? ENDPOINT.exec(endpoint) : null;
  if (match === null) {
    throw new TypeError(
      `An endpoint of provider '${provider}' is ${JSON.stringify(endpoint)}; write method and route template, such as 'GET /invoices/{id}'.`,
    );
  }
  const [, method = '', template = ''] = match;
  return { method: method.toUpperCase(), template, segments: template.split('/') };
}

/** The template among these that fits a call best: fixed segments beat `{parameters}`, earlier ones first. `undefined` when none fits. */
export function templateFor(
  templates: readonly EndpointTemplate[],
  method: string,
  path: string,
): string | undefined {
  if (templates.length === 0) return undefined;
  const segments = path.split('/', 64);
  let best: EndpointTemplate | undefined;
  let bestFixed = -1;
  for (const template of templates) {
    if (template.method !== '*' && template.method !== method) continue;
    const fixed = fixedSegments(template.segments, segments);
    if (fixed > bestFixed) {
      best = template;
      bestFixed = fixed;
    }
  }
  return best?.template;
}

/** How many segments are equal, or -1 when a fixed one differs or the numbers do. */
function fixedSegments(template: readonly string[], segments: readonly string[]): number {
  if (template.length !== segments.length) return -1;
  let fixed = 0;
  for (let i = 0; i < template.length; i++) {
    const wanted = template[i] ?? '';
    if (wanted.startsWith('{')) {
      if (segments[i] === '') return -1;
    } else if (wanted === segments[i]) fixed++;
    else return -1;
  }
  return fixed;
}
