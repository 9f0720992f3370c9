import { createServer } from 'node:net';

const lowest = 20_000;
const highest = 31_999;

/** @type {(port: number) => Promise<boolean>} */
function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/**
 * A free port below those that systems give out by themselves: a server that is killed finds it free when it comes back.
 * @returns {Promise<number>}
 */
export async function steadyPort() {
  for (;;) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest + 1));
    if (await isFree(port)) return port;
  }
}
