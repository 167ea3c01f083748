import net from 'node:net';

/**
 * Reserves a loopback port on which nobody will listen for as long as this process lives.
 *
 * The port is the near end of an open connection: it belongs to somebody, so no listener gets it by chance, and it does
 * not listen, so every connection to it is refused.
 *
 * @param openPort a listening port to connect to
 */
export function reserveRefusedPort(openPort: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const holder = net.connect(openPort, '127.0.0.1', () => resolve(holder.localPort ?? 0));
    holder.once('error', reject);
  });
}
