/** Changes of configuration: who, when, what. Secrets and personal data never stand here. */
import type { Queryable } from './pool.ts';

export interface AuditEntry {
  tenant: string;
  /** Id of the key or session, or the name of a command. */
  actor: string;
  action: string;
  subject: string;
  detail?: Record<string, unknown>;
}

/** Writes one line; call it in the transaction of the change. */
export async function audit(connection: Queryable, entry: AuditEntry): Promise<void> {
  await connection.query(
    'insert into audit_log (tenant, actor, action, subject, detail) values ($1, $2, $3, $4, $5)',
    [entry.tenant, entry.actor, entry.action, entry.subject, JSON.stringify(entry.detail ?? {})],
  );
}
