import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One alert as a receiver was told of it. */
export interface ToldAlert {
  /** The receiver's name: the last part of the path that was posted to. */
  readonly receiver: string;
  readonly status: 'firing' | 'resolved';
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Takes Alertmanager's webhooks, and keeps what it was told. */
export interface WebhookReceiver {
  readonly url: string;
  /** Everything told so far, in order. */
  readonly told: readonly ToldAlert[];
  stop(): Promise<void>;
}

/** Starts a receiver on a free port of loopback. @param onTold called for each alert as it comes */
export async function startWebhookReceiver(onTold?: (alert: ToldAlert) => void): Promise<WebhookReceiver> {
  const told: ToldAlert[] = [];
  const server = createServer(async (request, response) => {
    const receiver = request.url?.split('/').at(-1) ?? '';
    const { alerts } = JSON.parse(await textOf(request)) as {
      readonly alerts: readonly Omit<ToldAlert, 'receiver'>[];
    };
    for (const { status, labels, annotations } of alerts) {
      const alert: ToldAlert = { receiver, status, labels, annotations };
      told.push(alert);
      onTold?.(alert);
    }
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    told,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}
