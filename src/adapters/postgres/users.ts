/** People of the console: one role in one tenant each. */
import { BatonError } from '../../errors.ts';
import { audit } from './audit.ts';
import { newId } from './new-id.ts';
import { inTransaction, type Pool, type Queryable } from './pool.ts';
import { createLoginToken } from './sign-in.ts';

export type PersonRole = 'agent' | 'supervisor' | 'operator' | 'admin';

/** A person as others see them. */
export interface User {
  id: string;
  tenant: string;
  email: string;
  name: string;
  role: PersonRole;
  agent: string | null;
}

/** Who is added, and by whom. */
export interface NewUser extends Omit<User, 'id'> {
  createdBy: string;
}

async function insistAgent(connection: Queryable, tenant: string, agent: string | null) {
  if (agent === null) return;
  const { rowCount } = await connection.query(
    'select 1 from agents where tenant = $1 and id = $2',
    [tenant, agent],
  );
  if (rowCount === 0) throw new BatonError('unknown_agent', `no agent ${agent}`);
}

/** Adds a person; undefined when the address is taken, in whatever tenant. */
export async function addUser(pool: Pool, user: NewUser): Promise<string | undefined> {
  return inTransaction(pool, async (connection) => {
    await insistAgent(connection, user.tenant, user.agent);
    const id = newId('us');
    const { rowCount } = await connection.query(
      `insert into users (id, tenant, email, name, role, agent, created_by)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
      [id, user.tenant, user.email, user.name, user.role, user.agent, user.createdBy],
    );
    if (rowCount !== 1) return undefined;
    const { tenant, createdBy: actor, role, agent } = user;
    await audit(connection, {
      tenant,
      actor,
      action: 'user.added',
      subject: id,
      detail: { role, agent },
    });
    return id;
  });
}

/** The person behind an address, with what is stored of their password. */
export async function findUser(
  pool: Pool,
  email: string,
): Promise<(User & { password: string | null }) | undefined> {
  const { rows } = await pool.query<User & { password: string | null }>(
    `select id, tenant, email, name, role, agent, password from users
      where lower(email) = lower($1) and disabled_at is null`,
    [email],
  );
  return rows[0];
}

/** `invited` until the person first comes in. */
export type UserState = 'invited' | 'active' | 'deactivated';

export interface UserRecord extends Omit<User, 'tenant'> {
  state: UserState;
  last_sign_in_at: string | null;
  created_at: string;
}

interface UserRow extends Omit<User, 'tenant'> {
  created_at: Date;
  last_sign_in_at: Date | null;
  disabled_at: Date | null;
}

function stateOf({ disabled_at: disabled, last_sign_in_at: last }: UserRow): UserState {
  if (disabled !== null) return 'deactivated';
  return last === null ? 'invited' : 'active';
}

function recordOf(row: UserRow): UserRecord {
  const { id, email, name, role, agent } = row;
  return {
    id,
    email,
    name,
    role,
    agent,
    state: stateOf(row),
    last_sign_in_at: row.last_sign_in_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  };
}

/** The tenant's people in the order of their coming, those who are out included; one person when `id` is given. */
export async function listUsers(pool: Pool, tenant: string, id?: string): Promise<UserRecord[]> {
  const { rows } = await pool.query<UserRow>(
    `select id, email, name, role, agent, created_at, last_sign_in_at, disabled_at from users
      where tenant = $1 and ($2::text is null or id = $2) order by created_at, id limit 5000`,
    [tenant, id ?? null],
  );
  return rows.map(recordOf);
}

/** What of a person changes, and who changes it. Whoever is not of role agent works as no agent. */
export interface UserChange {
  tenant: string;
  id: string;
  by: string;
  name?: string | undefined;
  role?: PersonRole | undefined;
  agent?: string | null | undefined;
  active?: boolean | undefined;
}

function changed(row: UserRow, change: UserChange): Pick<UserRow, 'name' | 'role' | 'agent'> {
  const role = change.role ?? row.role;
  const agent = role === 'agent' ? (change.agent === undefined ? row.agent : change.agent) : null;
  if (role === 'agent' && agent === null)
    throw new BatonError('invalid_request', 'a person of role agent works as an agent', {
      fields: [{ pointer: '/agent', code: 'missing', message: 'name the agent' }],
    });
  return { name: change.name ?? row.name, role, agent };
}

/** Ends what the person has open, and the links that still lead in. */
async function endAccess(connection: Queryable, user: string): Promise<void> {
  await connection.query(
    'update sessions set revoked_at = now() where user_id = $1 and revoked_at is null',
    [user],
  );
  await connection.query(
    'update login_tokens set used_at = now() where user_id = $1 and used_at is null',
    [user],
  );
}

/** All admins, always locked in this order: of two who put each other out at once one does. */
async function insistAdmin(connection: Queryable, tenant: string, leaving: string): Promise<void> {
  const { rows } = await connection.query<{ id: string; came: boolean }>(
    `select id, last_sign_in_at is not null as came from users
      where tenant = $1 and role = 'admin' and disabled_at is null order by id for update`,
    [tenant],
  );
  const leaves = rows.some(({ id }) => id === leaving);
  if (leaves && !rows.some(({ id, came }) => id !== leaving && came))
    throw new BatonError('last_admin', 'no other admin has come in yet: invite one first');
}

/**
 * Changes a person; false when the tenant has none of this id. Sessions of a person whose role, agent or state changed
 * end at once. The last admin who has ever come in stays one (`last_admin`): somebody must be able to undo this.
 */
export async function changeUser(pool: Pool, change: UserChange): Promise<boolean> {
  return inTransaction(pool, async (connection) => {
    const mayLeave = change.active === false || (change.role ?? 'admin') !== 'admin';
    if (mayLeave) await insistAdmin(connection, change.tenant, change.id);
    const { rows } = await connection.query<UserRow>(
      `select id, email, name, role, agent, created_at, last_sign_in_at, disabled_at from users
        where tenant = $1 and id = $2 for update`,
      [change.tenant, change.id],
    );
    const [row] = rows;
    if (row === undefined) return false;
    const next = changed(row, change);
    const active = change.active ?? row.disabled_at === null;
    if (next.agent !== row.agent) await insistAgent(connection, change.tenant, next.agent);
    await connection.query(
      `update users set name = $2, role = $3, agent = $4,
              disabled_at = case when $5 then null else coalesce(disabled_at, now()) end
        where id = $1`,
      [row.id, next.name, next.role, next.agent, active],
    );
    if (!active || next.role !== row.role || next.agent !== row.agent)
      await endAccess(connection, row.id);
    await auditChange(connection, change, { row, next, active });
    return true;
  });
}

async function auditChange(
  connection: Queryable,
  { tenant, by: actor, id: subject }: UserChange,
  { row, next, active }: { row: UserRow; next: Pick<UserRow, 'role' | 'agent'>; active: boolean },
): Promise<void> {
  const wasActive = row.disabled_at === null;
  const action = active === wasActive ? 'changed' : active ? 'activated' : 'deactivated';
  const { role, agent } = next;
  await audit(connection, {
    tenant,
    actor,
    action: `user.${action}`,
    subject,
    detail: { role, agent },
  });
}

/** Long enough for a weekend: too short, and the admin is asked again; too long, and an old mail is a way in. */
const invitationMinutes = 3 * 24 * 60;

/** Makes the person's only link that is good, for three days; undefined when there is no such person, or they are out. */
export async function inviteUser(
  pool: Pool,
  invitation: { tenant: string; id: string; by: string },
): Promise<{ user: UserRecord; token: string; expiresAt: string } | undefined> {
  const { tenant, id, by: actor } = invitation;
  const [user] = await listUsers(pool, tenant, id);
  if (user === undefined || user.state === 'deactivated') return undefined;
  const token = await inTransaction(pool, async (connection) => {
    await connection.query(
      'update login_tokens set used_at = now() where user_id = $1 and used_at is null',
      [id],
    );
    await audit(connection, { tenant, actor, action: 'user.invited', subject: id });
    return createLoginToken(connection, {
      tenant,
      role: user.role,
      agent: user.agent ?? undefined,
      user: id,
      minutes: invitationMinutes,
    });
  });
  const expiresAt = new Date(Date.now() + invitationMinutes * 60_000).toISOString();
  return { user, token, expiresAt };
}

/** Sets a password and ends every other session of the person. */
export async function setPassword(
  pool: Pool,
  user: { id: string; tenant: string },
  password: string,
): Promise<void> {
  await inTransaction(pool, async (connection) => {
    await connection.query('update users set password = $2 where id = $1', [user.id, password]);
    await connection.query(
      'update sessions set revoked_at = now() where user_id = $1 and revoked_at is null',
      [user.id],
    );
    await audit(connection, {
      tenant: user.tenant,
      actor: user.id,
      action: 'user.password_set',
      subject: user.id,
    });
  });
}
