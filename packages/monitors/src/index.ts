export {
  type AlertmanagerConfig,
  type AlertmanagerOptions,
  alertmanagerConfig,
  type InhibitRule,
  RECEIVERS,
  type Route,
} from './alertmanager/alertmanager-config.ts';
export { FORMATS, type Format, type GeneratedFile, generatedFiles } from './output/files.ts';
export { RULE_PACK_DEFAULTS, type RulePackOptions, rulePack } from './rules/pack.ts';
export { RECORD } from './rules/record-names.ts';
export type { AlertingRule, RecordingRule, RuleGroup, Severity } from './rules/rule.ts';
export { PRODUCTION, SHORT_WINDOWS, type Timing } from './timing.ts';
