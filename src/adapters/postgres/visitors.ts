/** Browsers with a token. The token is 256 random bits; its hash is kept. A visitor has one conversation. */
import { createHash, randomBytes } from 'node:crypto';
import { newId } from './new-id.ts';
import type { Pool } from './pool.ts';

/** Who sends a visitor's request; the conversation is the only one they reach (I11). */
export interface Visitor {
  /** Hex of the token's hash. */
  id: string;
  tenant: string;
  site: string;
  subject: string | null;
  conversation: string;
  hasBot: boolean;
  facts: VisitorFacts;
}

/** What is known of a visitor: signed by the host site, and told by the browser. */
export interface VisitorFacts {
  name?: string;
  email?: string;
  tier?: string;
  language?: string;
  time_zone?: string;
}

const lifeDays = 90;
const tokenPattern = /^hv_[A-Za-z0-9_-]{43}$/;

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

const columns = `encode(v.hash, 'hex') as id, v.tenant, v.site, v.subject, v.conversation, s.has_bot as "hasBot", v.facts`;

/** The visitor of a token that is valid now on an enabled site; undefined for any other text. */
export async function findVisitor(pool: Pool, token: string): Promise<Visitor | undefined> {
  if (!tokenPattern.test(token)) return undefined;
  const { rows } = await pool.query<Visitor>(
    `select ${columns} from visitors v join widget_sites s on s.id = v.site and s.enabled
      where v.hash = $1 and v.revoked_at is null and v.expires_at > now()`,
    [hashOf(token)],
  );
  return rows[0];
}

/** Of the visitors named, those whose token is valid now. */
export async function validVisitors(pool: Pool, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await pool.query<{ id: string }>(
    `select encode(v.hash, 'hex') as id from visitors v join widget_sites s on s.id = v.site and s.enabled
      where encode(v.hash, 'hex') = any ($1) and v.revoked_at is null and v.expires_at > now()`,
    [ids],
  );
  return new Set(rows.map((row) => row.id));
}

/** Renews a token that came back: its time begins again. */
export async function welcomeBack(
  pool: Pool,
  visitor: Visitor,
  facts: VisitorFacts,
): Promise<Date> {
  const { rows } = await pool.query<{ expires_at: Date }>(
    `update visitors set seen_at = now(), expires_at = now() + make_interval(days => $2), facts = facts || $3::jsonb
      where hash = decode($1, 'hex') returning expires_at`,
    [visitor.id, lifeDays, JSON.stringify(facts)],
  );
  return rows[0]?.expires_at ?? new Date();
}

/** Who comes; `conversation` is one that they bring along. */
export interface NewVisitor {
  tenant: string;
  site: string;
  subject: string | null;
  conversation: string | null;
  facts: VisitorFacts;
}

/** A new token. Who was here before under the same subject finds the same conversation. */
export async function addVisitor(
  pool: Pool,
  visitor: NewVisitor,
): Promise<{ token: string; conversation: string; expiresAt: Date }> {
  const token = `hv_${randomBytes(32).toString('base64url')}`;
  const { rows } = await pool.query<{ conversation: string; expires_at: Date }>(
    `insert into visitors (hash, tenant, site, subject, conversation, expires_at, facts)
     select $1, $2, $3, $4, coalesce(
         (select v.conversation from visitors v where v.tenant = $2 and v.site = $3 and v.subject = $4
           order by v.created_at limit 1), $5), now() + make_interval(days => $6), $7
     returning conversation, expires_at`,
    [
      hashOf(token),
      visitor.tenant,
      visitor.site,
      visitor.subject,
      visitor.conversation ?? newId('v'),
      lifeDays,
      JSON.stringify(visitor.facts),
    ],
  );
  const row = rows[0];
  if (row === undefined) throw new Error('the visitor was not stored');
  return { token, conversation: row.conversation, expiresAt: row.expires_at };
}
