/** A TCP proxy whose link can be cut, turned into a black hole, and restored. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Proxy {
  /** Host and port to use instead of the target's. */
  readonly host: string;
  readonly port: number;
  /** Ends every connection and refuses new ones. */
  cut(): void;
  /** Keeps connections open and swallows what is sent; `answers` only swallows what comes back. */
  swallow(what?: 'all' | 'answers'): void;
  /** Works again; connections that lost bytes are ended. */
  restore(): void;
  close(): Promise<void>;
}

interface Link {
  near: Socket;
  far: Socket;
  lost: boolean;
}

/** Starts a proxy before a host and port. */
export async function startProxy(target: { host: string; port: number }): Promise<Proxy> {
  let mode: 'open' | 'cut' | 'all' | 'answers' = 'open';
  const links = new Set<Link>();

  const end = (link: Link): void => {
    link.near.destroy();
    link.far.destroy();
    links.delete(link);
  };

  const forward = (link: Link, to: Socket, swallowed: ReadonlySet<string>, data: Buffer): void => {
    if (swallowed.has(mode)) link.lost = true;
    else to.write(data);
  };

  const server = createServer((near) => {
    if (mode === 'cut') {
      near.destroy();
      return;
    }
    const far = connect(target);
    const link: Link = { near, far, lost: false };
    links.add(link);
    near.on('data', (data: Buffer) => {
      forward(link, far, new Set(['all']), data);
    });
    far.on('data', (data: Buffer) => {
      forward(link, near, new Set(['all', 'answers']), data);
    });
    for (const socket of [near, far]) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        end(link);
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    host: '127.0.0.1',
    port,
    cut: () => {
      mode = 'cut';
      for (const link of links) end(link);
    },
    swallow: (what = 'all') => {
      mode = what;
    },
    restore: () => {
      mode = 'open';
      for (const link of links) if (link.lost) end(link);
    },
    close: async () => {
      for (const link of links) end(link);
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
