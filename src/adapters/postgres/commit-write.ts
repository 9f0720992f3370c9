/** What one commit writes: one statement for the sources, then the derived tables. Nothing but the head is overwritten. */
import type { Command, CommandResult } from '../../domain/commands.ts';
import { nextDeadline, type ConversationState } from '../../domain/conversation.ts';
import type { NumberedEvent } from '../../domain/events.ts';
import type { TakenTurn } from '../../domain/take-turns.ts';
import type { ConversationRef } from '../../domain/ids.ts';
import { BatonError } from '../../errors.ts';
import { project } from './project.ts';
import type { Queryable } from './pool.ts';

export interface StoredTurn {
  sequence: number;
  id: string;
  role: string;
  content: string;
  content_hash: string;
  content_ref: string | null;
  tool_calls: unknown;
  error: boolean;
  signals: unknown;
  attachments: string[] | null;
  actor: string | null;
  epoch: number;
}

export interface CommitRecord {
  ref: ConversationRef;
  command: Command;
  hash: string;
  result: CommandResult;
  state: ConversationState;
  /** The head's version before this commit; 0 creates the head. */
  before: number;
  events: NumberedEvent[];
  turns: StoredTurn[];
  decided: TakenTurn[];
  customer: object;
  at: number;
}

const writeSources = `
with input as (select $1::text as tenant, $2::text as conversation, $3::timestamptz as at),
new_events as (
  insert into events (tenant, conversation, sequence, type, at, data)
  select i.tenant, i.conversation, e.sequence, e.type, i.at, e.data
  from input i, jsonb_to_recordset($4::jsonb) as e (sequence bigint, type text, data jsonb)),
new_turns as (
  insert into turns (tenant, conversation, sequence, id, role, content, content_hash, content_ref, tool_calls, error,
    signals, attachments, actor, epoch, at)
  select i.tenant, i.conversation, t.sequence, t.id, t.role, t.content, t.content_hash, t.content_ref, t.tool_calls,
    t.error, t.signals, t.attachments, t.actor, t.epoch, i.at
  from input i, jsonb_to_recordset($5::jsonb) as t (sequence bigint, id text, role text, content text,
    content_hash text, content_ref text, tool_calls jsonb, error boolean, signals jsonb, attachments jsonb, actor text,
    epoch integer)),
new_decisions as (
  insert into decisions (tenant, conversation, turn, action, reason, rule, queue, priority, tier, sla, policy,
    policy_version, model, proposal_answer, nearest, evidence, features, at)
  select i.tenant, i.conversation, d.turn, d.action, d.reason, d.rule, d.queue, d.priority, d.tier, d.sla, d.policy,
    d.policy_version, d.model, d.proposal_answer, d.nearest, d.evidence, d.features, i.at
  from input i, jsonb_to_recordset($6::jsonb) as d (turn bigint, action text, reason text, rule text, queue text,
    priority smallint, tier text, sla text, policy text, policy_version integer, model text, proposal_answer text,
    nearest jsonb, evidence jsonb, features jsonb))
insert into commands (tenant, conversation, id, type, hash, result, actor, at)
select tenant, conversation, $7, $8, decode($9, 'hex'), $10::jsonb, $11, at from input`;

const insertHead = `
insert into conversations (version, turn_sequence, status, owner, owner_id, epoch, state, deadline_at, customer,
  tenant, id, updated_at, created_at, arm)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, $11, $12, $12, $13)`;

const updateHead = `
update conversations set version = $1, turn_sequence = $2, status = $3, owner = $4, owner_id = $5, epoch = $6,
  state = $7, deadline_at = $8, customer = customer || $9::jsonb, updated_at = $12
where tenant = $10 and id = $11 and version = $13`;

function decisionRow(taken: TakenTurn): object {
  const { decision, sequence, features } = taken;
  return { ...decision, turn: sequence, features };
}

/** Stores a commit whole. A head that moved meanwhile is a fault: nothing is written. */
export async function writeCommit(connection: Queryable, record: CommitRecord): Promise<void> {
  const { ref, command } = record;
  const at = new Date(record.at);
  await connection.query({
    name: 'commit-sources',
    text: writeSources,
    values: [
      ref.tenant,
      ref.conversation,
      at,
      JSON.stringify(record.events),
      JSON.stringify(record.turns),
      JSON.stringify(record.decided.map(decisionRow)),
      command.id,
      command.type,
      record.hash,
      JSON.stringify(record.result),
      `${command.actor.kind}:${command.actor.id}`,
    ],
  });
  await writeHead(connection, record, at);
  const place = { ...ref, at: record.at };
  for (const event of record.events) await project(connection, place, event);
}

async function writeHead(connection: Queryable, record: CommitRecord, at: Date): Promise<void> {
  const { state, ref, before } = record;
  const deadline = nextDeadline(state);
  const values = [
    before + record.events.length,
    state.turnSequence,
    state.status,
    state.owner,
    state.ownerId,
    state.epoch,
    JSON.stringify(state),
    deadline === null ? null : new Date(deadline),
    JSON.stringify(record.customer),
    ref.tenant,
    ref.conversation,
    at,
    before === 0 ? state.arm : before,
  ];
  const { rowCount } = await connection.query({
    name: before === 0 ? 'commit-insert-head' : 'commit-update-head',
    text: before === 0 ? insertHead : updateHead,
    values,
  });
  if (rowCount !== 1)
    throw new BatonError(
      'store_unavailable',
      `another commit moved conversation ${ref.conversation} past version ${before}`,
    );
}

/** What Baton told the customer. */
export interface Notice {
  id: string;
  key: string;
  content: string;
  language: string | null;
}

/** Texts that belong to a command but not to the transcript. */
export async function writeTexts(
  connection: Queryable,
  ref: ConversationRef,
  texts: {
    notes: { id: string; actor: string; content: string }[];
    summary: { handoff: string; text: string | null; result: object | null } | null;
    notice: Notice | null;
    at: number;
  },
): Promise<void> {
  const at = new Date(texts.at);
  for (const note of texts.notes)
    await connection.query(
      'insert into notes (tenant, conversation, id, actor, content, at) values ($1, $2, $3, $4, $5, $6)',
      [ref.tenant, ref.conversation, note.id, note.actor, note.content, at],
    );
  if (texts.summary !== null)
    await connection.query(
      `insert into segment_summaries (tenant, conversation, handoff, summary, result, at)
       values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
      [
        ref.tenant,
        ref.conversation,
        texts.summary.handoff,
        texts.summary.text,
        JSON.stringify(texts.summary.result),
        at,
      ],
    );
  if (texts.notice !== null) await writeNotice(connection, ref, texts.notice, at);
}

async function writeNotice(
  connection: Queryable,
  ref: ConversationRef,
  notice: Notice,
  at: Date,
): Promise<void> {
  await connection.query(
    'insert into notices (tenant, conversation, id, key, language, content, at) values ($1, $2, $3, $4, $5, $6, $7)',
    [ref.tenant, ref.conversation, notice.id, notice.key, notice.language, notice.content, at],
  );
}
