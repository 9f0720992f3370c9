/** Which conversations a caller may see, as a piece of SQL over the alias `c` of `conversations`. */

/** Agents see what they hold, were offered or held before, and what waits in their queues; others see the tenant's. */
export interface Viewer {
  tenant: string;
  /** Set for callers that are bound to one agent. */
  agent: string | null;
}

/** A condition on `c`; `parameter` is the place of the agent's id (null for everybody else), such as `$2`. */
export function visibleTo(parameter: string): string {
  return `(${parameter}::text is null
    or (c.owner = 'agent' and c.owner_id = ${parameter})
    or (c.owner = 'queue' and exists (
          select 1 from agents a where a.tenant = c.tenant and a.id = ${parameter} and c.owner_id = any(a.queues)))
    or exists (select 1 from offers o
                where o.tenant = c.tenant and o.agent = ${parameter} and o.conversation = c.id
                  and o.state in ('pending', 'accepted'))
    or exists (select 1 from handoffs h
                where h.tenant = c.tenant and h.agent = ${parameter} and h.conversation = c.id))`;
}
