/** Briefs, and the transcript they are written from. */
import type { Brief, BriefInput, TranscriptTurn } from '../../domain/brief.ts';
import { briefRules } from '../../domain/policy-brief.ts';
import type { BriefRules, BriefSectionRules } from '../../domain/policy-brief.ts';
import { BatonError } from '../../errors.ts';
import { newId } from './new-id.ts';
import type { Queryable } from './pool.ts';

export interface HandoffPlace {
  tenant: string;
  conversation: string;
  handoff: string;
}

interface TurnRow extends Omit<TranscriptTurn, 'tool_calls'> {
  tool_calls: TranscriptTurn['tool_calls'] | null;
}

interface HandoffRow {
  reason: string;
  turn: number;
  waiting: boolean;
  rules: BriefSectionRules | null;
  customer: { id?: string; name?: string; tier?: string; language?: string };
}

/** The longest transcript a brief is written from; earlier turns beyond it are left out. */
const maxTurns = 400;

/** What a brief is written from, and what the policy says of it. */
export interface BriefWork {
  input: BriefInput;
  rules: BriefRules;
  /** No agent has accepted yet. */
  waiting: boolean;
}

/** The transcript up to now, why the handoff is, and the rules of the active policy. */
export async function readBriefWork(
  connection: Queryable,
  place: HandoffPlace,
): Promise<BriefWork> {
  const handoff = await connection.query<HandoffRow>(
    `select h.reason, h.turn, c.customer,
       h.state in ('requested', 'queued', 'offered') as waiting, p.document -> 'brief' as rules
     from handoffs h
     join conversations c on c.tenant = h.tenant and c.id = h.conversation
     left join policies p on p.tenant = h.tenant and p.status = 'active'
     where h.tenant = $1 and h.conversation = $2 and h.id = $3`,
    [place.tenant, place.conversation, place.handoff],
  );
  const row = handoff.rows[0];
  if (row === undefined)
    throw new BatonError('not_found', `handoff ${place.handoff} is not stored`);
  const turns = await connection.query<TurnRow>(
    `select * from (
       select sequence, role, content, tool_calls, error from turns
       where tenant = $1 and conversation = $2 order by sequence desc limit $3) latest order by sequence`,
    [place.tenant, place.conversation, maxTurns],
  );
  return {
    input: {
      turns: turns.rows.map(turnOf),
      reason: row.reason,
      trigger: row.turn,
      customer: customerOf(row.customer),
    },
    rules: briefRules(row.rules),
    waiting: row.waiting,
  };
}

function turnOf({ tool_calls: calls, ...turn }: TurnRow): TranscriptTurn {
  if (calls === null || calls === undefined) return turn;
  return { ...turn, tool_calls: calls };
}

function customerOf({ id, name, tier, language }: HandoffRow['customer']): HandoffRow['customer'] {
  return Object.fromEntries(
    Object.entries({ id, name, tier, language }).filter(([, value]) => typeof value === 'string'),
  );
}

/** A stored brief, without its text. */
export interface StoredBrief {
  briefId: string;
  writer: string;
  supported: number;
  dropped: number;
  /** The last turn that was read for it. */
  lastTurn: number;
  /** False while a model is still writing. */
  settled: boolean;
}

/** The brief of a handoff, if one is stored. */
export async function findBrief(
  connection: Queryable,
  place: HandoffPlace,
): Promise<StoredBrief | undefined> {
  const { rows } = await connection.query<StoredBrief>(
    `select id as "briefId", writer, supported, dropped, last_turn as "lastTurn", settled from briefs
     where tenant = $1 and conversation = $2 and handoff = $3`,
    [place.tenant, place.conversation, place.handoff],
  );
  return rows[0];
}

/** A brief to store, with how it came about. */
export interface WrittenBriefRow {
  brief: Brief;
  lastTurn: number;
  /** Why a model did not write it. */
  fallback: string | null;
  settled: boolean;
}

/**
 * Stores a brief unless the handoff has one that has read more, or as much and is settled; returns the one that stands.
 * The id stays, the revision counts.
 */
export async function storeBrief(
  connection: Queryable,
  place: HandoffPlace,
  written: WrittenBriefRow,
): Promise<StoredBrief> {
  const { brief, lastTurn, fallback, settled } = written;
  await connection.query(
    `insert into briefs (id, tenant, conversation, handoff, writer, supported, dropped, document, fallback, last_turn, settled)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (tenant, conversation, handoff) do update
     set writer = excluded.writer, supported = excluded.supported, dropped = excluded.dropped,
         document = excluded.document, fallback = excluded.fallback, last_turn = excluded.last_turn,
         settled = excluded.settled, revision = briefs.revision + 1, at = now()
     where briefs.last_turn < excluded.last_turn
        or (briefs.last_turn = excluded.last_turn and not briefs.settled and excluded.settled)`,
    [
      newId('br'),
      place.tenant,
      place.conversation,
      place.handoff,
      brief.writer,
      brief.supported,
      brief.dropped,
      JSON.stringify(brief),
      fallback,
      lastTurn,
      settled,
    ],
  );
  const stored = await findBrief(connection, place);
  if (stored === undefined)
    throw new BatonError('internal', `the brief of ${place.handoff} was not stored`);
  return stored;
}
