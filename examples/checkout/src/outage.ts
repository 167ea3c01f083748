import { setTimeout as sleep } from 'node:timers/promises';
import { fault } from '@faultline/test/kit';
import { type Order, startStage } from './stage.ts';
import { type Cell, paint, screenWidth, tableLines } from './table.ts';

/** Orders of a healthy checkout, so that it is warm. */
const BEFORE = 20;
/** Orders while payments takes every request and never answers, one each so many milliseconds: ten seconds of them. */
const ORDERS = 100;
const ORDER_MS = 100;
/** What the checkout answers when the circuit of a provider is open. */
const ACCEPTED = 202;

/**
 * Lets payments hang under two checkouts at once, of which one enforces its circuit breakers, and prints what their
 * customers got.
 *
 * @param env of both checkouts
 * @returns whether enforcing helped: fewer orders failed, and half of them were answered sooner
 */
export async function playOutage(env: Readonly<Record<string, string>>): Promise<boolean> {
  const [observed, enforced] = await Promise.all([
    ordersDuringOutage({ ...env, FAULTLINE_BREAKER: 'shadow' }),
    ordersDuringOutage({ ...env, FAULTLINE_BREAKER: 'enforce' }),
  ]);
  const open = enforced.findIndex(({ status }) => status === ACCEPTED);
  const rows = [
    { what: 'breakers in shadow, the default', orders: observed },
    { what: 'breakers enforced', orders: enforced },
    { what: '  of these, once the circuit was open', orders: open < 0 ? [] : enforced.slice(open) },
  ];
  const columns = ['', 'orders', 'failed', 'median', 'p95'].map((title) => ({ title }));
  const seconds = (ORDERS * ORDER_MS) / 1_000;
  console.log(paint(`\nPayments hangs for ${seconds} s under ${1_000 / ORDER_MS} orders a second`, ['bold']));
  const lines = tableLines(columns, rows.map(cellsOf), screenWidth());
  for (const line of lines) console.log(`  ${line}`);
  console.log(
    '  An open circuit sends nothing, so that the checkout accepts the order and charges it later.',
  );
  const isBetter =
    failedOf(enforced) < failedOf(observed) && quantile(enforced, 0.5) < quantile(observed, 0.5);
  if (!isBetter) console.log(paint('  ✗ Enforcing did not help.', ['red', 'bold']));
  return isBetter;
}

async function ordersDuringOutage(env: Readonly<Record<string, string>>): Promise<readonly Order[]> {
  const stage = await startStage(env);
  try {
    for (let order = 0; order < BEFORE; order++) await stage.order();
    await stage.providers.set('payments', fault.stall());
    const orders: Promise<Order>[] = [];
    // Customers come whether or not those before them were served.
    for (; orders.length < ORDERS; await sleep(ORDER_MS)) orders.push(stage.order());
    return await Promise.all(orders);
  } finally {
    await stage.close();
  }
}

function cellsOf({ what, orders }: { what: string; orders: readonly Order[] }): Cell[] {
  const failed = failedOf(orders);
  const share = orders.length === 0 ? 0 : Math.round((100 * failed) / orders.length);
  const inMs = (at: number): string => (orders.length === 0 ? '—' : `${Math.round(quantile(orders, at))} ms`);
  return [
    { text: what },
    { text: String(orders.length) },
    { text: `${failed} (${share} %)`, style: failed === 0 ? ['green'] : ['red'] },
    { text: inMs(0.5) },
    { text: inMs(0.95) },
  ];
}

function failedOf(orders: readonly Order[]): number {
  return orders.filter(({ status }) => status === 0 || status >= 500).length;
}

/** The latency that this share of the orders does not exceed (nearest rank). */
function quantile(orders: readonly Order[], share: number): number {
  const sorted = orders.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
}
