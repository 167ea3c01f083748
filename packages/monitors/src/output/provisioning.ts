/** Grafana's provisioning files: one data source for metrics, one for traces with links both ways, the dashboards. */
export const GRAFANA_PROVISIONING: readonly { readonly path: string; readonly value: unknown }[] = [
  {
    path: 'grafana/provisioning/datasources/faultline.yml',
    value: {
      apiVersion: 1,
      datasources: [
        {
          name: 'Prometheus',
          uid: 'prometheus',
          type: 'prometheus',
          access: 'proxy',
          url: 'http://prometheus:9090',
          isDefault: true,
          jsonData: { exemplarTraceIdDestinations: [{ name: 'trace_id', datasourceUid: 'jaeger' }] },
        },
        { name: 'Jaeger', uid: 'jaeger', type: 'jaeger', access: 'proxy', url: 'http://jaeger:16686' },
      ],
    },
  },
  {
    path: 'grafana/provisioning/dashboards/faultline.yml',
    value: {
      apiVersion: 1,
      providers: [
        {
          name: 'faultline',
          folder: 'Faultline',
          type: 'file',
          allowUiUpdates: false,
          options: { path: '/var/lib/grafana/dashboards/faultline' },
        },
      ],
    },
  },
];
