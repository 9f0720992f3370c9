/** One-time login links and console sessions. Only hashes of the tokens are stored. */
import type { Role } from '../../domain/words.ts';
import { hashSecret, randomToken, type Identity } from './api-keys.ts';
import type { Pool } from './pool.ts';

const tokenMinutes = 15;
const sessionHours = 12;

/** A token for `/login?token=...`: good once, for 15 minutes. */
export async function createLoginToken(
  pool: Pool,
  login: { tenant: string; role: Role; agent?: string; user?: string },
): Promise<string> {
  const token = randomToken();
  await pool.query(
    `insert into login_tokens (hash, tenant, role, agent, expires_at, user_id)
     values ($1, $2, $3, $4, now() + make_interval(mins => $5), $6)`,
    [
      hashSecret(token),
      login.tenant,
      login.role,
      login.agent ?? null,
      tokenMinutes,
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

/** Consumes a login token and opens a session; undefined when it is used, unknown or too old. */
export async function openSession(pool: Pool, token: string): Promise<OpenedSession | undefined> {
  const cookie = randomToken();
  const { rowCount } = await pool.query(
    `with used as (
       update login_tokens set used_at = now()
        where hash = $1 and used_at is null and expires_at > now()
        returning tenant, role, agent, user_id)
     insert into sessions (hash, tenant, role, agent, expires_at, user_id)
     select $2, tenant, role, agent, now() + make_interval(hours => $3), user_id from used`,
    [hashSecret(token), hashSecret(cookie), sessionHours],
  );
  return rowCount === 1 ? { cookie, maxAgeSeconds: sessionHours * 3600 } : undefined;
}

/** Opens a session for a person who has proved who they are. Role and agent are those of the person now. */
export async function openUserSession(pool: Pool, user: string): Promise<OpenedSession> {
  const cookie = randomToken();
  await pool.query(
    `insert into sessions (hash, tenant, role, agent, expires_at, user_id, method)
     select $2, tenant, role, agent, now() + make_interval(hours => $3), id, 'password'
       from users where id = $1 and disabled_at is null`,
    [user, hashSecret(cookie), sessionHours],
  );
  return { cookie, maxAgeSeconds: sessionHours * 3600 };
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
