/** All that the deterministic writer reads off a conversation, once. */
import type { BriefInput, TranscriptTurn } from './brief.ts';
import { entitiesOf } from './prepare-entities.ts';
import type { Entities } from './prepare-entities.ts';
import { maxBriefWords } from './prepare-lines.ts';
import { moodOf } from './prepare-mood.ts';
import type { Mood } from './prepare-mood.ts';
import { openingTurn } from './prepare-salience.ts';
import { speechOf } from './prepare-speech.ts';
import type { Said, Speech } from './prepare-speech.ts';
import { stepsOf } from './prepare-steps.ts';
import type { Step } from './prepare-steps.ts';
import { countTerms } from './prepare-text.ts';

/** What was found, in the order of the turns. */
export interface Findings {
  input: BriefInput;
  turns: TranscriptTurn[];
  /** Sequence of the turn that led to the handoff, or the last one. */
  trigger: number;
  /** The customer's turn that opens the matter, or the first of all. */
  opening: number;
  speech: Speech;
  steps: Step[];
  entities: Entities;
  mood: Mood | null;
}

/** Reads a conversation; turns in any order. */
export function findingsOf(input: BriefInput): Findings {
  const turns = [...input.turns].sort((a, b) => a.sequence - b.sequence);
  const last = turns.at(-1)?.sequence ?? input.trigger;
  const known = turns.some((turn) => turn.sequence === input.trigger);
  const trigger = known ? input.trigger : last;
  const first = openingTurn(turns);
  return {
    input,
    turns,
    trigger,
    opening: first?.sequence ?? turns[0]?.sequence ?? trigger,
    speech: speechOf(turns, input.reason === '' ? null : trigger),
    steps: stepsOf(turns),
    entities: entitiesOf(turns),
    mood: moodOf(turns),
  };
}

const leastWords = 80;
/** A brief longer than this share of what was said saves no reading. */
const shareOfWords = 0.4;

/** How many words the brief may have: a share of what was said, between `leastWords` and `maxBriefWords`. */
export function wordsFor({ turns }: Findings): number {
  const said = turns
    .filter((turn) => turn.role !== 'tool')
    .reduce((sum, turn) => sum + countTerms(turn.content.slice(0, 6000)), 0);
  const acts = turns.some((turn) => (turn.tool_calls ?? []).length > 0);
  return acts
    ? maxBriefWords
    : Math.min(maxBriefWords, Math.max(leastWords, Math.round(said * shareOfWords)));
}

/** Who said it, as the agent reads it. */
export function speakerOf({ turns }: Findings, said: Said): 'Agent' | 'Assistant' {
  return turns[said.at]?.role === 'agent' ? 'Agent' : 'Assistant';
}
