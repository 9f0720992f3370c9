/** A pool whose process dies at a statement: the transaction ends there, as the server would end it. */
import type { Connection, Pool } from '../../src/adapters/postgres/pool.ts';

export class Crash extends Error {}

type Query = (...args: unknown[]) => Promise<unknown>;

/** The same database; the statement of this number (1 is the first of the transaction) is the last that is not run. */
export function crashingPool(pool: Pool, statement: number): Pool {
  let seen = 0;
  const dying = (connection: Connection): Connection =>
    new Proxy(connection, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        const method = (value as Query).bind(target);
        if (name !== 'query') return method;
        return (...args: unknown[]) => {
          if (args[0] !== 'rollback') seen += 1;
          if (seen === statement) return Promise.reject(new Crash(`before statement ${statement}`));
          return method(...args);
        };
      },
    });
  return new Proxy(pool, {
    get(target, name) {
      if (name === 'connect') return async () => dying(await target.connect());
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value as Query).bind(target) : value;
    },
  });
}
