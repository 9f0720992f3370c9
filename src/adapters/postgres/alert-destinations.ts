/** Who a tenant wants told of its alerts, by name. A webhook's secret is shown once, when it is made. */
import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { destinationRecord, destinationWrite } from '../../contract/floor.ts';
import { openSecret, sealSecret, type SecretPlace } from '../crypto/sealed-secret.ts';
import { audit } from './audit.ts';
import { inTransaction, type Pool } from './pool.ts';
import type { SecretStore } from './stored-secrets.ts';

export type DestinationRecord = z.output<typeof destinationRecord>;

interface DestinationRow extends Omit<DestinationRecord, 'created_at' | 'secret'> {
  created_at: Date;
}

/** The tenant's destinations; one when `name` is given. */
export async function listDestinations(
  pool: Pool,
  tenant: string,
  name?: string,
): Promise<DestinationRecord[]> {
  const { rows } = await pool.query<DestinationRow>(
    `select name, kind, target, alerts, queues, enabled, created_at from alert_destinations
      where tenant = $1 and ($2::text is null or name = $2) order by name limit 1000`,
    [tenant, name ?? null],
  );
  return rows.map((row) => ({ ...row, secret: null, created_at: row.created_at.toISOString() }));
}

function placeOf(tenant: string, name: string): SecretPlace {
  return { tenant, kind: 'alert_destination', id: name };
}

/** Where an alert goes, and what signs it. */
export interface DestinationForSending {
  kind: 'webhook' | 'email';
  target: string;
  secret: string | null;
}

/** The destination as its sender needs it; undefined when it was removed or switched off. */
export async function destinationForSending(
  { pool, keyring }: SecretStore,
  tenant: string,
  name: string,
): Promise<DestinationForSending | undefined> {
  const { rows } = await pool.query<DestinationForSending>(
    'select kind, target, secret from alert_destinations where tenant = $1 and name = $2 and enabled',
    [tenant, name],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const { secret } = row;
  return { ...row, secret: secret && openSecret(keyring, placeOf(tenant, name), secret) };
}

/** Writes a destination whole, new or not. Answers the secret of a webhook that is new. */
export async function putDestination(
  { pool, keyring }: SecretStore,
  destination: { tenant: string; name: string; by: string },
  content: z.output<typeof destinationWrite>,
): Promise<string | null> {
  const { tenant, name, by } = destination;
  const fresh = `whsec_${randomBytes(32).toString('base64')}`;
  const sealed = sealSecret(keyring, placeOf(tenant, name), fresh);
  return inTransaction(pool, async (connection) => {
    const { rows } = await connection.query<{ secret: string }>(
      `insert into alert_destinations (tenant, name, kind, target, alerts, queues, enabled, secret)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (tenant, name) do update set kind = excluded.kind, target = excluded.target,
         alerts = excluded.alerts, queues = excluded.queues, enabled = excluded.enabled
       returning secret`,
      [
        tenant,
        name,
        content.kind,
        content.target,
        content.alerts,
        content.queues ?? [],
        content.enabled ?? true,
        sealed,
      ],
    );
    await audit(connection, {
      tenant,
      actor: by,
      action: 'alert_destination.written',
      subject: name,
    });
    return content.kind === 'webhook' && rows[0]?.secret === sealed ? fresh : null;
  });
}

/** Removes a destination; false when there is none of this name. */
export async function removeDestination(
  pool: Pool,
  destination: { tenant: string; name: string; by: string },
): Promise<boolean> {
  const { tenant, name, by } = destination;
  return inTransaction(pool, async (connection) => {
    const { rowCount } = await connection.query(
      'delete from alert_destinations where tenant = $1 and name = $2',
      [tenant, name],
    );
    if (rowCount === 0) return false;
    await audit(connection, {
      tenant,
      actor: by,
      action: 'alert_destination.removed',
      subject: name,
    });
    return true;
  });
}
