/**
 * Past conversations for back-tests, in pages: memory stays flat however many there are. A page holds whole conversations
 * with their first stretch of turns; what an agent wrote and what came after is left out where it can be.
 */
import type { PastCase } from '../../domain/backtest.ts';
import type { Features } from '../../domain/features-catalogue.ts';
import type { Channel, TurnRole, Verdict } from '../../domain/words.ts';
import type { Pool } from './pool.ts';

export interface PastWindow {
  since: Date;
  until: Date;
  /** Only these, where the past is a sample of it. */
  only?: 'reviewed' | undefined;
  /** At most so many conversations, the latest. */
  limit?: number | undefined;
  /** Past the limit, those that people reviewed all the same: they are few, and known best. */
  beyond?: 'reviewed' | undefined;
}

interface CaseRow {
  id: string;
  created_at: Date;
  turns: number;
  tier: string | null;
  language: string | null;
  channel: Channel | null;
  handoff_turn: number | null;
  handoff_queue: string | null;
  verdict: Verdict | null;
  needed_at_turn: number | null;
  weight: number | null;
}

interface TurnRow {
  conversation: string;
  sequence: number;
  role: TurnRole;
  content: string | null;
  error: boolean;
  features: Features | null;
}

const pageSize = 400;
/** Of so many turns at once features and texts are held: some megabytes, however long the conversations are. */
const turnsAtOnce = 4_000;
/** Beyond so many turns a policy's own cap on turns has decided long before. */
const mostTurns = 200;

const page = `
  select c.id, c.created_at, least(c.turn_sequence, ${mostTurns})::int as turns, c.state ->> 'tier' as tier, c.state ->> 'language' as language,
      c.state ->> 'channel' as channel, h.turn as handoff_turn, h.queue as handoff_queue,
      coalesce(r.verdict, o.verdict) as verdict, r.needed_at_turn, r.weight
    from conversations c
    left join lateral (select id, turn, queue from handoffs h
       where h.tenant = c.tenant and h.conversation = c.id order by number limit 1) h on true
    left join outcomes o on o.tenant = c.tenant and o.handoff = h.id
    left join lateral (select verdict, needed_at_turn, weight from reviews r
       where r.tenant = c.tenant and r.conversation = c.id and r.verdict is not null
       order by r.reviewed_at desc limit 1) r on true
   where c.tenant = $1 and c.created_at >= $2 and c.created_at < $3
     and ($4::timestamptz is null or (c.created_at, c.id) < ($4, $5))
     and (not $6 or r.verdict is not null and c.id in (
       select v.conversation from reviews v where v.tenant = $1 and v.verdict is not null))
   order by c.created_at desc, c.id desc limit $7`;

/** Decisions say which turns there were, also where an erasure took the texts. */
const turnsOf = `
  select d.conversation, d.turn as sequence, coalesce(t.role, d.features ->> 'role', 'customer') as role,
      coalesce(t.content, '') as content, coalesce(t.error, false) as error, d.features
    from decisions d
    left join turns t on t.tenant = d.tenant and t.conversation = d.conversation and t.sequence = d.turn
   where d.tenant = $1 and d.conversation = any ($2) and d.turn <= ${mostTurns}
  union all
  select t.conversation, t.sequence, t.role, '', false, null
    from turns t
   where t.tenant = $1 and t.conversation = any ($2) and t.role = 'agent' and t.sequence <= ${mostTurns}
   order by 1, 2`;

/** Monday, midnight UTC is 0. */
function hourOfWeek(at: Date): number {
  return ((at.getUTCDay() + 6) % 7) * 24 + at.getUTCHours();
}

function caseOf(row: CaseRow, turns: TurnRow[]): PastCase {
  return {
    id: row.id,
    customer: { tier: row.tier, language: row.language, channel: row.channel },
    turns: turns.map((turn) => ({
      sequence: turn.sequence,
      role: turn.role,
      content: turn.content ?? '',
      error: turn.error,
      features: turn.features ?? {},
    })),
    recorded:
      row.handoff_turn === null ? null : { turn: row.handoff_turn, queue: row.handoff_queue ?? '' },
    verdict: row.verdict,
    neededAtTurn: row.needed_at_turn,
    weight: row.weight ?? 1,
    hourOfWeek: hourOfWeek(row.created_at),
  };
}

async function withTurns(pool: Pool, tenant: string, rows: CaseRow[]): Promise<PastCase[]> {
  const { rows: turns } = await pool.query<TurnRow>(turnsOf, [tenant, rows.map(({ id }) => id)]);
  const byId = new Map<string, TurnRow[]>(rows.map(({ id }) => [id, []]));
  for (const turn of turns) byId.get(turn.conversation)?.push(turn);
  return rows.map((row) => caseOf(row, byId.get(row.id) ?? []));
}

/** The page after `last`; past the limit only those that were reviewed, where these are wanted, else none. */
async function pageAfter(
  pool: Pool,
  place: { tenant: string; window: PastWindow },
  { left, last }: { left: number; last: CaseRow | undefined },
): Promise<CaseRow[]> {
  const { tenant, window } = place;
  const isBeyond = left <= 0;
  if (isBeyond && window.beyond === undefined) return [];
  const { rows } = await pool.query<CaseRow>(page, [
    tenant,
    window.since,
    window.until,
    last?.created_at ?? null,
    last?.id ?? null,
    isBeyond || window.only === 'reviewed',
    isBeyond ? pageSize : Math.min(pageSize, left),
  ]);
  return rows;
}

/** Parts of pages of conversations begun in the window, latest first. */
export async function* pastCases(
  pool: Pool,
  tenant: string,
  window: PastWindow,
): AsyncGenerator<PastCase[]> {
  let left = window.limit ?? Number.POSITIVE_INFINITY;
  let last: CaseRow | undefined;
  for (;;) {
    const rows = await pageAfter(pool, { tenant, window }, { left, last });
    last = rows.at(-1);
    if (last === undefined) return;
    left -= rows.length;
    for (const part of partsOf(rows)) yield await withTurns(pool, tenant, part);
  }
}

/** In parts of about {@link turnsAtOnce} turns, at least one conversation each. */
function partsOf(rows: readonly CaseRow[]): CaseRow[][] {
  const parts: CaseRow[][] = [];
  let room = 0;
  for (const row of rows) {
    const part = room >= row.turns ? parts.at(-1) : undefined;
    if (part === undefined) parts.push([row]);
    else part.push(row);
    room = (part === undefined ? turnsAtOnce : room) - row.turns;
  }
  return parts;
}

/** More reviews than this say no more about a threshold or a model. */
const mostReviewed = 4_000;

/** The reviewed conversations of a window, latest first. */
export async function reviewedCases(
  pool: Pool,
  tenant: string,
  window: { since: Date; until: Date },
): Promise<PastCase[]> {
  const cases: PastCase[] = [];
  const only = { ...window, only: 'reviewed', limit: mostReviewed } as const;
  for await (const page of pastCases(pool, tenant, only)) cases.push(...page);
  return cases;
}

/** Mean time an agent holds a case of each queue, seconds; `default` over all. */
export async function handleSeconds(
  pool: Pool,
  tenant: string,
  since: Date,
): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ queue: string | null; seconds: number }>(
    `select queue, (avg(handle_ms) / 1000)::float8 as seconds from outcomes
      where tenant = $1 and ended_at >= $2 and handle_ms > 0 group by grouping sets ((queue), ())`,
    [tenant, since],
  );
  return Object.fromEntries(rows.map(({ queue, seconds }) => [queue ?? 'default', seconds]));
}
