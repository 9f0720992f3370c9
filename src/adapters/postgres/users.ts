/** People of the console: one role in one tenant each. */
import { audit } from './audit.ts';
import { newId } from './new-id.ts';
import { inTransaction, type Pool } from './pool.ts';

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

/** Adds a person; undefined when the address is taken, in whatever tenant. */
export async function addUser(pool: Pool, user: NewUser): Promise<string | undefined> {
  return inTransaction(pool, async (connection) => {
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
