/** Briefs of transcripts without a server: by the model where one is configured, else by the deterministic writer. */
import { createModelBriefWriter } from '../../adapters/llm/brief-writer.ts';
import type { Config } from '../../config.ts';
import { parsePolicy } from '../../contract/policy.ts';
import type { Brief, BriefInput } from '../../domain/brief.ts';
import { briefText } from '../../domain/prepare-lines.ts';
import { triggerOf } from '../../domain/prepare-trigger.ts';
import { writeExtractiveBrief } from '../../domain/prepare.ts';
import type { ActivePolicy } from '../../domain/policy.ts';
import { CommandError } from '../command-error.ts';
import { modelOptions } from '../model-options.ts';
import { readShippedPolicy } from '../shipped-policy.ts';
import type { BriefTranscript } from './transcripts.ts';

/** A line of the answer. */
export interface WrittenLine {
  id: string;
  text: string;
  fields: Brief['fields'];
  claims: { text: string; turns: number[] }[];
  /** Share of the claims written that the transcript holds, 0..1. */
  supported: number;
  writer: string;
}

/** A transcript with its brief. */
export interface Briefed {
  transcript: BriefTranscript;
  input: BriefInput;
  brief: Brief;
}

/** The shipped policy, which says why a transcript was handed off. */
export async function loadShippedPolicy(): Promise<ActivePolicy> {
  const parsed = parsePolicy(await readShippedPolicy(), 'yaml');
  if (!parsed.ok)
    throw new CommandError('The shipped policy is not valid.', 'Reinstall the package.');
  return { policy: parsed.policy, version: 1 };
}

/** What a brief of the transcript is written from; `reason` is empty when no rule hands it off. */
export function briefInputOf(transcript: BriefTranscript, policy: ActivePolicy): BriefInput {
  const { turns, customer } = transcript;
  const trigger = triggerOf(turns, policy);
  return {
    turns,
    reason: trigger?.reason ?? '',
    trigger: trigger?.turn ?? turns.at(-1)?.sequence ?? 0,
    customer,
  };
}

/** Share of the claims written that were kept; 1 for a brief without claims. */
export function supportedShare({ supported, dropped }: Brief): number {
  const all = supported + dropped;
  return all === 0 ? 1 : Math.round((supported / all) * 10_000) / 10_000;
}

/** A brief as a line of the answer. */
export function lineOfBrief(id: string, brief: Brief): WrittenLine {
  return {
    id,
    text: briefText(brief.lines),
    fields: brief.fields,
    claims: brief.lines.map(({ text, turns }) => ({ text, turns })),
    supported: supportedShare(brief),
    writer: brief.writer,
  };
}

/** Writes one brief; never fails: a model that fails is replaced by the deterministic writer. */
export type Writer = (input: BriefInput) => Promise<Brief>;

/** The configured model with its fallback, or the deterministic writer alone. */
export function writerOf(config: Config, useModel: boolean): Writer {
  const options = modelOptions(config);
  if (options === null || !useModel) return (input) => Promise.resolve(writeExtractiveBrief(input));
  const model = createModelBriefWriter(options);
  return async (input) => {
    try {
      return await model.writeModelBrief(input);
    } catch {
      return writeExtractiveBrief(input);
    }
  };
}

/** Briefs all transcripts, one after the other. */
export async function briefAll(
  transcripts: BriefTranscript[],
  policy: ActivePolicy,
  write: Writer,
): Promise<Briefed[]> {
  const briefed: Briefed[] = [];
  for (const transcript of transcripts) {
    const input = briefInputOf(transcript, policy);
    briefed.push({ transcript, input, brief: await write(input) });
  }
  return briefed;
}
