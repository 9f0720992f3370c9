/** Where a tenant wants its events sent. The signing secret is shown once, when the endpoint is made. */
import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { webhookRecord } from '../../contract/configuration.ts';
import { openSecret, sealSecret, type SecretPlace } from '../crypto/sealed-secret.ts';
import { randomBase62 } from './api-keys.ts';
import { audit } from './audit.ts';
import { inTransaction, type Pool } from './pool.ts';
import type { SecretStore } from './stored-secrets.ts';

export type WebhookRecord = z.output<typeof webhookRecord>;

interface WebhookRow extends Omit<WebhookRecord, 'created_at' | 'failing_since'> {
  created_at: Date;
  failing_since: Date | null;
}

/** A secret that was replaced signs beside the new one for so long, so that receivers can change over. */
const rotationHours = 24;

/** The tenant's endpoints; one when `id` is given. Secrets stay here. */
export async function listWebhookEndpoints(
  pool: Pool,
  tenant: string,
  id?: string,
): Promise<WebhookRecord[]> {
  const { rows } = await pool.query<WebhookRow>(
    `select id, url, events, enabled, disabled_reason, failing_since, created_at from webhook_endpoints
      where tenant = $1 and ($2::text is null or id = $2) order by created_at, id limit 1000`,
    [tenant, id ?? null],
  );
  return rows.map((row) => ({
    ...row,
    failing_since: row.failing_since?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  }));
}

function placeOf({ tenant, id }: { tenant: string; id: string }): SecretPlace {
  return { tenant, kind: 'webhook_endpoint', id };
}

/** Standard Webhooks: `whsec_` and 32 bytes in base64. */
function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** Adds an endpoint with a fresh `whsec_` secret (Standard Webhooks). */
export async function addWebhookEndpoint(
  { pool, keyring }: SecretStore,
  tenant: string,
  endpoint: { url: string; events: string[] },
  by: string,
): Promise<{ id: string; secret: string }> {
  const id = `we_${randomBase62(20)}`;
  const secret = newSecret();
  await inTransaction(pool, async (connection) => {
    await connection.query(
      'insert into webhook_endpoints (id, tenant, url, events, secrets) values ($1, $2, $3, $4, $5)',
      [
        id,
        tenant,
        endpoint.url,
        endpoint.events,
        [sealSecret(keyring, placeOf({ tenant, id }), secret)],
      ],
    );
    await audit(connection, { tenant, actor: by, action: 'webhook_endpoint.created', subject: id });
  });
  return { id, secret };
}

/** Changes what is given; switching on forgets why it was off. False when the tenant has none of this id. */
export async function changeWebhookEndpoint(
  pool: Pool,
  endpoint: { tenant: string; id: string; by: string },
  change: {
    url?: string | undefined;
    events?: string[] | undefined;
    enabled?: boolean | undefined;
  },
): Promise<boolean> {
  return inTransaction(pool, async (connection) => {
    const { rowCount } = await connection.query(
      `update webhook_endpoints set url = coalesce($3, url), events = coalesce($4, events),
              enabled = coalesce($5, enabled),
              disabled_reason = case when $5 then null when $5 = false then 'switched_off' else disabled_reason end,
              failing_since = case when $5 then null else failing_since end
        where tenant = $1 and id = $2`,
      [
        endpoint.tenant,
        endpoint.id,
        change.url ?? null,
        change.events ?? null,
        change.enabled ?? null,
      ],
    );
    if (rowCount === 0) return false;
    await audit(connection, {
      tenant: endpoint.tenant,
      actor: endpoint.by,
      action: 'webhook_endpoint.changed',
      subject: endpoint.id,
      detail: { fields: Object.keys(change) },
    });
    return true;
  });
}

/** A new secret; the one before signs too for a day. Undefined when the tenant has none of this id. */
export async function rotateWebhookSecret(
  { pool, keyring }: SecretStore,
  endpoint: { tenant: string; id: string; by: string },
): Promise<string | undefined> {
  const secret = newSecret();
  return inTransaction(pool, async (connection) => {
    const { rowCount } = await connection.query(
      `update webhook_endpoints set secrets = array[$3, secrets[1]], rotated_at = now()
        where tenant = $1 and id = $2`,
      [endpoint.tenant, endpoint.id, sealSecret(keyring, placeOf(endpoint), secret)],
    );
    if (rowCount === 0) return undefined;
    await audit(connection, {
      tenant: endpoint.tenant,
      actor: endpoint.by,
      action: 'webhook_endpoint.secret_rotated',
      subject: endpoint.id,
    });
    return secret;
  });
}

/** Where to send and which secrets sign; an endpoint that is off is given too, for its test. */
export async function endpointForSending(
  { pool, keyring }: SecretStore,
  tenant: string,
  id: string,
): Promise<{ url: string; secrets: string[] } | undefined> {
  const { rows } = await pool.query<{ url: string; secrets: string[] }>(
    `select url, case when rotated_at > now() - $3 * interval '1 hour' then secrets else secrets[1:1] end as secrets
       from webhook_endpoints where tenant = $1 and id = $2`,
    [tenant, id, rotationHours],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const place = placeOf({ tenant, id });
  return { url: row.url, secrets: row.secrets.map((text) => openSecret(keyring, place, text)) };
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
