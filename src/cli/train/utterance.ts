/** `baton train --task utterance`: after which utterances a person should take over, from conversations labelled so. */
import { trainUtterance, type LabelledConversation } from '../../learn/train-utterance.ts';
import { CommandError } from '../command-error.ts';
import { figuresOfUtterances, judgeConversations } from '../evaluate/utterance-figures.ts';
import { progressOf } from '../learning/progress.ts';
import { readConversations } from '../learning/conversations.ts';
import type { TaskFlags, Trained } from './task.ts';

const leastConversations = 20;

/** Refuses too little data: every fold needs conversations of both kinds. */
export function insistEnoughConversations(conversations: readonly LabelledConversation[]): void {
  const yes = conversations.filter(({ transferable }) => transferable.includes(true)).length;
  const no = conversations.filter(({ transferable }) => transferable.includes(false)).length;
  if (conversations.length >= leastConversations && yes >= 10 && no >= 10) return;
  throw new CommandError(
    `Too little data: ${conversations.length} conversations, ${yes} with an utterance to transfer after.`,
    `Label at least ${leastConversations} conversations, 10 of them with such an utterance; 300 and more make a good model.`,
  );
}

/** Trains on the conversations of the files; the figures are cross-validated. */
export async function trainUtteranceTask(files: string[], flags: TaskFlags): Promise<Trained> {
  const conversations = await readConversations(files);
  insistEnoughConversations(conversations);
  const { model, heldOut } = trainUtterance(conversations, {
    seed: flags.seed,
    onProgress: progressOf('train'),
  });
  const judged = judgeConversations(conversations, heldOut, model.threshold);
  return {
    model,
    training: {
      conversations: conversations.length,
      examples: conversations.flatMap(({ utterances }) => utterances).length,
    },
    measured: { ...figuresOfUtterances(judged), threshold: model.threshold },
  };
}
