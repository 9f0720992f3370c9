/** Web pages with our widget. */
import { randomBytes } from 'node:crypto';
import { openSecret, sealSecret, type SecretPlace } from '../crypto/sealed-secret.ts';
import { audit } from './audit.ts';
import { newId } from './new-id.ts';
import { inTransaction, type Pool } from './pool.ts';
import type { SecretStore } from './stored-secrets.ts';

export interface WidgetSite {
  id: string;
  tenant: string;
  name: string;
  origins: string[];
  requireIdentity: boolean;
  hasBot: boolean;
  appearance: Record<string, unknown>;
  enabled: boolean;
  createdAt: string;
  /** What is said on it is of the demo. */
  isDemo: boolean;
}

interface SiteRow extends Omit<WidgetSite, 'createdAt'> {
  created_at: Date;
  secrets: string[];
}

const columns = `id, tenant, name, origins, require_identity as "requireIdentity", has_bot as "hasBot", appearance,
  enabled, created_at, is_demo as "isDemo", identity_secrets as secrets`;

function siteOf({ secrets: _secrets, created_at: at, ...row }: SiteRow): WidgetSite {
  return { ...row, createdAt: at.toISOString() };
}

function placeOf({ tenant, id }: { tenant: string; id: string }): SecretPlace {
  return { tenant, kind: 'widget_site', id };
}

function newSecret(): string {
  return `wsk_${randomBytes(32).toString('base64url')}`;
}

export interface SiteSettings {
  name: string;
  origins: string[];
  requireIdentity: boolean;
  hasBot: boolean;
  appearance: Record<string, unknown>;
  enabled: boolean;
}

/** A new site. Its secret is given once. */
export async function addSite(
  { pool, keyring }: SecretStore,
  tenant: string,
  by: string,
  settings: SiteSettings,
): Promise<{ site: WidgetSite; secret: string }> {
  const secret = newSecret();
  const id = newId('ws');
  return inTransaction(pool, async (connection) => {
    const { rows } = await connection.query<SiteRow>(
      `insert into widget_sites (id, tenant, name, origins, identity_secrets, require_identity, has_bot, appearance, enabled)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${columns}`,
      [
        id,
        tenant,
        settings.name,
        settings.origins,
        [sealSecret(keyring, placeOf({ tenant, id }), secret)],
        settings.requireIdentity,
        settings.hasBot,
        JSON.stringify(settings.appearance),
        settings.enabled,
      ],
    );
    const [row] = rows;
    if (row === undefined) throw new Error('the site was not stored');
    await audit(connection, { tenant, actor: by, action: 'widget_site.created', subject: row.id });
    return { site: siteOf(row), secret };
  });
}

/** The tenant's sites. */
export async function listSites(pool: Pool, tenant: string): Promise<WidgetSite[]> {
  const { rows } = await pool.query<SiteRow>(
    `select ${columns} from widget_sites where tenant = $1 order by created_at, id`,
    [tenant],
  );
  return rows.map(siteOf);
}

/** Changes what is given; undefined when the tenant has no such site. */
export async function changeSite(
  pool: Pool,
  place: { tenant: string; id: string; by: string },
  change: { [key in keyof SiteSettings]?: SiteSettings[key] | undefined },
): Promise<WidgetSite | undefined> {
  return inTransaction(pool, async (connection) => {
    const { rows } = await connection.query<SiteRow>(
      `update widget_sites set name = coalesce($3, name), origins = coalesce($4, origins),
         require_identity = coalesce($5, require_identity), has_bot = coalesce($6, has_bot),
         appearance = coalesce($7::jsonb, appearance), enabled = coalesce($8, enabled)
       where tenant = $1 and id = $2 returning ${columns}`,
      [
        place.tenant,
        place.id,
        change.name,
        change.origins,
        change.requireIdentity,
        change.hasBot,
        change.appearance === undefined ? null : JSON.stringify(change.appearance),
        change.enabled,
      ],
    );
    const [row] = rows;
    if (row === undefined) return undefined;
    const { tenant, by: actor, id: subject } = place;
    await audit(connection, { tenant, actor, action: 'widget_site.changed', subject });
    return siteOf(row);
  });
}

/** A new secret beside the last one: tokens signed by either are taken, those of older ones no longer. */
export async function rotateSiteSecret(
  { pool, keyring }: SecretStore,
  place: { tenant: string; id: string; by: string },
): Promise<string | undefined> {
  const secret = newSecret();
  return inTransaction(pool, async (connection) => {
    const { rowCount } = await connection.query(
      `update widget_sites set identity_secrets = array[$3::text] || identity_secrets[1:1]
       where tenant = $1 and id = $2`,
      [place.tenant, place.id, sealSecret(keyring, placeOf(place), secret)],
    );
    if (rowCount !== 1) return undefined;
    const { tenant, by: actor, id: subject } = place;
    await audit(connection, { tenant, actor, action: 'widget_site.secret_rotated', subject });
    return secret;
  });
}

/** An enabled site with its secrets, whoever asks. */
export async function findSite(
  { pool, keyring }: SecretStore,
  id: string,
): Promise<{ site: WidgetSite; secrets: string[] } | undefined> {
  const { rows } = await pool.query<SiteRow>(
    `select ${columns} from widget_sites where id = $1 and enabled`,
    [id],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const secrets = row.secrets.map((stored) => openSecret(keyring, placeOf(row), stored));
  return { site: siteOf(row), secrets };
}
