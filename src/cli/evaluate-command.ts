/** `baton evaluate`: one task per kind of label; handoff decisions without `--task`. No server is needed. */
import { evaluateHandoff, type HandoffFlags } from './evaluate/handoff.ts';
import { evaluateIntent, type IntentFlags } from './evaluate/intent.ts';
import { evaluateUtterance, type UtteranceFlags } from './evaluate/utterance.ts';

export interface EvaluateFlags extends HandoffFlags, IntentFlags, UtteranceFlags {
  task: keyof typeof tasks;
}

const tasks = {
  handoff: evaluateHandoff,
  intent: evaluateIntent,
  utterance: evaluateUtterance,
};

/** Runs one task over a file. */
export function runEvaluate(file: string, flags: EvaluateFlags): Promise<number> {
  return tasks[flags.task](file, flags);
}
