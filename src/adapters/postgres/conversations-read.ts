/** Conversations as callers read them: heads, turns, decisions, briefs, handoffs, notes. */
import type { z } from 'zod';
import type { handoffView } from '../../contract/answer.ts';
import type {
  briefRecord,
  conversationHead,
  conversationSummary,
  handoffRecord,
  turnRecord,
} from '../../contract/conversations.ts';
import { handoffViewOf, type Waiting } from '../../domain/answer.ts';
import type { ConversationState } from '../../domain/conversation.ts';
import { expectedWait, type PastWait } from '../../domain/expected-wait.ts';
import type { Owner, Status } from '../../domain/words.ts';
import { clocksOf, snoozedUntilOf } from './clock-record.ts';
import { decodeCursor, pageFrom, type Page } from './paging.ts';
import type { Pool } from './pool.ts';
import { visibleTo, type Viewer } from './visibility.ts';
import { recentWaits } from './waits.ts';

export type ConversationSummary = z.output<typeof conversationSummary>;
export type ConversationHead = z.output<typeof conversationHead>;
export type TurnRecord = z.output<typeof turnRecord>;
type HandoffView = z.output<typeof handoffView>;

interface HeadRow {
  id: string;
  version: number;
  status: Status;
  owner: Owner;
  owner_id: string | null;
  epoch: number;
  turn_sequence: number;
  arm: ConversationHead['arm'];
  state: ConversationState;
  customer: Record<string, unknown>;
  created_at: Date;
  updated_at: Date;
  deadline_at: Date | null;
  channels: HandoffView['channels'] | null;
  position: number | null;
  waits: PastWait[] | null;
}

const headColumns = `c.id, c.version, c.status, c.owner, c.owner_id, c.epoch, c.turn_sequence, c.arm, c.state,
  c.customer, c.created_at, c.updated_at, c.deadline_at,
  (select p.document->'channels' from policies p
    where p.tenant = c.tenant and p.name = c.state->>'policy' and p.version = (c.state->>'policyVersion')::int) as channels,
  (select (select 1 + count(*) from queue_entries ahead
            where ahead.tenant = mine.tenant and ahead.queue = mine.queue
              and (ahead.rank_at, ahead.since_at, ahead.handoff)
                < (mine.rank_at, mine.since_at, mine.handoff))
     from queue_entries mine where mine.tenant = c.tenant and mine.handoff = c.state->'handoff'->>'id') as position,
  case when c.owner = 'queue' then (
    select json_agg(recent) from (${recentWaits('c.tenant', 'c.owner_id', 'now()')}) recent) end as waits`;

function handoffOf(row: HeadRow): HandoffView | null {
  return handoffViewOf(row.state, row.channels ?? ['chat'], waitOf(row));
}

/** What its row tells of a waiting handoff; who was there when it began to wait, for the moment see its own route. */
function waitOf({ state, position, waits }: HeadRow): Waiting {
  if (position === null || state.handoff === null)
    return { position: null, estimatedWaitSeconds: null };
  const { staffing = 'staffed', backAt = null } = state.handoff;
  const expected = staffing === 'staffed' ? expectedWait(waits ?? [], position) : null;
  return { position, estimatedWaitSeconds: expected, staffing, backAt };
}

