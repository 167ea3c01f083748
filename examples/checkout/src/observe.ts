import { classify } from '@faultline/core';
import { type Faultline, type Finding, type ProviderOptions, register } from 'faultline';

/** Names for providers that no catalogue knows, as JSON: a service of yours would have them in its configuration. */
const providers: readonly ProviderOptions[] = JSON.parse(process.env.CHECKOUT_PROVIDERS ?? '[]');

// The one line that a service adds. It stands in a module of its own so that it runs before the clients are loaded.
export const faultline: Faultline = register({ serviceName: 'checkout', providers });

/** What an exchange means by itself, before the evidence around it is heard. */
export interface Label {
  readonly traceId: string | undefined;
  readonly url: string;
  readonly blame: string;
}

// For the tour alone, which shows what each outcome means by itself.
faultline.on('finding', tell);
faultline.on('amended', tell);

function tell({ exchange }: Finding): void {
  const label: Label = {
    traceId: exchange.span?.traceId,
    url: exchange.url,
    blame: classify(exchange).blame,
  };
  process.send?.(label);
}
