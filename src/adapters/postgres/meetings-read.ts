/** Meetings and booking links as callers read them. */
import type { Pool } from './pool.ts';

export interface MeetingRecord {
  id: string;
  conversation: string;
  agent: string;
  agentName: string;
  startsAt: number;
  endsAt: number;
  revision: number;
  state: 'booked' | 'canceled' | 'attended' | 'missed';
  customer: { name?: string; email?: string };
}

const meetingColumns = `m.id, m.conversation, m.agent, a.name as "agentName", m.revision, m.state, c.customer,
  (extract(epoch from m.starts_at) * 1000)::float8 as "startsAt", (extract(epoch from m.ends_at) * 1000)::float8 as "endsAt"`;
const meetingTables = `meetings m join agents a on a.tenant = m.tenant and a.id = m.agent
  join conversations c on c.tenant = m.tenant and c.id = m.conversation`;

/** The last meeting of a conversation, also one that was called off. */
export async function lastMeeting(
  pool: Pool,
  place: { tenant: string; conversation: string },
): Promise<MeetingRecord | undefined> {
  const { rows } = await pool.query<MeetingRecord>(
    `select ${meetingColumns} from ${meetingTables}
      where m.tenant = $1 and m.conversation = $2 order by m.updated_at desc, m.id desc limit 1`,
    [place.tenant, place.conversation],
  );
  return rows[0];
}

/** A meeting of a conversation; undefined for one that another system's calendar keeps. */
export async function readMeeting(
  pool: Pool,
  place: { tenant: string; conversation: string },
  id: string,
): Promise<MeetingRecord | undefined> {
  const { rows } = await pool.query<MeetingRecord>(
    `select ${meetingColumns} from ${meetingTables}
      where m.tenant = $1 and m.conversation = $2 and m.id = $3`,
    [place.tenant, place.conversation, id],
  );
  return rows[0];
}

/** An answer of the customer's calendar. */
export interface MeetingAnswer {
  id: string;
  answer: string;
  /** The revision it is about. */
  revision: number;
  /** The only conversation it may be about; absent any of the tenant. */
  conversation?: string | undefined;
}

/**
 * Keeps what the customer's calendar answered; undefined when there is no such meeting. `current` is false for an answer
 * to an earlier time than the one that is booked now, or to one that is over: it is not kept.
 */
export async function noteAnswer(
  pool: Pool,
  tenant: string,
  meeting: MeetingAnswer,
): Promise<{ conversation: string; current: boolean } | undefined> {
  const { rows } = await pool.query<{ conversation: string; current: boolean }>(
    `with known as (
       select conversation, state = 'booked' and revision <= $4 as current
         from meetings
        where tenant = $1 and id = $2 and ($5::text is null or conversation = $5)),
     noted as (
       update meetings m set answer = $3, updated_at = now() from known
        where m.tenant = $1 and m.id = $2 and known.current)
     select conversation, current from known`,
    [tenant, meeting.id, meeting.answer, meeting.revision, meeting.conversation ?? null],
  );
  return rows[0];
}

export interface LinkRow {
  scope: 'queue' | 'agent';
  id: string;
  provider: string;
  template: string;
}

/** All booking links of a tenant. */
export async function listLinks(pool: Pool, tenant: string): Promise<LinkRow[]> {
  const { rows } = await pool.query<LinkRow>(
    'select scope, id, provider, template from meeting_links where tenant = $1 order by scope, id',
    [tenant],
  );
  return rows;
}

/** The agent's own link, else the queue's. */
export async function linkFor(
  pool: Pool,
  tenant: string,
  place: { queue: string; agent: string | null },
): Promise<LinkRow | undefined> {
  const { rows } = await pool.query<LinkRow>(
    `select scope, id, provider, template from meeting_links
      where tenant = $1 and (scope = 'agent' and id = $2 or scope = 'queue' and id = $3)
      order by scope limit 1`,
    [tenant, place.agent, place.queue],
  );
  return rows[0];
}

/** Sets or replaces a link; false when there is no such queue or agent. */
export async function putLink(pool: Pool, tenant: string, link: LinkRow): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into meeting_links (tenant, scope, id, provider, template)
     select $1, $2, $3, $4, $5 where exists (select 1 from queues where $2 = 'queue' and tenant = $1 and id = $3)
        or exists (select 1 from agents where $2 = 'agent' and tenant = $1 and id = $3)
     on conflict (tenant, scope, id) do update set provider = excluded.provider, template = excluded.template`,
    [tenant, link.scope, link.id, link.provider, link.template],
  );
  return rowCount === 1;
}

/** Takes a link away; false when there was none. */
export async function removeLink(
  pool: Pool,
  tenant: string,
  link: { scope: string; id: string },
): Promise<boolean> {
  const { rowCount } = await pool.query(
    'delete from meeting_links where tenant = $1 and scope = $2 and id = $3',
    [tenant, link.scope, link.id],
  );
  return rowCount === 1;
}
