/** Threads of mail and the record of what came in. Addresses and tokens are looked up by hash; no text is kept here. */
import { createHash } from 'node:crypto';
import type { MailDisposition } from '../../domain/inbound-mail.ts';
import {
  invitationKeys,
  noticeTarget,
  passingKeys,
  type NoticeFacts,
} from '../../domain/delivery.ts';
import type { ConversationRef } from '../../domain/ids.ts';
import { inTransaction, isLostRace, type Pool, type Queryable } from './pool.ts';

/** SHA-256 of a text, as rows keep it. */
export function hashOf(text: string | Buffer): Buffer {
  return createHash('sha256').update(text).digest();
}

export interface MailThread extends ConversationRef {
  address: string;
  byMail: boolean;
  /** Message-ID of the mail the conversation began with. */
  rootId: string | null;
}

/** A thread with the hash of its token. */
export type KnownThread = MailThread & { tokenHash: Buffer };

const columns = `tenant, conversation, address, by_mail as "byMail", last_message_id as "rootId"`;

/** The thread a token leads to. */
export async function findThread(pool: Queryable, token: string): Promise<MailThread | undefined> {
  const { rows } = await pool.query<MailThread>(
    `select ${columns} from mail_threads where token_hash = $1`,
    [hashOf(token)],
  );
  return rows[0];
}

/** The thread of a conversation and the hash of its token. */
export async function threadOf(
  pool: Queryable,
  ref: ConversationRef,
): Promise<KnownThread | undefined> {
  const { rows } = await pool.query<KnownThread>(
    `select ${columns}, token_hash as "tokenHash" from mail_threads where tenant = $1 and conversation = $2`,
    [ref.tenant, ref.conversation],
  );
  return rows[0];
}

/** Opens a conversation's thread or moves it to another address or token; how it began stays. */
export async function keepThread(
  pool: Queryable,
  thread: ConversationRef & {
    address: string;
    token: string;
    byMail: boolean;
    rootId: string | null;
  },
): Promise<void> {
  await pool.query(
    `insert into mail_threads (token_hash, tenant, conversation, address, by_mail, last_message_id)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (tenant, conversation) do update set token_hash = excluded.token_hash, address = excluded.address`,
    [
      hashOf(thread.token),
      thread.tenant,
      thread.conversation,
      thread.address,
      thread.byMail,
      thread.rootId,
    ],
  );
}

export interface InboundMail {
  tenant: string;
  messageId: string;
  contentHash: Buffer;
  sender: string;
}

/** What was made of this mail before; `other` is a mail with the same id and other content. */
export async function knownMail(
  pool: Queryable,
  mail: InboundMail,
): Promise<'same' | 'other' | null> {
  const { rows } = await pool.query<{ same: boolean }>(
    `select content_hash = $3 as same from inbound_mails
      where tenant = $1 and message_hash = $2 and done_at is not null order by same desc limit 1`,
    [mail.tenant, hashOf(mail.messageId), mail.contentHash],
  );
  const [row] = rows;
  if (row === undefined) return null;
  return row.same ? 'same' : 'other';
}

/** Mails within the hour: of this conversation, and of this sender and tenant that began one. */
export async function recentMails(
  pool: Queryable,
  of: { tenant: string; sender: string; conversation: string | null },
): Promise<{ inThread: number; fromSender: number; inTenant: number }> {
  const { rows } = await pool.query<{ inThread: number; fromSender: number; inTenant: number }>(
    `select count(*) filter (where conversation = $3 and disposition = 'reply')::int as "inThread",
            count(*) filter (where sender_hash = $2 and disposition = 'new')::int as "fromSender",
            count(*) filter (where disposition = 'new')::int as "inTenant"
       from inbound_mails where tenant = $1 and at > now() - interval '1 hour'`,
    [of.tenant, hashOf(of.sender), of.conversation],
  );
  return rows[0] ?? { inThread: 0, fromSender: 0, inTenant: 0 };
}

/** Records what was made of a mail; the same mail again changes nothing. */
export async function recordMail(
  pool: Queryable,
  mail: InboundMail,
  made: { disposition: MailDisposition; conversation: string | null; detail?: string | undefined },
): Promise<void> {
  await pool.query(
    `insert into inbound_mails (tenant, message_hash, content_hash, conversation, sender_hash, disposition, detail, done_at)
     values ($1, $2, $3, $4, $5, $6, $7, now()) on conflict do nothing`,
    [
      mail.tenant,
      hashOf(mail.messageId),
      mail.contentHash,
      made.conversation,
      hashOf(mail.sender),
      made.disposition,
      made.detail ?? null,
    ],
  );
}

