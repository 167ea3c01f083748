/** One query of a panel. Its legend names labels (`{{provider}}`) or is a plain word, never an expression. */
export interface PanelQuery {
  readonly expr: string;
  readonly legend: string;
  /** Only the latest value: for tables and single numbers. */
  readonly instant?: boolean;
}

/** What a panel shows; how it looks follows from `kind`. */
export interface Panel {
  readonly title: string;
  /** What a person learns from it and what to do then. */
  readonly description: string;
  readonly kind: 'timeseries' | 'stacked' | 'stat' | 'table' | 'states';
  /** Grafana unit id. */
  readonly unit: 'reqps' | 's' | 'percentunit' | 'short' | 'none' | 'ms';
  /** Of 24 columns. */
  readonly width: number;
  /** @defaultValue 8 */
  readonly height?: number;
  readonly queries: readonly PanelQuery[];
  /** Show exemplars, which link to traces. */
  readonly exemplars?: boolean;
}

/** Panels under one heading. */
export interface PanelRow {
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** One dashboard before Grafana's model. */
export interface DashboardSpec {
  readonly uid: 'faultline-overview' | 'faultline-provider' | 'faultline-own-faults';
  readonly title: string;
  readonly description: string;
  /** Whether `$provider` selects several providers or exactly one. */
  readonly providers: 'many' | 'one';
  readonly rows: readonly PanelRow[];
}
