/** One-time login links and console sessions. Only hashes of the tokens are stored. */
import type { Role } from '../../domain/words.ts';
import { hashSecret, randomToken, type Identity } from './api-keys.ts';
import type { Pool, Queryable } from './pool.ts';

const tokenMinutes = 15;
const sessionHours = 12;

/** Whom a link signs in: a person, with the role they have when they come, or nobody in particular. */
export interface Login {
  tenant: string;
  role: Role;
  agent?: string | undefined;
  user?: string;
  /** 15 unless given. */
  minutes?: number;
}

/** A token for `/login?token=...`: good once. */
export async function createLoginToken(pool: Queryable, login: Login): Promise<string> {
  const token = randomToken();
  await pool.query(
    `insert into login_tokens (hash, tenant, role, agent, expires_at, user_id)
     values ($1, $2, $3, $4, now() + make_interval(mins => $5), $6)`,
    [
      hashSecret(token),
      login.tenant,
      login.role,
      login.agent ?? null,
      login.minutes ?? tokenMinutes,
      login.user ?? null,
    ],
  );
  return token;
}

/** What the browser gets. */
export interface OpenedSession {
  cookie: string;
  maxAgeSeconds: number;
}

/** Consumes a login token and opens a session; undefined when it is used, unknown or too old, or the person is out. */
export async function openSession(
  pool: Pool,
  token: string,
): Promise<(OpenedSession & { bare: boolean }) | undefined> {
  const cookie = randomToken();
  const { rows } = await pool.query<{ bare: boolean }>(
    `with used as (
       update login_tokens set used_at = now()
        where hash = $1 and used_at is null and expires_at > now()
        returning tenant, role, agent, user_id),
     person as (
       update users u set last_sign_in_at = now() from used
        where u.id = used.user_id and u.disabled_at is null
        returning u.id, u.tenant, u.role, u.agent, u.password is null as bare),
     who as (
       select tenant, role, agent, id as user_id from person
       union all
       select tenant, role, agent, null from used where user_id is null),
     opened as (
       insert into sessions (hash, tenant, role, agent, expires_at, user_id)
       select $2, tenant, role, agent, now() + make_interval(hours => $3), user_id from who
       returning 1)
     select coalesce((select bare from person), false) as bare from opened`,
    [hashSecret(token), hashSecret(cookie), sessionHours],
  );
  const [opened] = rows;
  return opened && { cookie, maxAgeSeconds: sessionHours * 3600, bare: opened.bare };
}

/** Opens a session for a person who has proved who they are, with role and agent as they are now; undefined for one who is out. */
export async function openUserSession(
  pool: Pool,
  user: string,
  method: 'password' | 'oidc',
): Promise<OpenedSession | undefined> {
  const cookie = randomToken();
  const { rowCount } = await pool.query(
    `with person as (
       update users set last_sign_in_at = now() where id = $1 and disabled_at is null
       returning id, tenant, role, agent)
     insert into sessions (hash, tenant, role, agent, expires_at, user_id, method)
     select $2, tenant, role, agent, now() + make_interval(hours => $3), id, $4 from person`,
    [user, hashSecret(cookie), sessionHours, method],
  );
  return rowCount === 1 ? { cookie, maxAgeSeconds: sessionHours * 3600 } : undefined;
}

/** The person of an open session; undefined for one that a link opened for nobody in particular. */
export async function userOfSession(
  pool: Pool,
  cookie: string,
): Promise<
  { id: string; tenant: string; name: string; email: string; has_password: boolean } | undefined
> {
  const { rows } = await pool.query<{
    id: string;
    tenant: string;
    name: string;
    email: string;
    has_password: boolean;
  }>(
    `select u.id, u.tenant, u.name, u.email, u.password is not null as has_password
       from sessions s join users u on u.id = s.user_id
      where s.hash = $1 and s.revoked_at is null and s.expires_at > now()`,
    [hashSecret(cookie)],
  );
  return rows[0];
}

/** Ends every session of the person whose session this is; of a session without a person only itself. */
export async function closeAllSessions(pool: Pool, cookie: string): Promise<void> {
  await pool.query(
    `update sessions s set revoked_at = now()
       from sessions mine
      where mine.hash = $1 and s.revoked_at is null and (s.hash = mine.hash or s.user_id = mine.user_id)`,
    [hashSecret(cookie)],
  );
}

function sessionId(hash: Buffer): string {
  return `session-${hash.toString('hex').slice(0, 16)}`;
}

/** Who an open session speaks for. */
export async function findSession(pool: Pool, cookie: string): Promise<Identity | undefined> {
  const hash = hashSecret(cookie);
  const { rows } = await pool.query<Omit<Identity, 'id'>>(
    `select tenant, role, agent from sessions
      where hash = $1 and revoked_at is null and expires_at > now()`,
    [hash],
  );
  const row = rows[0];
  return row && { id: sessionId(hash), tenant: row.tenant, role: row.role, agent: row.agent };
}

/** Ends a session. Doing it twice changes nothing. */
export async function closeSession(pool: Pool, cookie: string): Promise<void> {
  await pool.query('update sessions set revoked_at = coalesce(revoked_at, now()) where hash = $1', [
    hashSecret(cookie),
  ]);
}

/** Of the sessions named by `Identity.id`, those that are still open. */
export async function validSessions(pool: Pool, ids: string[]): Promise<Set<string>> {
  const { rows } = await pool.query<{ id: string }>(
    `select 'session-' || left(encode(hash, 'hex'), 16) as id from sessions
      where 'session-' || left(encode(hash, 'hex'), 16) = any($1)
        and revoked_at is null and expires_at > now()`,
    [ids],
  );
  return new Set(rows.map((row) => row.id));
}
