import type { Identity } from '../adapters/postgres/api-keys.ts';

/** Who sends a request; `kind` tells a key from a console session. */
export interface Caller extends Identity {
  kind: 'key' | 'session';
}
