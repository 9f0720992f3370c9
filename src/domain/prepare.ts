/**
 * Prepare: what an agent reads before the first word. The deterministic writer quotes and counts; it never invents:
 * every value stands in a turn it cites.
 */
import type { Brief, BriefFields, BriefInput, BriefLine } from './brief.ts';
import { checkBrief } from './prepare-check.ts';
import { findingsOf, wordsFor } from './prepare-findings.ts';
import type { Findings } from './prepare-findings.ts';
import { languageOf } from './prepare-language.ts';
import { briefText, fitLines, maxBriefLines, rooms } from './prepare-lines.ts';
import { nextOf, parts } from './prepare-parts.ts';
import { cite } from './prepare-speech.ts';
import { countWords, quote } from './prepare-text.ts';

const maxSteps = 40;

function compose(findings: Findings): BriefLine[] {
  const words = wordsFor(findings);
  let lines: BriefLine[] = [];
  for (const room of rooms) {
    lines = parts.flatMap((part) => part(findings, room));
    if (lines.length <= maxBriefLines && countWords(briefText(lines)) <= words) return lines;
  }
  return fitLines(lines);
}

function attemptedSteps({ steps, speech }: Findings): BriefFields['attempted_steps'] {
  const tools = [...steps.filter((item) => !item.acts), ...steps.filter((item) => item.acts)]
    .slice(-maxSteps)
    .map(({ tool, result, turns: cited }) => ({ step: tool, result, turns: cited }))
    .sort((a, b) => (a.turns[0] ?? 0) - (b.turns[0] ?? 0));
  const byCustomer = speech.tried.map((item) => ({
    step: cite(item).value,
    result: 'unknown' as const,
    turns: [item.turn],
  }));
  return [...tools, ...byCustomer];
}

function nextAction(findings: Findings): BriefFields['next_action'] {
  const step = nextOf(findings);
  if (step === null) return null;
  const value = step.said === null ? `${step.text}.` : `${step.text}: ${quote(step.said.text, 40)}`;
  return { value, turns: step.turns };
}

function fieldsOf(findings: Findings): BriefFields {
  const { speech, entities, mood, turns, input } = findings;
  return {
    intent: speech.ask === null ? null : cite(speech.ask),
    desired_outcome: speech.outcome === null ? null : cite(speech.outcome),
    account: entities.account,
    entities: entities.others,
    attempted_steps: attemptedSteps(findings),
    sentiment: mood?.sentiment ?? null,
    urgency: mood?.urgency ?? null,
    language: input.customer?.language ?? languageOf(turns),
    next_action: nextAction(findings),
    open_questions: speech.questions.map(cite),
    promises: speech.promises.map(cite),
  };
}

/**
 * Writes a brief from the transcript alone: quotes, references, tool calls with their results. 5 to 10 lines in the
 * fixed sections, at most `maxBriefWords` words, every line and field with the turns that hold it. Turns up to the
 * last one given are read, also those after the trigger. An empty transcript gives no lines; without a reason the
 * brief says that no handoff was decided.
 */
export function writeExtractiveBrief(input: BriefInput): Brief {
  const findings = findingsOf(input);
  const draft: Brief = {
    version: 1,
    writer: 'extractive',
    lines: findings.turns.length === 0 ? [] : compose(findings),
    fields: fieldsOf(findings),
    supported: 0,
    dropped: 0,
  };
  return checkBrief(draft, findings.turns);
}
