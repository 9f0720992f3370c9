/** Where a tenant wants its events sent. The signing secret is shown once, when the endpoint is made. */
import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { webhookRecord } from '../../contract/configuration.ts';
import { randomBase62 } from './api-keys.ts';
import { audit } from './audit.ts';
import { inTransaction, type Pool } from './pool.ts';

export type WebhookRecord = z.output<typeof webhookRecord>;

interface WebhookRow extends Omit<WebhookRecord, 'created_at'> {
  created_at: Date;
}

/** The tenant's endpoints; one when `id` is given. Secrets stay here. */
export async function listWebhookEndpoints(
  pool: Pool,
  tenant: string,
  id?: string,
): Promise<WebhookRecord[]> {
  const { rows } = await pool.query<WebhookRow>(
    `select id, url, events, enabled, disabled_reason, created_at from webhook_endpoints
      where tenant = $1 and ($2::text is null or id = $2) order by created_at, id limit 1000`,
    [tenant, id ?? null],
  );
  return rows.map((row) => ({ ...row, created_at: row.created_at.toISOString() }));
}

/** Adds an endpoint with a fresh `whsec_` secret (Standard Webhooks). */
export async function addWebhookEndpoint(
  pool: Pool,
  tenant: string,
  endpoint: { url: string; events: string[] },
  by: string,
): Promise<{ id: string; secret: string }> {
  const id = `we_${randomBase62(20)}`;
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  await inTransaction(pool, async (connection) => {
    await connection.query(
      'insert into webhook_endpoints (id, tenant, url, events, secrets) values ($1, $2, $3, $4, $5)',
      [id, tenant, endpoint.url, endpoint.events, [secret]],
    );
    await audit(connection, { tenant, actor: by, action: 'webhook_endpoint.created', subject: id });
  });
  return { id, secret };
}

/** Removes an endpoint; false when the tenant has none of this id. */
export async function removeWebhookEndpoint(
  pool: Pool,
  endpoint: { tenant: string; id: string; by: string },
): Promise<boolean> {
  return inTransaction(pool, async (connection) => {
    const { rowCount } = await connection.query(
      'delete from webhook_endpoints where tenant = $1 and id = $2',
      [endpoint.tenant, endpoint.id],
    );
    if (rowCount === 0) return false;
    await audit(connection, {
      tenant: endpoint.tenant,
      actor: endpoint.by,
      action: 'webhook_endpoint.removed',
      subject: endpoint.id,
    });
    return true;
  });
}
