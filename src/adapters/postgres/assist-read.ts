/** What help for an agent is made from: transcript, brief, customer, handoff, and what the policy says of it. */
import type { Brief, TranscriptTurn } from '../../domain/brief.ts';
import type { FieldsSection } from '../../domain/target-fields.ts';
import type { Pool } from './pool.ts';

/** Everything of one conversation; the last turns only, when it is very long. */
export interface AssistGround {
  turns: TranscriptTurn[];
  brief: { id: string; writer: string; document: Brief } | null;
  customer: {
    id?: string;
    name?: string;
    email?: string;
    phone?: string;
    tier?: string;
    language?: string;
  };
  /** `codes`: what a case of its queue may end with; empty where the queue has no list. */
  handoff: { reason: string; queue: string; codes: string[] } | null;
  fields: FieldsSection;
  defaultLanguage: string;
}

const maxTurns = 400;

interface GroundRow {
  customer: Record<string, unknown> | null;
  brief_id: string | null;
  writer: string | null;
  document: Brief | null;
  reason: string | null;
  queue: string | null;
  codes: string[] | null;
  fields: FieldsSection | null;
  language: string | null;
}

async function readTurns(
  pool: Pool,
  tenant: string,
  conversation: string,
): Promise<TranscriptTurn[]> {
  const { rows } = await pool.query<
    Omit<TranscriptTurn, 'tool_calls'> & { tool_calls: TranscriptTurn['tool_calls'] | null }
  >(
    `select * from (
       select sequence, role, content, tool_calls, error from turns
       where tenant = $1 and conversation = $2 order by sequence desc limit $3) latest order by sequence`,
    [tenant, conversation, maxTurns],
  );
  return rows.map(({ tool_calls: calls, ...turn }) =>
    calls === null || calls === undefined ? turn : { ...turn, tool_calls: calls },
  );
}

function customerOf(facts: Record<string, unknown> | null): AssistGround['customer'] {
  const names = ['id', 'name', 'email', 'phone', 'tier', 'language'] as const;
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = facts?.[name];
      return typeof value === 'string' && value !== '' ? [[name, value]] : [];
    }),
  );
}

/** Reads it; undefined when the tenant has no such conversation. */
export async function readAssistGround(
  pool: Pool,
  tenant: string,
  conversation: string,
): Promise<AssistGround | undefined> {
  const { rows } = await pool.query<GroundRow>(
    `select c.customer, b.id as brief_id, b.writer, b.document, h.reason, h.queue, q.resolution_codes as codes,
       p.document -> 'fields' as fields, p.document ->> 'default_language' as language
     from conversations c
     left join lateral (select id, reason, queue from handoffs
       where tenant = c.tenant and conversation = c.id order by number desc limit 1) h on true
     left join queues q on q.tenant = c.tenant and q.id = h.queue
     left join briefs b on b.tenant = c.tenant and b.conversation = c.id and b.handoff = h.id
     left join policies p on p.tenant = c.tenant and p.status = 'active'
     where c.tenant = $1 and c.id = $2`,
    [tenant, conversation],
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  const { brief_id: id, writer, document, reason, queue } = row;
  return {
    turns: await readTurns(pool, tenant, conversation),
    brief: id === null || writer === null || document === null ? null : { id, writer, document },
    customer: customerOf(row.customer),
    handoff: reason === null || queue === null ? null : { reason, queue, codes: row.codes ?? [] },
    fields: row.fields ?? {},
    defaultLanguage: row.language ?? 'en',
  };
}
