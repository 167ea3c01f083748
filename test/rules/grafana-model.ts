/** What the tests read of a Grafana panel. */
export interface Panel {
  readonly type: string;
  readonly title: string;
  readonly panels?: readonly Panel[];
  readonly targets?: readonly {
    readonly expr: string;
    readonly legendFormat?: string;
    readonly instant?: boolean;
  }[];
}

/** What the tests read of a Grafana dashboard. */
export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly panels: readonly Panel[];
  readonly annotations: { readonly list: readonly { readonly expr?: string }[] };
}

/** The panels of a dashboard, those inside rows too, without the rows. */
export function panelsOf(dashboard: Dashboard): readonly Panel[] {
  return dashboard.panels
    .flatMap((panel) => [panel, ...(panel.panels ?? [])])
    .filter(({ type }) => type !== 'row');
}

/** An expression with what Grafana puts in the place of its variables. */
export function filledExpression(expr: string, uid: string): string {
  return expr
    .replaceAll('$__rate_interval', '5m')
    .replaceAll('$job', '.+')
    .replaceAll('$provider', uid === 'faultline-provider' ? 'stripe' : '.+');
}
