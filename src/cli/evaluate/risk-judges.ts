/** Which risk model judges a conversation: one for all, or, in cross-validation, one that has not seen its group. */
import type { RiskReader } from '../../domain/risk.ts';
import { trainRisk } from '../../learn/train-risk.ts';
import { readRiskModel } from '../shipped-model.ts';
import { insistEnoughOutcomes } from '../train/handoff.ts';
import { readRiskConversations } from './risk-conversations.ts';

/** A model for one conversation; `part` tells apart models whose scores may not be compared. */
export interface RiskJudge {
  risk: RiskReader;
  part: number;
}

/** The judges of an evaluation. */
export interface RiskJudges {
  name: string;
  judgeOf(group: string): RiskJudge;
}

/** One model of a file, or the shipped one, for every conversation. */
export async function oneJudge(file: string | undefined): Promise<RiskJudges> {
  const risk = await readRiskModel(file);
  return { name: risk.version, judgeOf: () => ({ risk, part: 0 }) };
}

/** Models trained on the labelled files, each without a part of the groups. A group of no file is judged by the model of all. */
export async function crossJudges(files: string[]): Promise<RiskJudges> {
  const conversations = await readRiskConversations(files);
  insistEnoughOutcomes(conversations);
  const { model, folds, foldModels } = trainRisk(conversations);
  const foldOf = new Map(conversations.map(({ group }, at) => [group, folds[at] ?? 0]));
  const everything = { risk: { version: 'cross-validated', model }, part: foldModels.length };
  return {
    name: `cross-validated over ${foldModels.length} parts of ${new Set(foldOf.keys()).size} groups`,
    judgeOf: (group) => {
      const fold = foldOf.get(group);
      const held = fold === undefined ? undefined : foldModels[fold];
      return fold === undefined || held === undefined
        ? everything
        : { risk: { version: 'cross-validated', model: held }, part: fold };
    },
  };
}
