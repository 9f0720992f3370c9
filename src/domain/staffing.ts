/** How many agents a queue needs: Erlang C, the standard of call centres. Durations are seconds. */

/** One hour's work for a queue. */
export interface Demand {
  arrivalsPerHour: number;
  handleSeconds: number;
}

/** What is asked of a queue: this share of cases is taken within this time. */
export interface ServiceLevel {
  share: number;
  withinSeconds: number;
}

/** Where no more agents than this would help, the demand is not one queue's. */
const mostAgents = 2_000;

/** Agents who are busy on average; a queue with no more than these grows without end. */
export function offeredLoad({ arrivalsPerHour, handleSeconds }: Demand): number {
  return (arrivalsPerHour * handleSeconds) / 3_600;
}

/** The chance that a case has to wait at all, by Erlang B's recursion, which never overflows. */
export function chanceOfWaiting(agents: number, load: number): number {
  if (load === 0) return 0;
  if (agents <= load) return 1;
  let blocked = 1;
  for (let n = 1; n <= agents; n += 1) blocked = (load * blocked) / (n + load * blocked);
  return (agents * blocked) / (agents - load * (1 - blocked));
}

/** The share of cases taken within the time. */
export function servedWithin(agents: number, demand: Demand, withinSeconds: number): number {
  const load = offeredLoad(demand);
  if (load === 0) return 1;
  const waits = chanceOfWaiting(agents, load);
  return agents <= load
    ? 0
    : 1 - waits * Math.exp((-(agents - load) * withinSeconds) / demand.handleSeconds);
}

/** The fewest agents that keep the level. */
export function agentsNeeded(demand: Demand, level: ServiceLevel): number {
  if (offeredLoad(demand) === 0) return 0;
  let agents = Math.max(1, Math.floor(offeredLoad(demand)));
  while (agents < mostAgents && servedWithin(agents, demand, level.withinSeconds) < level.share)
    agents += 1;
  return agents;
}
