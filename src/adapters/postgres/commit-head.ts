/** What one commit reads first: the locked head, the stored result of a known command, the active policy. */
import type { CommandResult } from '../../domain/commands.ts';
import type { ConversationState } from '../../domain/conversation.ts';
import type { NumberedEvent } from '../../domain/events.ts';
import type { ActivePolicy, Policy } from '../../domain/policy.ts';
import type { ConversationRef } from '../../domain/ids.ts';
import { BatonError } from '../../errors.ts';
import type { Queryable } from './pool.ts';

export interface KnownCommand {
  hash: string;
  result: CommandResult;
}

export interface KnownTurn {
  sequence: number;
  hash: string;
}

export interface Head {
  /** Sequence of the last event; 0 before the first. */
  version: number;
  state: ConversationState | null;
  /** Nothing follows on an erased conversation. */
  erased: boolean;
  known: KnownCommand | null;
  knownTurns: Map<string, KnownTurn>;
  policy: ActivePolicy;
}

interface HeadRow {
  version: number;
  state: ConversationState;
  erased: boolean;
}

interface ContextRow {
  known: KnownCommand | null;
  turns: Record<string, KnownTurn> | null;
  policy_name: string | null;
  policy_version: number | null;
}

/** Documents never change once stored, so a version is read once per process. */
const policies = new Map<string, Policy>();
const maxPolicies = 500;

async function policyDocument(
  connection: Queryable,
  tenant: string,
  name: string,
  version: number,
): Promise<Policy> {
  const key = `${tenant}/${name}/${version}`;
  const cached = policies.get(key);
  if (cached !== undefined) return cached;
  const { rows } = await connection.query<{ document: Policy }>(
    'select document from policies where tenant = $1 and name = $2 and version = $3',
    [tenant, name, version],
  );
  const policy = rows[0]?.document;
  if (policy === undefined)
    throw new BatonError('internal', `policy ${key} is active but not stored`);
  if (policies.size >= maxPolicies) policies.clear();
  policies.set(key, policy);
  return policy;
}

/** Locks the head row, then reads what is known of the command and its turns. */
export async function readHead(
  connection: Queryable,
  ref: ConversationRef,
  command: { id: string; turnIds: string[] },
): Promise<Head> {
  const head = await connection.query<HeadRow>({
    name: 'commit-head',
    text: `select version, state, erased_at is not null as erased from conversations
            where tenant = $1 and id = $2 for update`,
    values: [ref.tenant, ref.conversation],
  });
  const context = await connection.query<ContextRow>({
    name: 'commit-context',
    text: `select
        (select jsonb_build_object('hash', encode(hash, 'hex'), 'result', result) from commands
          where tenant = $1 and conversation = $2 and id = $3) as known,
        (select jsonb_object_agg(id, jsonb_build_object('sequence', sequence, 'hash', content_hash)) from turns
          where tenant = $1 and conversation = $2 and id = any ($4)) as turns,
        p.name as policy_name, p.version as policy_version
      from (select 1) one left join policies p on p.tenant = $1 and p.status = 'active'`,
    values: [ref.tenant, ref.conversation, command.id, command.turnIds],
  });
  const row = context.rows[0];
  if (row?.policy_name == null || row.policy_version === null)
    throw new BatonError('not_found', `tenant ${ref.tenant} has no active policy`);
  return {
    ...(head.rows[0] ?? { version: 0, state: null, erased: false }),
    known: row.known,
    knownTurns: new Map(Object.entries(row.turns ?? {})),
    policy: {
      policy: await policyDocument(connection, ref.tenant, row.policy_name, row.policy_version),
      version: row.policy_version,
    },
  };
}

/** The events after a version, in order. */
export async function eventsAfter(
  connection: Queryable,
  ref: ConversationRef,
  version: number,
): Promise<NumberedEvent[]> {
  const { rows } = await connection.query<NumberedEvent>(
    `select sequence, type, data from events where tenant = $1 and conversation = $2 and sequence > $3
     order by sequence limit 1000`,
    [ref.tenant, ref.conversation, version],
  );
  return rows;
}
