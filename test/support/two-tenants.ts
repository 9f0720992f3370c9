/** Two tenants with a key for every role; the first has one of everything. */
import type { Pool } from '../../src/adapters/postgres/pool.ts';
import { roleWords } from '../../src/domain/words.ts';
import { keyOf } from './api.ts';
import { seedTenant } from './tenant.ts';

/** Keys by `tenant/role`; the agents' keys are bound to `ana`. */
export async function twoTenants(pool: Pool): Promise<Record<string, string>> {
  const keys: Record<string, string> = {};
  for (const tenant of ['a', 'b']) {
    await seedTenant(pool, tenant);
    for (const role of roleWords)
      keys[`${tenant}/${role}`] = await keyOf(
        pool,
        tenant,
        role,
        role === 'agent' ? 'ana' : undefined,
      );
  }
  await seedThings(pool);
  return keys;
}

/** One of everything, in tenant `a`. */
async function seedThings(pool: Pool): Promise<void> {
  const state = {
    chain: { length: 0, tail: null },
    handoff: null,
    channel: 'chat',
    language: null,
    tier: null,
  };
  await pool.query(
    `insert into conversations (tenant, id, version, turn_sequence, status, owner, owner_id, epoch, arm, state, created_at, updated_at)
     values ('a', 'ca', 1, 1, 'open', 'agent', 'ana', 2, 'brief', $1, now(), now())`,
    [JSON.stringify({ ...state, outcome: null, policy: 'general-support', policyVersion: 1 })],
  );
  const statements = [
    `insert into events (tenant, conversation, sequence, type, at, data) values ('a', 'ca', 1, 'conversation.reopened', now(), '{"turn":1}')`,
    `insert into handoffs (tenant, id, conversation, number, state, reason, turn, queue, priority, agent, requested_at) values ('a', 'ha', 'ca', 1, 'accepted', 'urgency', 1, 'general', 3, 'ana', now())`,
    `insert into agents (tenant, id, name) values ('a', 'only-a', 'Only')`,
    `insert into leases (id, tenant, agent, conversation, handoff, units) values ('la', 'a', 'ana', 'ca', 'ha', 1)`,
    `insert into offers (id, tenant, conversation, handoff, agent, lease, state, timeout_seconds, expires_at) values ('oa', 'a', 'ca', 'ha', 'ana', 'la', 'pending', 60, now() + interval '1 minute')`,
    `insert into queues (tenant, id, name) values ('a', 'only-a', 'Only')`,
    `insert into policies (tenant, name, version, document, source, status, created_by) values ('a', 'only-a', 1, '{}', 'x', 'draft', 'test')`,
    `insert into attachments (id, tenant, name, media_type, bytes, sha256) values ('at_a', 'a', 'x', 'text/plain', 1, '\\x00')`,
    `insert into webhook_endpoints (id, tenant, url, events, secrets) values ('we_a', 'a', 'https://example.com', '{*}', '{s}')`,
    `insert into calendars (tenant, id, time_zone, week) values ('a', 'only-a', 'UTC', '{}'), ('a', 'only-a-either', 'UTC', '{}')`,
    `insert into alert_destinations (tenant, name, kind, target, alerts) values ('a', 'only-a', 'email', 'a@example.com', '{breach}'), ('a', 'only-a-either', 'email', 'a@example.com', '{breach}')`,
    `insert into connectors (id, tenant, kind, config) values ('cn_a', 'a', 'zendesk', '{}')`,
    `insert into deliveries (id, tenant, conversation, channel, target, idempotency_key, state) values ('dl_a', 'a', 'ca', 'webhook', 'we_a', 'k', 'failed')`,
    `insert into kb_documents (id, tenant, source, title, sha256) values ('kb_a', 'a', 'only-a.md', 'only-a', '\\x00')`,
    `insert into kb_passages (tenant, document, number, heading, content, words, grams) values ('a', 'kb_a', 1, 'x', 'only-a', to_tsvector('simple', 'only-a only'), '{onl}')`,
    `insert into review_rounds (tenant, id, since, until, due_at, strata) values ('a', 'rr_a', now(), now(), now(), '{}')`,
    `insert into reviews (tenant, id, conversation, round, stratum, weight, assigned_to, due_at) values ('a', 'rv_a', 'ca', 'rr_a', 'handoff', 1, 'ana', now())`,
    `insert into backtests (tenant, id, state, policy, version, since, until, created_by) values ('a', 'bt_a', 'failed', 'only-a', 1, now(), now(), 'test')`,
    `insert into macros (tenant, id, name, content) values ('a', 'only-a', 'only-a', 'x')`,
    `insert into users (id, tenant, email, name, role, created_by) values ('us_a', 'a', 'us_a@example.com', 'A', 'operator', 'test')`,
    `insert into suggestions (id, tenant, conversation, turn, number, writer, content, passages) values ('sg_a', 'a', 'ca', 1, 1, 'templates', 'only-a', '[]')`,
  ];
  for (const statement of statements) await pool.query(statement);
}
