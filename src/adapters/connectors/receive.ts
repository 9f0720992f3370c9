/** What the other side of a connector asks for, as commands of the conversation. Twice is once: ids come from there. */
import { createHash } from 'node:crypto';
import type { CommandResult, MessageArgument } from '../../domain/commands.ts';
import type { ConversationRef } from '../../domain/ids.ts';
import { maskText } from '../../domain/mask.ts';
import { BatonError } from '../../errors.ts';
import {
  conversationAt,
  externalIdOf,
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

interface Refusal {
  code: string;
  detail: string;
}

/** The refusal, or null when it was done. */
async function sendOne<T extends Asked>(
  parts: HookParts,
  ref: ConversationRef,
  type: T,
  argument: MessageArgument<T>,
): Promise<Refusal | null> {
  const sent = await parts.send(ref, type, argument);
  if (sent.kind === 'pending')
    throw new BatonError('workflow_unavailable', 'it is on its way; send it again to be sure');
  return sent.result.kind === 'refused' ? sent.result : null;
}

function contentOf(wish: { content: string }): string {
  return maskText(wish.content.toWellFormed()).text.slice(0, maxText).toWellFormed();
}

type Asking<K extends Wish['kind']> = Extract<Wish, { kind: K }>;

function takeTurn(
  parts: HookParts,
  ref: ConversationRef,
  wish: Asking<'customer_turn'>,
): Promise<Refusal | null> {
  const { id, name, email } = wish;
  const customer = { ...(name !== undefined && { name }), ...(email !== undefined && { email }) };
  const actor = { kind: 'customer', id: 'connector' } as const;
  const turns = [{ id, role: 'customer' as const, content: contentOf(wish) }];
  return sendOne(parts, ref, 'turn', { id: `t_${id}`, actor, turns, customer });
}

/** A person who writes there takes the case; who holds it already changes nothing by it. */
async function fulfil(parts: HookParts, ref: ConversationRef, wish: Wish): Promise<Refusal | null> {
  if (wish.kind === 'customer_turn') return takeTurn(parts, ref, wish);
  const { agent } = wish;
  const actor = { kind: 'agent', id: agent } as const;
  const round = wish.kind === 'accept' ? String(Math.floor(parts.now() / 60_000)) : wish.id;
  const claim = { id: hashed('cl', agent, round), actor, agent };
  const unclaimed = await sendOne(parts, ref, 'claim', claim);
  if (wish.kind === 'accept') return unclaimed;
  const reply = { id: wish.id, actor, agent, content: contentOf(wish) };
  const unsaid = await sendOne(parts, ref, 'reply', reply);
  return unsaid === null ? null : (unclaimed ?? unsaid);
}

/** Nobody who wrote there may believe that the customer has read it. */
async function tellBack(
  parts: HookParts,
  stored: StoredConnector,
  wish: Wish,
  { code, detail }: Refusal,
): Promise<void> {
  const externalId =
    'externalId' in wish.at
      ? wish.at.externalId
      : await externalIdOf(parts.pool, stored.id, wish.at.conversation);
  if (externalId === null) return;
  const what = wish.kind === 'accept' ? 'Not accepted' : 'Not sent to the customer';
  const text = `${what} (${code}): ${detail}`;
  const outcome = await openConnector(stored, parts).tellRefusal({ externalId, text });
  if (outcome.kind === 'retry')
    throw new BatonError('workflow_unavailable', 'the refusal could not be told; send it again');
}

/** What came of one wish; null when it was done, or asks of a conversation that is none. */
async function grant(
  parts: HookParts,
  stored: StoredConnector,
  wish: Wish,
): Promise<Refusal | null> {
  const conversation = await conversationFor(parts, stored, wish);
  if (conversation === null) return null;
  const refusal = await fulfil(parts, { tenant: stored.tenant, conversation }, wish);
  if (refusal !== null) await tellBack(parts, stored, wish, refusal);
  return refusal;
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
    const refusals: Refusal[] = [];
    for (const wish of received.wishes) {
      const refusal = await grant(parts, stored, wish);
      if (refusal !== null) refusals.push({ code: refusal.code, detail: refusal.detail });
    }
    return refusals.length === 0 ? received.answer : { ...received.answer, refused: refusals };
  };
}
