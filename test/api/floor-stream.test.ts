import { expect, it } from 'vitest';
import type { Floor } from '../../src/adapters/postgres/floor-view.ts';
import { sightOf } from '../../src/api/floor-stream.ts';

const floor = (at: string, oldest: number | null, waiting = 1): Floor => ({
  at,
  switches: { humans_off: false, ai_off: false, note: null, changed_at: null, changed_by: null },
  queues: [
    {
      id: 'general',
      name: 'General',
      staffing: 'staffed',
      back_at: null,
      open: true,
      waiting,
      offered: 0,
      held: 0,
      oldest_waiting_seconds: oldest,
      at_risk: 0,
      breached: 0,
      agents_on_shift: 1,
      accepts_last_hour: 0,
      median_wait_seconds: null,
    },
  ],
  agents: [],
});

it('a floor on which time went by is the same, one where somebody else waits longest is not', () => {
  const before = sightOf(floor('2026-11-28T10:00:05.000Z', 65));
  expect(sightOf(floor('2026-11-28T10:00:35.000Z', 95))).toBe(before);
  expect(sightOf(floor('2026-11-28T10:00:35.000Z', 20))).not.toBe(before);
  expect(sightOf(floor('2026-11-28T10:00:35.000Z', null))).not.toBe(before);
  expect(sightOf(floor('2026-11-28T10:00:35.000Z', 95, 2))).not.toBe(before);
});
