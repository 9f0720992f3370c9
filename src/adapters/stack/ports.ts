import { connect, createServer } from 'node:net';
import { StackError } from './stack-error.ts';

/** Whether something on this machine already listens on the port. */
export async function isPortTaken(port: number, host = '127.0.0.1'): Promise<boolean> {
  if (await answers(port, host)) return true;
  return (await tryListen(port, host)) === undefined;
}

/** A port that is free now. Somebody else may take it before it is used: for tests and defaults. */
export async function freePort(): Promise<number> {
  const port = await tryListen(0, '127.0.0.1');
  if (port === undefined) throw new Error('No free port on 127.0.0.1.');
  return port;
}

/**
 * The port itself when it is free, a free one for 0; else a `StackError` that names the part, the
 * port and the variable to change.
 */
export async function claimPort(wish: {
  readonly port: number;
  readonly part: string;
  readonly variable: string;
}): Promise<number> {
  if (wish.port === 0) return freePort();
  if (!(await isPortTaken(wish.port))) return wish.port;
  throw new StackError(
    'port_taken',
    `${wish.part} needs port ${wish.port}, and another program listens there.`,
    `Stop that program, or set ${wish.variable} to a free port.`,
  );
}

// A listener on all addresses (0.0.0.0) may leave 127.0.0.1 bindable, so a call is tried as well.
function answers(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host });
    const finish = (taken: boolean) => {
      socket.destroy();
      resolve(taken);
    };
    socket.setTimeout(1_000, () => finish(false));
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
  });
}

function tryListen(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const taken = typeof address === 'object' ? address?.port : undefined;
      server.close(() => resolve(taken));
    });
  });
}