function summaryOf(row: HeadRow): ConversationSummary {
  return {
    id: row.id,
    status: row.status,
    owner: row.owner,
    owner_id: row.owner_id,
    epoch: row.epoch,
    version: row.version,
    turns: row.turn_sequence,
    channel: row.state.channel,
    language: row.state.language,
    tier: row.state.tier,
    handoff: handoffOf(row),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

export interface ConversationFilter {
  status?: Status | undefined;
  owner?: Owner | undefined;
  queue?: string | undefined;
  agent?: string | undefined;
  /** As `readCaseNumber` gives it. */
  caseNumber?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

const cursorParts = [/^\d{4}-[0-9T:.-]{1,30}Z?$/, /^[A-Za-z0-9_-]{1,64}$/];

/** The viewer's conversations, last changed first. `queue` is of the open handoff, `agent` its holder. */
export async function listConversations(
  pool: Pool,
  viewer: Viewer,
  filter: ConversationFilter,
): Promise<Page<ConversationSummary>> {
  const [at, id] = filter.cursor === undefined ? [] : decodeCursor(filter.cursor, cursorParts);
  const { rows } = await pool.query<HeadRow & { cursor_at: string }>(
    `select ${headColumns}, to_char(c.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as cursor_at
       from conversations c
      where c.tenant = $1 and ${visibleTo('$2')}
        and ($3::text is null or c.status = $3) and ($4::text is null or c.owner = $4)
        and ($5::text is null or c.state->'handoff'->>'queue' = $5)
        and ($6::text is null or (c.owner = 'agent' and c.owner_id = $6))
        and ($7::timestamptz is null or c.updated_at < $7 or (c.updated_at = $7 and c.id > $8))
        and ($10::text is null or c.id = (select n.conversation from case_numbers n where n.tenant = $1 and n.number = $10))
      order by c.updated_at desc, c.id limit $9`,
    [
      viewer.tenant,
      viewer.agent,
      filter.status ?? null,
      filter.owner ?? null,
      filter.queue ?? null,
      filter.agent ?? null,
      at ?? null,
      id ?? null,
      filter.limit + 1,
      filter.caseNumber ?? null,
    ],
  );
  const page = pageFrom(rows, filter.limit, (row) => [row.cursor_at, row.id]);
  return { ...page, data: page.data.map(summaryOf) };
}

/** One head; undefined when there is none or the viewer may not see it. */
export async function readConversation(
  pool: Pool,
  viewer: Viewer,
  conversation: string,
): Promise<{ head: ConversationHead; customer: Record<string, unknown> } | undefined> {
  const { rows } = await pool.query<HeadRow>(
    `select ${headColumns} from conversations c
      where c.tenant = $1 and ${visibleTo('$2')} and c.id = $3`,
    [viewer.tenant, viewer.agent, conversation],
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  const head = {
    ...summaryOf(row),
    arm: row.arm,
    outcome: row.state.outcome,
    policy: row.state.policy,
    policy_version: row.state.policyVersion,
    deadline_at: row.deadline_at?.toISOString() ?? null,
    snoozed_until: snoozedUntilOf(row.state),
    clocks: clocksOf(row.state),
  };
  return { head, customer: row.customer };
}

/** Whether the viewer may read the conversation; a foreign one looks like one that does not exist. */
export async function canSee(pool: Pool, viewer: Viewer, conversation: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `select 1 from conversations c where c.tenant = $1 and ${visibleTo('$2')} and c.id = $3`,
    [viewer.tenant, viewer.agent, conversation],
  );
  return rowCount === 1;
}

/** Of the conversations named, those the viewer may see. */
export async function visibleConversations(
  pool: Pool,
  viewer: Viewer,
  conversations: string[],
): Promise<Set<string>> {
  const { rows } = await pool.query<{ id: string }>(
    `select c.id from conversations c
      where c.tenant = $1 and ${visibleTo('$2')} and c.id = any($3)`,
    [viewer.tenant, viewer.agent, conversations],
  );
  return new Set(rows.map((row) => row.id));
}

/** How far a message list is stored; null when the conversation does not exist. */
export async function readChain(
  pool: Pool,
  tenant: string,
  conversation: string,
): Promise<{ length: number; tail: string | null } | null> {
  const { rows } = await pool.query<{ chain: ConversationState['chain'] }>(
    `select state->'chain' as chain from conversations where tenant = $1 and id = $2`,
    [tenant, conversation],
  );
  return rows[0]?.chain ?? null;
}

interface TurnRow {
  id: string;
  sequence: number;
  role: TurnRecord['role'];
  content: string;
  content_ref: string | null;
  tool_calls: TurnRecord['tool_calls'];
  error: boolean;
  attachments: string[] | null;
  actor: string | null;
  epoch: number;
  at: Date;
}

/** The transcript after a sequence, in order. */
export async function readTurns(
  pool: Pool,
  place: { tenant: string; conversation: string },
  after: number,
  limit: number,
): Promise<TurnRecord[]> {
  const { rows } = await pool.query<TurnRow>(
    `select id, sequence, role, content, content_ref, tool_calls, error, attachments, actor, epoch, at
       from turns where tenant = $1 and conversation = $2 and sequence > $3 order by sequence limit $4`,
    [place.tenant, place.conversation, after, limit],
  );
  return rows.map((row) => ({
    ...row,
    attachments: row.attachments ?? [],
    at: row.at.toISOString(),
  }));
}

/** The brief of the last handoff that has one. */
export async function readBrief(
  pool: Pool,
  place: { tenant: string; conversation: string },
): Promise<z.output<typeof briefRecord> | undefined> {
  const { rows } = await pool.query<Record<string, unknown> & { at: Date }>(
    `select id, handoff as handoff_id, writer, supported, dropped, fallback, document, revision, settled, at,
            case when supported + dropped = 0 then 1
                 else round(supported::numeric / (supported + dropped), 4) end::float8 as supported_share
       from briefs where tenant = $1 and conversation = $2 order by at desc, id limit 1`,
    [place.tenant, place.conversation],
  );
  const row = rows[0];
  return row && ({ ...row, at: row.at.toISOString() } as z.output<typeof briefRecord>);
}

interface HandoffRow extends Record<string, unknown> {
  requested_at: Date;
  accepted_at: Date | null;
  active_at: Date | null;
  ended_at: Date | null;
}

/** All handoffs of a conversation, first one first. */
export async function readHandoffs(
  pool: Pool,
  place: { tenant: string; conversation: string },
): Promise<z.output<typeof handoffRecord>[]> {
  const { rows } = await pool.query<HandoffRow>(
    `select id, number, state, reason, rule, turn, queue, priority, agent, requested_at, accepted_at, active_at, ended_at
       from handoffs where tenant = $1 and conversation = $2 order by number`,
    [place.tenant, place.conversation],
  );
  return rows.map(
    (row) =>
      ({
        ...row,
        requested_at: row.requested_at.toISOString(),
        accepted_at: row.accepted_at?.toISOString() ?? null,
        active_at: row.active_at?.toISOString() ?? null,
        ended_at: row.ended_at?.toISOString() ?? null,
      }) as z.output<typeof handoffRecord>,
  );
}

/** Internal notes and the summaries agents gave to the AI, in order. */
export async function readNotes(
  pool: Pool,
  place: { tenant: string; conversation: string },
): Promise<{
  notes: { id: string; actor: string; content: string; at: string }[];
  summaries: {
    handoff_id: string;
    summary: string | null;
    result: Record<string, unknown> | null;
    at: string;
  }[];
}> {
  const values = [place.tenant, place.conversation];
  const notes = await pool.query<{ id: string; actor: string; content: string; at: Date }>(
    'select id, actor, content, at from notes where tenant = $1 and conversation = $2 order by at, id',
    values,
  );
  const summaries = await pool.query<{
    handoff_id: string;
    summary: string | null;
    result: Record<string, unknown> | null;
    at: Date;
  }>(
    `select handoff as handoff_id, summary, result, at from segment_summaries
      where tenant = $1 and conversation = $2 order by at`,
    values,
  );
  return {
    notes: notes.rows.map((row) => ({ ...row, at: row.at.toISOString() })),
    summaries: summaries.rows.map((row) => ({ ...row, at: row.at.toISOString() })),
  };
}

/** The first of the ids under which a command of the conversation was done. */
export async function firstKnownCommand(
  pool: Pool,
  place: { tenant: string; conversation: string },
  ids: string[],
): Promise<string | undefined> {
  const { rows } = await pool.query<{ id: string }>(
    `select c.id from unnest($3::text[]) with ordinality as wanted (id, place)
       join commands c on c.tenant = $1 and c.conversation = $2 and c.id = wanted.id
      order by wanted.place limit 1`,
    [place.tenant, place.conversation, ids],
  );
  return rows[0]?.id;
}
