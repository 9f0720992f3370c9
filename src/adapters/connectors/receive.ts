/** What the other side of a connector asks for, as commands of the conversation. Twice is once: ids come from there. */
import { createHash } from 'node:crypto';
import type { CommandResult, MessageArgument } from '../../domain/commands.ts';
import type { ConversationRef } from '../../domain/ids.ts';
import { maskText } from '../../domain/mask.ts';
import { BatonError } from '../../errors.ts';
import {
  conversationAt,
  findConnector,
  linkConversation,
  type StoredConnector,
} from '../postgres/connectors.ts';
import type { Pool } from '../postgres/pool.ts';
import { openConnector, type ConnectorParts } from './all.ts';
import type { Wish } from './connector.ts';

type Asked = 'turn' | 'claim' | 'reply';

export interface HookParts extends ConnectorParts {
  pool: Pool;
  send: <T extends Asked>(
    ref: ConversationRef,
    type: T,
    argument: MessageArgument<T>,
  ) => Promise<{ kind: 'answered'; result: CommandResult } | { kind: 'pending' }>;
  now: () => number;
}

const maxText = 16_384;

function hashed(prefix: string, ...parts: string[]): string {
  return `${prefix}_${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40)}`;
}

/** Our id of the conversation; a customer's turn may begin one. */
async function conversationFor(
  parts: HookParts,
  stored: StoredConnector,
  wish: Wish,
): Promise<string | null> {
  if ('conversation' in wish.at) return wish.at.conversation;
  const { externalId } = wish.at;
  const known = await conversationAt(parts.pool, stored.id, externalId);
  if (known !== null || wish.kind !== 'customer_turn' || !wish.create) return known;
  const conversation = hashed('cn', stored.id, externalId);
  const ref = { tenant: stored.tenant, conversation };
  await linkConversation(parts.pool, stored.id, ref, externalId);
  return conversation;
}

async function sendOne<T extends Asked>(
  parts: HookParts,
  ref: ConversationRef,
  type: T,
  argument: MessageArgument<T>,
): Promise<void> {
  const sent = await parts.send(ref, type, argument);
  if (sent.kind === 'pending')
    throw new BatonError('workflow_unavailable', 'it is on its way; send it again to be sure');
}

async function fulfil(parts: HookParts, ref: ConversationRef, wish: Wish): Promise<void> {
  if (wish.kind === 'customer_turn') {
    const { id, name, email } = wish;
    const content = maskText(wish.content.toWellFormed()).text.slice(0, maxText);
    const customer = { ...(name !== undefined && { name }), ...(email !== undefined && { email }) };
    const actor = { kind: 'customer', id: 'connector' } as const;
    const turns = [{ id, role: 'customer' as const, content }];
    return sendOne(parts, ref, 'turn', { id: `t_${id}`, actor, turns, customer });
  }
  const { agent } = wish;
  const actor = { kind: 'agent', id: agent } as const;
  const round = wish.kind === 'accept' ? String(Math.floor(parts.now() / 60_000)) : wish.id;
  // A person who writes there takes the case; who holds it already changes nothing by it.
  await sendOne(parts, ref, 'claim', { id: hashed('cl', agent, round), actor, agent });
  if (wish.kind === 'accept') return;
  const content = maskText(wish.content.toWellFormed()).text.slice(0, maxText);
  await sendOne(parts, ref, 'reply', { id: wish.id, actor, agent, content });
}

/** Takes a request: checks its signature, does what it asks for, and gives the answer the other side expects. */
export function createHook(
  parts: HookParts,
): (request: {
  connector: string;
  headers: Record<string, string>;
  body: Buffer;
}) => Promise<object> {
  return async ({ connector, headers, body }) => {
    const stored = await findConnector(parts.pool, connector);
    const received =
      stored && openConnector(stored, parts).receive({ headers, body, now: parts.now() });
    // An id that is none looks like a wrong signature.
    if (stored === undefined || received === undefined || received === null)
      throw new BatonError('unauthenticated', 'the signature is not valid, or too old');
    for (const wish of received.wishes) {
      const conversation = await conversationFor(parts, stored, wish);
      if (conversation !== null) await fulfil(parts, { tenant: stored.tenant, conversation }, wish);
    }
    return received.answer;
  };
}
