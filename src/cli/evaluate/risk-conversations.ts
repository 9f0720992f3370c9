/** Labelled transcripts as what the risk model learns from: the inputs after each turn, up to the right moment. */
import { riskInputs } from '../../domain/risk.ts';
import { emptyMemory, readTurn } from '../../domain/features.ts';
import type { RiskConversation } from '../../learn/train-risk.ts';
import { readLabelled, type LabelledTranscript } from './labelled.ts';

function labelOf(
  transcript: LabelledTranscript,
): Pick<RiskConversation, 'positive' | 'label'> | null {
  const { expected, aiResolved } = transcript;
  if (expected !== null) return { positive: expected.handoff, label: 'handoff' };
  return aiResolved === null ? null : { positive: !aiResolved, label: 'outcome' };
}

/** The conversation to learn from; null without a label. */
export function riskConversation(transcript: LabelledTranscript): RiskConversation | null {
  const label = labelOf(transcript);
  if (label === null) return null;
  const until = transcript.expected?.handoff === true ? transcript.expected.turn : null;
  let memory = emptyMemory();
  const turns = transcript.turns
    .filter(({ index }) => index <= (until ?? Infinity))
    .map(({ turn }, position) => {
      const before = memory;
      const reading = readTurn(before, { id: 't', ...turn }, position + 1);
      memory = reading.memory;
      return riskInputs(before, memory, reading.features);
    });
  return turns.length === 0 ? null : { ...label, group: transcript.group, turns };
}

/** The labelled conversations of files. */
export async function readRiskConversations(files: string[]): Promise<RiskConversation[]> {
  const conversations: RiskConversation[] = [];
  for (const file of files)
    for await (const transcript of readLabelled(file)) {
      const conversation = riskConversation(transcript);
      if (conversation !== null) conversations.push(conversation);
    }
  return conversations;
}
