import type { RuleGroup } from '../rules/rule.ts';

/** A `PrometheusRule` of the Prometheus operator. */
export interface PrometheusRule {
  readonly apiVersion: 'monitoring.coreos.com/v1';
  readonly kind: 'PrometheusRule';
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly spec: { readonly groups: readonly RuleGroup[] };
}

/** The same groups as a Kubernetes resource; the label is the operator's usual `ruleSelector`. */
export function prometheusRuleOf(groups: readonly RuleGroup[]): PrometheusRule {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'faultline', labels: { prometheus: 'k8s', role: 'alert-rules' } },
    spec: { groups },
  };
}
