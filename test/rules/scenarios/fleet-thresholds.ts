import type { Scenario } from '../scenario.ts';
import { type Flow, type Result, type Running, SEEN } from '../traffic.ts';
import { healthy, mixed, SOON, told } from './story.ts';

const EVERYTHING = [
  'ProviderDegraded (errors)',
  'ProviderEndpointFailing',
  'ProviderErrorBudgetBurn',
  'ProviderOutage',
];
const ONE_INSTANCE = [
  'OwnInstanceFault',
  'ProviderDegraded (errors)',
  'ProviderEndpointFailing',
  'ProviderErrorBudgetBurn',
];
const ENDPOINT = 'POST /v1/charges';
const running: readonly Running[] = ['a', 'b', 'c', 'd'].map((instance) => ({
  instance,
  version: '1.0.0',
  from: 0,
  to: 10_000,
}));

function down(instance: string, perMinute: number, share = 1, result: Result = SEEN.serverError): Flow {
  return mixed('stripe', ENDPOINT, perMinute, [[result, share]], { from: SOON, instance });
}

function up(instance: string, perMinute: number): Flow {
  return healthy('stripe', ENDPOINT, perMinute, instance);
}

function fleet(name: string, flows: readonly Flow[], firing: readonly string[]): Scenario {
  return told(name, flows, { [SOON + 12]: firing }, { running });
}

/** Just below and just above the number of instances, and of calls of each, that the alerts need. */
export const FLEET_THRESHOLDS: readonly Scenario[] = [
  fleet(
    'two failing instances of four are an outage, and no bad instance',
    [up('a', 10), up('b', 10), down('c', 15), down('d', 15)],
    EVERYTHING,
  ),
  fleet(
    'one failing instance of four is no outage, even if most of the traffic is there',
    [up('a', 10), up('b', 10), up('c', 10), down('d', 60)],
    ONE_INSTANCE,
  ),
  fleet(
    'instances where one call in ten fails do not fail',
    [down('a', 10, 0.1), down('b', 10, 0.1), down('c', 10, 0.1), down('d', 60)],
    ONE_INSTANCE,
  ),
  fleet(
    'an instance where four calls in ten fail does',
    [up('a', 10), up('b', 10), down('c', 10, 0.4), down('d', 60)],
    EVERYTHING,
  ),
  fleet(
    'an idle instance that fails makes no outage of one that fails',
    [up('a', 10), up('b', 10), down('c', 0.4), down('d', 60)],
    ONE_INSTANCE,
  ),
  fleet(
    'idle instances that answer make an outage no smaller',
    [up('a', 0.4), up('b', 0.4), down('d', 60)],
    EVERYTHING,
  ),
  fleet(
    'instances of one call a minute that answer do',
    [up('a', 1), up('b', 1), up('c', 1), down('d', 60)],
    ONE_INSTANCE,
  ),
  fleet(
    'an instance of one call a minute that fails beside another makes an outage',
    [up('a', 10), down('c', 1), down('d', 60)],
    EVERYTHING,
  ),
  fleet(
    'an instance of eight failing calls in five minutes is to be replaced',
    [up('a', 10), up('b', 10), up('c', 10), down('d', 1.6)],
    ['OwnInstanceFault'],
  ),
  fleet(
    'an instance of three failing calls in five minutes is nobody’s business',
    [up('a', 10), up('b', 10), up('c', 10), down('d', 0.7)],
    [],
  ),
  fleet(
    'an instance where a third of the calls fails is not to be replaced',
    [up('a', 10), up('b', 10), up('c', 10), down('d', 10, 0.35)],
    [],
  ),
  fleet(
    'an instance whose customers’ cards are declined is not to be replaced',
    [up('a', 10), up('b', 10), up('c', 10), down('d', 10, 0.8, SEEN.declined)],
    [],
  ),
];
