/** `baton train --task handoff`: the risk model, from transcripts labelled with a handoff or with how they ended. */
import { assessRisk, type RiskModel } from '../../domain/risk.ts';
import { trainRisk, type RiskConversation, type TrainedRisk } from '../../learn/train-risk.ts';
import { CommandError } from '../command-error.ts';
import { readRiskConversations } from '../evaluate/risk-conversations.ts';
import { auroc } from '../evaluate/roc.ts';
import type { TaskFlags, Trained } from './task.ts';

const leastOfAKind = 10;

/** Refuses too little data: every fold needs conversations of both kinds. */
export function insistEnoughOutcomes(conversations: readonly RiskConversation[]): void {
  const yes = conversations.filter(({ positive }) => positive).length;
  const no = conversations.length - yes;
  if (yes >= leastOfAKind && no >= leastOfAKind) return;
  throw new CommandError(
    `Too little data: ${yes} conversations that needed a person, ${no} that needed none.`,
    `Label at least ${leastOfAKind} of each with "expected" or "aiResolved"; 300 and more make a good model.`,
  );
}

function highestRisk(model: RiskModel, { turns, positive, label }: RiskConversation): number {
  // The turn of the handoff itself is no anticipation.
  const before = positive && label === 'handoff' ? turns.slice(0, -1) : turns;
  return before.reduce(
    (highest, inputs) => Math.max(highest, assessRisk(model, inputs).probability),
    0,
  );
}

function heldOutAuroc(
  conversations: readonly RiskConversation[],
  { folds, foldModels }: TrainedRisk,
  label: RiskConversation['label'],
): number {
  const scored = conversations.flatMap((each, at) => {
    const part = folds[at] ?? 0;
    const model = foldModels[part];
    if (model === undefined || each.label !== label) return [];
    return [{ score: highestRisk(model, each), positive: each.positive, part }];
  });
  return auroc(scored) ?? Number.NaN;
}

/** Trains on the transcripts of the files; the figures are cross-validated. */
export async function trainHandoffTask(files: string[], flags: TaskFlags): Promise<Trained> {
  const conversations = await readRiskConversations(files);
  insistEnoughOutcomes(conversations);
  const trained = trainRisk(conversations, { seed: flags.seed });
  const labels = (['handoff', 'outcome'] as const).filter((label) =>
    conversations.some((each) => each.label === label),
  );
  const positives = conversations.filter(({ positive }) => positive).length;
  return {
    model: trained.model,
    training: { conversations: conversations.length, positives },
    measured: Object.fromEntries(
      labels.map((label) => [`auroc_${label}`, heldOutAuroc(conversations, trained, label)]),
    ),
  };
}
