/** A webhook receiver on a real port that behaves as told, request by request, and remembers what it was sent. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface ReceivedHook {
  path: string;
  method: string;
  headers: Record<string, string>;
  body: string;
  /** Whether it was answered with 2xx. */
  taken: boolean;
  at: number;
}

/** What a receiver does with one request. */
export type Behaviour =
  | { answer: number; headers?: Record<string, string>; body?: string }
  | 'hang'
  | 'close'
  | 'close-after-reading'
  | 'garbage'
  | 'drip';

export interface Receiver {
  url: string;
  port: number;
  received: ReceivedHook[];
  /** Decides each request; the default takes all. */
  behave: (request: ReceivedHook) => Behaviour;
  close: () => Promise<void>;
}

const raw: Partial<Record<string, string>> = {
  garbage: '\u0000\u0001 no protocol at all\r\n\r\n',
  drip: 'HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nx',
};

function act(behaviour: Behaviour, response: ServerResponse, socket: Socket): void {
  if (typeof behaviour === 'object') {
    response.writeHead(behaviour.answer, behaviour.headers).end(behaviour.body ?? '');
    return;
  }
  if (behaviour.startsWith('close')) socket.destroy();
  else if (behaviour !== 'hang') socket.write(raw[behaviour] ?? '');
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** Starts a receiver on the loopback address. */
export async function startReceiver(
  behave: Receiver['behave'] = () => ({ answer: 204 }),
): Promise<Receiver> {
  const received: ReceivedHook[] = [];
  const receiver: Omit<Receiver, 'url' | 'port'> = {
    received,
    behave,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
  const server = createServer((request, response) => {
    void (async () => {
      const hook: ReceivedHook = {
        path: request.url ?? '',
        method: request.method ?? '',
        headers: request.headers as Record<string, string>,
        body: await read(request),
        taken: false,
        at: Date.now(),
      };
      const behaviour = receiver.behave(hook);
      hook.taken =
        typeof behaviour === 'object' && behaviour.answer >= 200 && behaviour.answer < 300;
      received.push(hook);
      act(behaviour, response, request.socket);
    })().catch(() => {
      request.socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(receiver, { url: `http://127.0.0.1:${port}`, port });
}
