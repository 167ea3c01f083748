import type { ClientRequest, IncomingMessage } from 'node:http';
import { nodeModule } from '../node-module.ts';

/** Bounds of one reading. */
export const READING: {
  /** Bytes of a document that are read; a longer one is given up. */
  readonly maxBytes: number;
  /** Milliseconds until the last byte must have come. */
  readonly deadlineMs: number;
} = { maxBytes: 512 * 1024, deadlineMs: 5000 };

/** A page is asked once a minute: its connection is of no use to anybody until then. */
const HEADERS = { accept: 'application/json', 'user-agent': 'faultline-status-page', connection: 'close' };

/**
 * Gets a document by one GET without credentials. `undefined` for everything but a whole 200 within {@link READING}: a
 * redirect too, because it leads away from the address that was chosen, perhaps into the private network. Never rejects.
 *
 * Through `node:https` and not `fetch`: a socket of `fetch` cannot be unreferenced, and would hold up the end of the process.
 *
 * @param signal gives the reading up
 */
export function readPage(address: string, signal: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve) => {
    let request: ClientRequest | undefined;
    const deadline = setTimeout(end, READING.deadlineMs);
    deadline.unref();

    function end(text?: string): void {
      clearTimeout(deadline);
      signal.removeEventListener('abort', giveUp);
      resolve(text);
      if (text === undefined) request?.destroy();
    }
    function giveUp(): void {
      end();
    }
    function onResponse(response: IncomingMessage): void {
      if (response.statusCode !== 200) {
        end();
        return;
      }
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('error', giveUp);
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > READING.maxBytes) end();
        else chunks.push(chunk);
      });
      response.on('end', () => end(Buffer.concat(chunks).toString()));
      // A body that is cut short closes without an end.
      response.on('close', giveUp);
    }

    try {
      if (signal.aborted) return end();
      signal.addEventListener('abort', giveUp, { once: true });
      const url = new URL(address);
      const secure = url.protocol === 'https:';
      const { get } = nodeModule(secure ? 'node:https' : 'node:http') as typeof import('node:http');
      request = get(url, { headers: HEADERS }, onResponse);
      request.on('socket', (socket) => socket.unref());
      request.on('error', giveUp);
    } catch {
      end();
    }
  });
}
