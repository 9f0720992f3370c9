/** What an intent model reads beside the turn at hand: the customer's turns before it, while the opening lasts. */
import type { Command } from '../../domain/commands.ts';
import type { ConversationState } from '../../domain/conversation.ts';
import type { ConversationRef } from '../../domain/ids.ts';
import { openingTurns } from '../../domain/model/opening.ts';
import type { IntentReader, Opening } from '../../domain/opening-intent.ts';
import type { Queryable } from './pool.ts';

/** Undefined where no model is asked: none configured, no turn, the bot named the intent, or the opening is over. */
export async function readOpening(
  connection: Queryable,
  request: { ref: ConversationRef; command: Command; readIntent?: IntentReader | undefined },
  state: ConversationState | null,
): Promise<Opening | undefined> {
  const { ref, command, readIntent: reader } = request;
  if (reader === undefined || command.type !== 'turn') return undefined;
  const customerTurns = state?.customerTurns ?? 0;
  if (state?.intent?.by === 'bot' || customerTurns >= openingTurns) return undefined;
  if (customerTurns === 0) return { reader, earlier: [] };
  const { rows } = await connection.query<{ content: string }>(
    `select content from turns where tenant = $1 and conversation = $2 and role = 'customer'
     order by sequence limit $3`,
    [ref.tenant, ref.conversation, openingTurns],
  );
  return { reader, earlier: rows.map(({ content }) => content) };
}
