/** What is known of stored attachments; their bytes lie in the attachment store. */
import type { z } from 'zod';
import type { attachmentRecord } from '../../contract/configuration.ts';
import { inTransaction, type Pool, type Queryable } from './pool.ts';

export type AttachmentRecord = z.output<typeof attachmentRecord>;

interface AttachmentRow {
  id: string;
  name: string;
  media_type: string;
  bytes: number;
  sha256: Buffer;
  created_at: Date;
}

export interface NewAttachment {
  id: string;
  name: string;
  mediaType: string;
  bytes: number;
  sha256: Buffer;
}

interface Place {
  tenant: string;
  conversation: string | null;
}

async function insert(db: Queryable, place: Place, attachment: NewAttachment): Promise<void> {
  const { id, name, mediaType, bytes, sha256 } = attachment;
  await db.query(
    `insert into attachments (id, tenant, conversation, name, media_type, bytes, sha256)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing`,
    [id, place.tenant, place.conversation, name, mediaType, bytes, sha256],
  );
}

/** Records an attachment; the same id with the same content again changes nothing. */
export async function addAttachment(
  pool: Pool,
  tenant: string,
  attachment: NewAttachment,
): Promise<void> {
  await insert(pool, { tenant, conversation: null }, attachment);
}

/** Records a file of a conversation's customer; false when their files would have more than `mostBytes` together. */
export async function addVisitorAttachment(
  pool: Pool,
  place: { tenant: string; conversation: string },
  attachment: NewAttachment,
  mostBytes: number,
): Promise<boolean> {
  const { tenant, conversation } = place;
  return inTransaction(pool, async (connection) => {
    // One after the other: many at once would each see room for themselves.
    await connection.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `attachments/${tenant}/${conversation}`,
    ]);
    const { rows } = await connection.query<{ bytes: number }>(
      'select coalesce(sum(bytes), 0)::float8 as bytes from attachments where tenant = $1 and conversation = $2',
      [tenant, conversation],
    );
    if ((rows[0]?.bytes ?? 0) + attachment.bytes > mostBytes) return false;
    await insert(connection, place, attachment);
    return true;
  });
}

const columns = 'id, name, media_type, bytes, sha256, created_at';

function recordOf(row: AttachmentRow): AttachmentRecord {
  return {
    ...row,
    sha256: row.sha256.toString('hex'),
    created_at: row.created_at.toISOString(),
  };
}

/** One attachment of the tenant. */
export async function readAttachment(
  pool: Pool,
  tenant: string,
  id: string,
): Promise<AttachmentRecord | undefined> {
  const [record] = await listAttachments(pool, tenant, [id]);
  return record;
}

/** An attachment, or the whole of a long text, of a message which the conversation's customer can read. */
export async function readSaidAttachment(
  pool: Pool,
  place: { tenant: string; conversation: string },
  id: string,
): Promise<AttachmentRecord | undefined> {
  const { rows } = await pool.query<AttachmentRow>(
    `select ${columns} from attachments where tenant = $1 and id = $3 and exists (
       select 1 from turns t where t.tenant = $1 and t.conversation = $2
          and (t.attachments ? $3 or t.content_ref = $3) and t.role in ('customer', 'assistant', 'agent'))`,
    [place.tenant, place.conversation, id],
  );
  return rows.map(recordOf)[0];
}

/** Of the ids named, those that are not the tenant's, or not of the conversation where one is given. */
export async function unknownAttachments(
  pool: Pool,
  place: Place,
  ids: readonly string[],
): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select wanted as id from unnest($2::text[]) wanted
      where not exists (select 1 from attachments a where a.tenant = $1 and a.id = wanted
        and ($3::text is null or a.conversation = $3))`,
    [place.tenant, ids, place.conversation],
  );
  return rows.map((row) => row.id);
}

/** Of the ids named, those that are the tenant's, as records. */
export async function listAttachments(
  pool: Pool,
  tenant: string,
  ids: string[],
): Promise<AttachmentRecord[]> {
  const { rows } = await pool.query<AttachmentRow>(
    `select ${columns} from attachments where tenant = $1 and id = any ($2) order by created_at, id`,
    [tenant, ids],
  );
  return rows.map(recordOf);
}
