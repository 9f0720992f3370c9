/** A conversation as its customer sees it: what was said to them and by them, and how things stand. */
import type { z } from 'zod';
import type { visitorMessage, visitorState } from '../../contract/visitor.ts';
import type { ConversationState } from '../../domain/conversation.ts';
import { readConversation } from './conversations-read.ts';
import type { Pool } from './pool.ts';

export type VisitorMessage = z.output<typeof visitorMessage>;
export type VisitorState = z.output<typeof visitorState>;

interface Place {
  tenant: string;
  conversation: string;
}

interface MessageRow {
  sequence: number;
  id: string;
  role: VisitorMessage['role'];
  content: string;
  whole: VisitorMessage['whole'];
  name: string | null;
  files: VisitorMessage['files'];
  key: string | null;
  at: Date;
}

/** A row of attachments as its customer sees it. */
function fileOf(row: 'f' | 'w'): string {
  const pairs = ['id', 'name', 'media_type', 'bytes'].map((name) => `'${name}', ${row}.${name}`);
  return `jsonb_build_object(${pairs.join(', ')})`;
}

/**
 * Messages after a sequence of the event log. Tool turns, notes and everything between colleagues are not in it. What is
 * here was committed with the head locked: an assistant's turn that came too late never got so far (I4).
 */
export async function readVisitorMessages(
  pool: Pool,
  place: Place,
  after: number,
  limit: number,
): Promise<VisitorMessage[]> {
  const { rows } = await pool.query<MessageRow>(
    `select e.sequence, coalesce(t.id, n.id) as id, coalesce(t.role, 'system') as role,
            coalesce(t.content, n.content) as content, a.name, n.key, e.at,
            coalesce(f.files, '[]'::jsonb) as files,
            case when w.id is not null then ${fileOf('w')} end as whole
       from events e
       left join turns t on e.type = 'turn.created' and t.tenant = e.tenant and t.conversation = e.conversation
        and t.sequence = (e.data->>'turn')::bigint
       left join notices n on e.type = 'notice.posted' and n.tenant = e.tenant and n.conversation = e.conversation
        and n.id = e.data->>'notice_id'
       left join lateral (
         select jsonb_agg(${fileOf('f')} order by said.place) as files
           from jsonb_array_elements_text(
                  case when jsonb_typeof(t.attachments) = 'array' then t.attachments else '[]' end)
                with ordinality said (id, place)
           join attachments f on f.tenant = t.tenant and f.id = said.id) f on true
       left join attachments w on w.tenant = t.tenant and w.id = t.content_ref
       left join agents a on t.role = 'agent' and a.tenant = e.tenant and a.id = t.actor
      where e.tenant = $1 and e.conversation = $2 and e.sequence > $3 and e.type in ('turn.created', 'notice.posted')
        and (n.id is not null or t.role in ('customer', 'assistant', 'agent') and (t.content <> '' or f.files is not null))
      order by e.sequence limit $4`,
    [place.tenant, place.conversation, after, limit],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

const beforeTheFirst: VisitorState = {
  version: 0,
  status: 'pending',
  owner: 'ai',
  agent_name: null,
  asks: false,
  handoff: null,
};

/** How things stand, in the words that are the customer's to know. */
export async function readVisitorState(pool: Pool, place: Place): Promise<VisitorState> {
  const found = await readConversation(
    pool,
    { tenant: place.tenant, agent: null },
    place.conversation,
  );
  if (found === undefined) return beforeTheFirst;
  const { rows } = await pool.query<{
    asks: boolean;
    agent_name: string | null;
    contact: ConversationState['contact'] | null;
  }>(
    `select jsonb_typeof(c.state->'proposal') = 'object' as asks, c.state->'contact' as contact, a.name as agent_name
       from conversations c left join agents a on c.owner = 'agent' and a.tenant = c.tenant and a.id = c.owner_id
      where c.tenant = $1 and c.id = $2`,
    [place.tenant, place.conversation],
  );
  const { head } = found;
  const row = rows[0];
  return {
    version: head.version,
    status: head.status,
    owner: head.owner,
    agent_name: row?.agent_name ?? null,
    asks: row?.asks ?? false,
    handoff: handoffFor(head.handoff, row?.contact ?? null),
  };
}

function handoffFor(
  handoff: NonNullable<Awaited<ReturnType<typeof readConversation>>>['head']['handoff'],
  contact: { email: boolean; phone: boolean } | null,
): VisitorState['handoff'] {
  if (handoff === null) return null;
  const { state, position, estimated_wait_seconds, channels, channel, promise, promises, meeting } =
    handoff;
  return {
    state,
    position,
    estimated_wait_seconds,
    channels,
    channel,
    person_by: promise?.due_at ?? null,
    promises: (promises ?? []).map(({ kind, due_at }) => ({ kind, due_at })),
    meeting: meeting ?? null,
    contact: contact ?? { email: false, phone: false },
  };
}
