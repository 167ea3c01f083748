import type { ProviderRow } from '../provider.ts';

/** Code, builds, packages, feature flags. */
// biome-ignore format: one provider is one line
export const DEVELOPER: readonly ProviderRow[] = [
  ['github', 'GitHub', 'api.github.com github.com uploads.github.com *.githubusercontent.com ghcr.io models.github.ai *.ghe.com api.githubcopilot.com', 'statuspage https://www.githubstatus.com'],
  ['gitlab', 'GitLab.com', 'gitlab.com registry.gitlab.com', 'statusio https://status.gitlab.com https://api.status.io/1.0/status/5b36dc6502d06804c08349f7 ?'],
  ['bitbucket', 'Bitbucket Cloud', 'api.bitbucket.org bitbucket.org', 'statuspage https://bitbucket.status.atlassian.com'],
  ['jira', 'Atlassian Jira Cloud', '*.atlassian.net api.atlassian.com auth.atlassian.com', 'statuspage https://jira-software.status.atlassian.com'],
  ['confluence', 'Atlassian Confluence Cloud', '', 'statuspage https://confluence.status.atlassian.com', 'jira', '/wiki/ /ex/confluence/'],
  ['trello', 'Trello', 'api.trello.com trello.com', 'statuspage https://trello.status.atlassian.com'],
  ['opsgenie', 'Opsgenie', 'api.opsgenie.com api.eu.opsgenie.com', 'statuspage https://opsgenie.status.atlassian.com'],
  ['statuspage-io', 'Atlassian Statuspage', 'api.statuspage.io', 'statuspage https://metastatuspage.com'],
  ['circleci', 'CircleCI', 'circleci.com runner.circleci.com', 'statuspage https://status.circleci.com'],
  ['travis-ci', 'Travis CI', 'api.travis-ci.com', 'statuspage https://www.traviscistatus.com'],
  ['buildkite', 'Buildkite', 'api.buildkite.com graphql.buildkite.com', 'statuspage https://www.buildkitestatus.com'],
  ['bitrise', 'Bitrise', 'api.bitrise.io', 'statuspage https://status.bitrise.io'],
  ['semaphore', 'Semaphore CI', '*.semaphoreci.com', 'statuspage https://status.semaphoreci.com'],
  ['appveyor', 'AppVeyor', 'ci.appveyor.com', 'unconfirmed https://status.appveyor.com'],
  ['codecov', 'Codecov', 'codecov.io api.codecov.io', 'statuspage https://status.codecov.io'],
  ['coveralls', 'Coveralls', 'coveralls.io', 'statuspage https://status.coveralls.io'],
  ['snyk', 'Snyk', 'api.snyk.io snyk.io', 'statuspage https://status.snyk.io'],
  ['rubygems', 'RubyGems', 'rubygems.org', 'statuspage https://status.rubygems.org'],
  ['docker-hub', 'Docker Hub', 'registry-1.docker.io hub.docker.com *.docker.io', 'statusio https://status.docker.com https://api.status.io/1.0/status/533c6539221ae15e3f000031 ?'],
  ['quay', 'Quay.io', 'quay.io', 'statuspage https://status.redhat.com'],
  ['terraform', 'HashiCorp (HCP Terraform)', 'app.terraform.io api.cloud.hashicorp.com registry.terraform.io', 'incidentio https://status.hashicorp.com'],
  ['doppler', 'Doppler', 'api.doppler.com', 'statuspage https://www.dopplerstatus.com'],
  ['launchdarkly', 'LaunchDarkly', 'app.launchdarkly.com sdk.launchdarkly.com events.launchdarkly.com', 'statuspage https://status.launchdarkly.com'],
  ['statsig', 'Statsig', 'statsigapi.net *.statsigapi.net featuregates.org', 'unconfirmed https://status.statsig.com'],
];
