import net from 'node:net';
import { createCertificates } from './certificates.ts';
import type { Call, Ready, Reply } from './conversation.ts';
import { createForwardProxy } from './forward-proxy.ts';
import { listen, openProvider, type Provider } from './provider.ts';
import { reserveRefusedPort } from './refused-port.ts';

// The fault server's own process: a stalled or busy application never slows its providers, nor they it.

const names = process.argv.slice(2);
const certificates = createCertificates(Date.now());
const providers = new Map<string, Provider>();
for (const name of names) providers.set(name, await openProvider(certificates));

const ready: Ready = {
  kind: 'ready',
  ca: certificates.ca,
  ports: Object.fromEntries([...providers].map(([name, { ports }]) => [name, ports])),
  // Nobody else connects to this holder, and it never answers.
  refusedPort: await reserveRefusedPort(
    await listen(net.createServer((socket) => socket.on('error', () => {}))),
  ),
  proxyPort: await listen(createForwardProxy(false)),
  lockedProxyPort: await listen(createForwardProxy(true)),
};

process.on('message', (call: Call) => process.send?.(replyTo(call)));
process.once('disconnect', () => process.exit());
process.send?.(ready);

function replyTo(call: Call): Reply {
  const stage = providers.get(call.provider)?.stage;
  if (stage === undefined) {
    return {
      kind: 'reply',
      id: call.id,
      error: `No provider "${call.provider}"; there are: ${names.join(', ')}.`,
    };
  }
  if (call.kind === 'set') stage.set(call.path, call.scenario);
  return {
    kind: 'reply',
    id: call.id,
    count: stage.count,
    received: call.kind === 'received' ? stage.received : [],
  };
}
