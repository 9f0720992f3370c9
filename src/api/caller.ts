import type { Identity } from '../adapters/postgres/api-keys.ts';
import type { Visitor } from '../adapters/postgres/visitors.ts';

/** Who sends a request; `kind` tells a key from a console session and from a visitor of a widget. */
export interface Caller extends Identity {
  kind: 'key' | 'session' | 'visitor';
  /** Set for a visitor, who has no role: their routes are declared for them alone. */
  visitor?: Visitor;
}
