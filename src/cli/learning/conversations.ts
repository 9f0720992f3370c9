/** Conversations with a label per utterance. */
import { z } from 'zod';
import type { LabelledConversation } from '../../learn/train-utterance.ts';
import { CommandError } from '../command-error.ts';
import { readJsonLines } from './json-lines.ts';

const tokens = z.array(z.int().min(0));
const flag = z.union([z.boolean(), z.literal(0), z.literal(1)]).transform(Boolean);
const turn = z.looseObject({
  role: z.string().min(1),
  tokens: tokens.optional(),
  content: z.union([z.string(), tokens]).nullish(),
  transferable: flag.optional(),
});
const line = z.looseObject({
  id: z.union([z.string(), z.number().transform(String)]).optional(),
  group: z.string().optional(),
  turns: z.array(turn).min(1),
});
type Line = z.infer<typeof line>;

const shape =
  'Write one conversation per line: { "id", "turns": [ { "role", "content" or "tokens", "transferable": 0 or 1 } ] }.';

/** The data's `agent` is whoever answers: in training it stands for the assistant. */
const roles: Record<string, string> = { user: 'customer', agent: 'assistant', bot: 'assistant' };

/** The conversations of the files; every utterance needs its label. */
export async function readConversations(files: readonly string[]): Promise<LabelledConversation[]> {
  const conversations: LabelledConversation[] = [];
  for (const file of files) {
    const lines = await readJsonLines(file, line, shape);
    lines.forEach((value, at) =>
      conversations.push(conversationOf(value, `${file}, line ${at + 1}`)),
    );
  }
  return conversations;
}

function conversationOf({ id, group, turns }: Line, place: string): LabelledConversation {
  const unlabelled = turns.findIndex(({ transferable }) => transferable === undefined);
  if (unlabelled >= 0)
    throw new CommandError(`${place}: turns[${unlabelled}] has no transferable.`, shape);
  const name = id ?? place;
  return {
    id: name,
    group: group ?? name,
    utterances: turns.map((one) => ({
      role: roles[one.role] ?? one.role,
      content: one.tokens ?? one.content ?? '',
    })),
    transferable: turns.map(({ transferable }) => transferable === true),
  };
}

/** What makes two conversations the same. */
export function conversationKey({ id, utterances }: LabelledConversation): string {
  return JSON.stringify([id, utterances]);
}
