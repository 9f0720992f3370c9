/** The floor as a stream. All who watch a tenant's floor share its reads: they cost the same for one watcher or fifty. */
import { readFloor, type Floor } from '../adapters/postgres/floor-view.ts';
import type { Pool } from '../adapters/postgres/pool.ts';
import type { Caller } from './caller.ts';
import type { ApiContext } from './endpoint.ts';
import { answerStream } from './stream.ts';

/** A floor read so lately is given again; ms. Longer shows changes late, shorter reads at every event of a busy hour. */
const freshMs = 300;
/** Ages are told as since when, in steps of ms: an age that only grows is no change. */
const ageStepMs = 10_000;

type SharedFloor = { at: number; floor: Promise<Floor> };
const shared = new WeakMap<Pool, Map<string, SharedFloor>>();

function freshFloor(pool: Pool, tenant: string, now: number): Promise<Floor> {
  const floors = shared.get(pool) ?? new Map<string, SharedFloor>();
  shared.set(pool, floors);
  const last = floors.get(tenant);
  if (last !== undefined && now - last.at < freshMs) return last.floor;
  const floor = readFloor(pool, tenant);
  floors.set(tenant, { at: now, floor });
  return floor;
}

/** The same for two floors that differ by nothing but the time that went by. */
export function sightOf({ at, ...floor }: Floor): string {
  const since = (seconds: number | null) =>
    seconds === null ? null : Math.round((Date.parse(at) - seconds * 1000) / ageStepMs);
  return JSON.stringify(floor, (name, value: unknown) =>
    name === 'oldest_waiting_seconds' || name === 'longest_case_seconds'
      ? since(value as number | null)
      : value,
  );
}

/** The floor at once, then whenever it is another; looked at with each event of the tenant, and each second. */
export function floorStream(context: ApiContext, caller: Caller): Response {
  const { deps } = context.var;
  const run = { sight: '' };
  return answerStream(context, {
    caller,
    conversation: null,
    position: () => 0,
    next: async () => {
      const floor = await freshFloor(deps.pool, caller.tenant, deps.now());
      const sight = sightOf(floor);
      if (sight === run.sight) return [];
      run.sight = sight;
      return [{ id: floor.at, type: 'floor', data: floor }];
    },
  });
}
