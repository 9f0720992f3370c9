/** `baton evaluate`: one task per kind of label; handoff decisions without `--task`. No server is needed. */
import { evaluateHandoff, type HandoffFlags } from './evaluate/handoff.ts';

export interface EvaluateFlags extends HandoffFlags {
  task: keyof typeof tasks;
}

const tasks = {
  handoff: evaluateHandoff,
};

/** Runs one task over a file. */
export function runEvaluate(file: string, flags: EvaluateFlags): Promise<number> {
  return tasks[flags.task](file, flags);
}
