/** One conversation driven from outside, as a chat backend and an agent would, with what the database says of it. */
import { randomUUID } from 'node:crypto';
import type {
  Answer,
  CommandResult,
  MessageArgument,
  TurnAnswer,
} from '../../src/domain/commands.ts';
import type { NumberedEvent } from '../../src/domain/events.ts';
import type { ConversationRef } from '../../src/domain/ids.ts';
import type { Turn } from '../../src/domain/turn.ts';
import type { AnsweredCommand } from '../../src/workflows/messages.ts';
import { eventually, type TestBaton } from './baton.ts';

export interface Offer {
  id: string;
  agent: string;
}

export type StoredEvent = NumberedEvent & { at: number };

/** The answer of a command that must have been done. */
export function done(result: CommandResult): TurnAnswer {
  if (result.kind !== 'done') throw new Error(`${result.code}: ${result.detail}`);
  return result.answer as TurnAnswer;
}

/** Fails unless the conversation's own numbering is whole: events 1..n, turns 1..m, each turn id once. */
export function assertGapless(
  events: StoredEvent[],
  turns: { sequence: number; id: string }[],
): void {
  const wrong =
    events.find((event, index) => event.sequence !== index + 1) ??
    turns.find((turn, index) => turn.sequence !== index + 1);
  if (wrong !== undefined) throw new Error(`a gap before sequence ${wrong.sequence}`);
  if (new Set(turns.map((turn) => turn.id)).size !== turns.length) throw new Error('a turn twice');
}

export type Conversation = ReturnType<typeof drive>;

/** Drives a conversation of its own, with a fresh id unless one is given. */
export function drive(baton: TestBaton, id = `c${randomUUID().slice(0, 12)}`) {
  const ref: ConversationRef = { tenant: baton.tenant, conversation: id };
  let count = 0;

  async function send<T extends AnsweredCommand>(
    type: T,
    argument: Omit<MessageArgument<T>, 'id' | 'actor'> & Partial<MessageArgument<T>>,
  ): Promise<CommandResult> {
    const agent = 'agent' in argument ? String(argument.agent) : undefined;
    const actor =
      agent === undefined ? { kind: 'backend', id: 'test' } : { kind: 'agent', id: agent };
    const whole = { id: randomUUID(), actor, ...argument } as unknown as MessageArgument<T>;
    const sent = await baton.conversations.send(ref, type, whole);
    if (sent.kind === 'pending') throw new Error(`${type} is pending`);
    return sent.result;
  }

  async function post(turn: Partial<Turn> & { content: string }): Promise<TurnAnswer> {
    count += 1;
    const whole: Turn = { id: `t${count}`, role: 'customer', ...turn };
    return done(await send('turn', { id: `post-${whole.id}`, turns: [whole] }));
  }

  async function act<T extends AnsweredCommand>(
    type: T,
    argument: Parameters<typeof send<T>>[1],
  ): Promise<Answer> {
    return done(await send(type, argument));
  }

  async function events(): Promise<StoredEvent[]> {
    const { rows } = await baton.pool.query<StoredEvent>(
      `select sequence, type, data, (extract(epoch from at) * 1000)::float8 as at from events
       where tenant = $1 and conversation = $2 order by sequence`,
      [ref.tenant, ref.conversation],
    );
    return rows;
  }

  async function turns(): Promise<
    { sequence: number; id: string; role: string; content: string }[]
  > {
    const { rows } = await baton.pool.query<{
      sequence: number;
      id: string;
      role: string;
      content: string;
    }>(
      `select sequence, id, role, content from turns where tenant = $1 and conversation = $2 order by sequence`,
      [ref.tenant, ref.conversation],
    );
    return rows;
  }

  return {
    ref,
    workflowId: `conversation/${ref.tenant}/${ref.conversation}`,
    send,
    act,
    post,
    events,
    turns,
    askForPerson: () => post({ content: 'I want to talk to a real person please.' }),
    handle: () => baton.client.workflow.getHandle(`conversation/${ref.tenant}/${ref.conversation}`),
    /** Waits for the event, the n-th of its type (1 is the first). */
    event: (type: NumberedEvent['type'], nth = 1, withinMs = 20_000): Promise<StoredEvent> =>
      eventually(
        `${type} no. ${nth} of ${id}`,
        async () => (await events()).filter((event) => event.type === type)[nth - 1],
        withinMs,
      ),
    /** Waits until the workflow knows of an open offer; `not` excludes agents asked before. */
    offer: (not: string[] = [], withinMs = 20_000): Promise<Offer> =>
      eventually(
        `an offer of ${id}`,
        async () => {
          const { rows } = await baton.pool.query<Offer & { known: string | null }>(
            `select o.id, o.agent, c.state -> 'handoff' -> 'offer' ->> 'id' as known from offers o
             join conversations c on c.tenant = o.tenant and c.id = o.conversation
             where o.tenant = $1 and o.conversation = $2 and o.state = 'pending'`,
            [ref.tenant, ref.conversation],
          );
          const [offer] = rows;
          return offer !== undefined && offer.known === offer.id && !not.includes(offer.agent)
            ? { id: offer.id, agent: offer.agent }
            : null;
        },
        withinMs,
      ),
    accept: (offer: Offer) => act('acceptOffer', { offer_id: offer.id, agent: offer.agent }),
    reject: (offer: Offer) => act('rejectOffer', { offer_id: offer.id, agent: offer.agent }),
    reply: (agent: string, content = 'Hello, I am here.') => {
      count += 1;
      return act('reply', { id: `r${count}`, agent, content });
    },
    resolve: (agent: string) => act('resolve', { agent, outcome: 'resolved' as const }),
    leases: async (): Promise<string[]> => {
      const { rows } = await baton.pool.query<{ agent: string }>(
        'select agent from leases where tenant = $1 and conversation = $2 and released_at is null',
        [ref.tenant, ref.conversation],
      );
      return rows.map(({ agent }) => agent);
    },
  };
}