/** Mails recorded lately, newest first, for operators. */
export async function listMails(
  pool: Queryable,
  tenant: string,
  limit: number,
): Promise<
  {
    disposition: MailDisposition;
    conversation_id: string | null;
    detail: string | null;
    at: string;
  }[]
> {
  const { rows } = await pool.query<{
    disposition: MailDisposition;
    conversation_id: string | null;
    detail: string | null;
    at: Date;
  }>(
    `select disposition, conversation as conversation_id, detail, at from inbound_mails
      where tenant = $1 order by id desc limit $2`,
    [tenant, limit],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/**
 * A delivery whose mail came back: it fails, and the conversation learns of it once. False when there is none, or when
 * it failed before.
 */
export async function bounceDelivery(
  pool: Pool,
  thread: ConversationRef,
  messageId: string,
): Promise<boolean> {
  const bounce = () =>
    inTransaction(pool, async (connection) => {
      const { rows } = await connection.query<{ id: string; target: string; attempts: number }>(
        `update deliveries set state = 'failed', cause = 'bounced', finished_at = now()
          where tenant = $1 and conversation = $2 and receipt = $3 and state = 'delivered' and channel = 'email'
          returning id, target, attempts`,
        [thread.tenant, thread.conversation, messageId],
      );
      const [delivery] = rows;
      if (delivery === undefined) return false;
      const argument = {
        id: `df-${delivery.id}-bounced`,
        actor: { kind: 'system', id: 'delivery' },
        delivery_id: delivery.id,
        channel: 'email',
        target: delivery.target,
        cause: 'bounced',
      };
      await connection.query(
        `insert into outbox (tenant, conversation, signal, argument) values ($1, $2, 'deliveryFailed', $3)`,
        [thread.tenant, thread.conversation, JSON.stringify(argument)],
      );
      return true;
    });
  return bounce().catch((error: unknown) => {
    if (isLostRace(error)) return bounce();
    throw error;
  });
}

/** Whether somebody of the tenant's agents has this mailbox. */
export async function isAgentsAddress(
  pool: Queryable,
  tenant: string,
  address: string,
): Promise<boolean> {
  const { rows } = await pool.query<{ found: boolean }>(
    'select exists (select 1 from agents where tenant = $1 and lower(email) = $2) as found',
    [tenant, address],
  );
  return rows[0]?.found === true;
}

/** Mails of the assistant in one conversation within the hour. */
export async function automaticMailsWithinHour(
  pool: Queryable,
  ref: ConversationRef,
): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from deliveries d
       join events e on e.tenant = d.tenant and e.conversation = d.conversation and e.sequence = d.event_sequence
      where d.tenant = $1 and d.conversation = $2 and d.channel = 'email' and d.state = 'delivered'
        and e.data->>'role' = 'assistant' and d.finished_at > now() - interval '1 hour'`,
    [ref.tenant, ref.conversation],
  );
  return rows[0]?.count ?? 0;
}

/**
 * What stands against mailing the notice of this event: a newer word of Baton's own or of assistant or agent, an answered
 * proposal, and how long ago the last notice of the conversation was mailed.
 */
export async function noticeFacts(
  pool: Queryable,
  ref: ConversationRef,
  sequence: number,
): Promise<Omit<NoticeFacts, 'windowMs'>> {
  const { rows } = await pool.query<Omit<NoticeFacts, 'windowMs'>>(
    `select exists (
              select 1 from events n
                join events e on e.tenant = n.tenant and e.conversation = n.conversation and e.sequence > n.sequence
               where n.tenant = $1 and n.conversation = $2 and n.sequence = $3
                 and (e.type = 'notice.posted' and e.data->>'key' <> all ($4)
                     and (e.data->>'key' <> all ($6) or n.data->>'key' = any ($6))
                   or e.type = 'turn.created' and e.data->>'role' in ('assistant', 'agent')
                   or e.type = 'proposal.answered' and n.data->>'key' = 'propose')) as superseded,
            (select (extract(epoch from now() - max(finished_at)) * 1000)::float8 from deliveries
              where tenant = $1 and conversation = $2 and channel = 'email' and target = $5
                and state = 'delivered') as "sinceLastMs"`,
    [ref.tenant, ref.conversation, sequence, invitationKeys, noticeTarget.id, passingKeys],
  );
  return rows[0] ?? { superseded: true, sinceLastMs: null };
}
