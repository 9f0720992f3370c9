/** What is known of stored attachments; their bytes lie in the attachment store. */
import type { z } from 'zod';
import type { attachmentRecord } from '../../contract/configuration.ts';
import type { Pool } from './pool.ts';

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

/** Records an attachment; the same id with the same content again changes nothing. */
export async function addAttachment(
  pool: Pool,
  tenant: string,
  attachment: NewAttachment,
): Promise<void> {
  await pool.query(
    `insert into attachments (id, tenant, name, media_type, bytes, sha256)
     values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing`,
    [
      attachment.id,
      tenant,
      attachment.name,
      attachment.mediaType,
      attachment.bytes,
      attachment.sha256,
    ],
  );
}

/** One attachment of the tenant. */
export async function readAttachment(
  pool: Pool,
  tenant: string,
  id: string,
): Promise<AttachmentRecord | undefined> {
  const { rows } = await pool.query<AttachmentRow>(
    `select id, name, media_type, bytes, sha256, created_at from attachments
      where tenant = $1 and id = $2`,
    [tenant, id],
  );
  const row = rows[0];
  return (
    row && {
      ...row,
      sha256: row.sha256.toString('hex'),
      created_at: row.created_at.toISOString(),
    }
  );
}

/** Of the ids named, those that are not the tenant's. */
export async function unknownAttachments(
  pool: Pool,
  tenant: string,
  ids: string[],
): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select wanted as id from unnest($2::text[]) wanted
      where not exists (select 1 from attachments a where a.tenant = $1 and a.id = wanted)`,
    [tenant, ids],
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
    `select id, name, media_type, bytes, sha256, created_at from attachments
      where tenant = $1 and id = any ($2) order by created_at, id`,
    [tenant, ids],
  );
  return rows.map((row) => ({
    ...row,
    sha256: row.sha256.toString('hex'),
    created_at: row.created_at.toISOString(),
  }));
}
