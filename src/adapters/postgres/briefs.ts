/** Briefs, and the transcript they are written from. */
import type { Brief, BriefInput, TranscriptTurn } from '../../domain/brief.ts';
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
  customer: { id?: string; name?: string; tier?: string; language?: string };
}

/** The longest transcript a brief is written from; earlier turns beyond it are left out. */
const maxTurns = 400;

/** The transcript up to now and why the handoff is. */
export async function readBriefInput(
  connection: Queryable,
  place: HandoffPlace,
): Promise<BriefInput> {
  const handoff = await connection.query<HandoffRow>(
    `select h.reason, h.turn, c.customer from handoffs h
     join conversations c on c.tenant = h.tenant and c.id = h.conversation
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
  const { id, name, tier, language } = row.customer;
  return {
    turns: turns.rows.map(({ tool_calls: calls, ...turn }) =>
      calls === null ? turn : { ...turn, ...(calls === undefined ? {} : { tool_calls: calls }) },
    ),
    reason: row.reason,
    trigger: row.turn,
    customer: Object.fromEntries(
      Object.entries({ id, name, tier, language }).filter(([, value]) => typeof value === 'string'),
    ),
  };
}

/** A stored brief, without its text. */
export interface StoredBrief {
  briefId: string;
  writer: string;
  supported: number;
  dropped: number;
}

/** The brief of a handoff, if one is stored. */
export async function findBrief(
  connection: Queryable,
  place: HandoffPlace,
): Promise<StoredBrief | undefined> {
  const { rows } = await connection.query<StoredBrief>(
    `select id as "briefId", writer, supported, dropped from briefs
     where tenant = $1 and conversation = $2 and handoff = $3`,
    [place.tenant, place.conversation, place.handoff],
  );
  return rows[0];
}

/** Stores a brief unless the handoff has one; returns the one that stands. */
export async function storeBrief(
  connection: Queryable,
  place: HandoffPlace,
  brief: Brief,
  fallback: string | null,
): Promise<StoredBrief> {
  await connection.query(
    `insert into briefs (id, tenant, conversation, handoff, writer, supported, dropped, document, fallback)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (tenant, conversation, handoff) do nothing`,
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
    ],
  );
  const stored = await findBrief(connection, place);
  if (stored === undefined)
    throw new BatonError('internal', `the brief of ${place.handoff} was not stored`);
  return stored;
}
