/** The text of a brief: sections, words, and how much room a line may take. */
import type { BriefLine, BriefSection } from './brief.ts';
import { briefSections } from './brief.ts';
import { countWords } from './prepare-text.ts';

/** An agent reads this much at a glance. */
export const maxBriefWords = 150;
/** More lines than this are not read. */
export const maxBriefLines = 10;

const sectionTitles: Record<BriefSection, string> = {
  why_you_have_this: 'Why',
  what_the_customer_wants: 'Wants',
  what_was_tried: 'Tried',
  facts: 'Facts',
  mood_and_risk: 'Mood',
  next_step: 'Next',
};

/** The brief as plain text, a line each, every section named once. At most `maxBriefWords` words for a fitted brief. */
export function briefText(lines: BriefLine[]): string {
  return lines
    .map((line, index) =>
      lines[index - 1]?.section === line.section
        ? line.text
        : `${sectionTitles[line.section]}: ${line.text}`,
    )
    .join('\n');
}

/** Lines in the order of the sections, the last of the fullest sections left out until count and words fit. */
export function fitLines(lines: BriefLine[]): BriefLine[] {
  const order = (line: BriefLine) => briefSections.indexOf(line.section);
  const kept = [...lines].sort((a, b) => order(a) - order(b));
  while (
    kept.length > 1 &&
    (kept.length > maxBriefLines || countWords(briefText(kept)) > maxBriefWords)
  ) {
    kept.splice(leastNeeded(kept), 1);
  }
  return kept;
}

function leastNeeded(lines: BriefLine[]): number {
  const cost = lines.map((line, index) => {
    const more = lines.filter((other) => other.section === line.section).length - 1;
    return (
      more * 1000 + (lines[index + 1]?.section === line.section ? 0 : 200) + countWords(line.text)
    );
  });
  return cost.indexOf(Math.max(...cost));
}

/** Words a quote may take, references and amounts a line may name: tried from the widest to the tightest. */
export interface Room {
  quote: number;
  references: number;
  extras: boolean;
}

/** From the widest to the tightest. */
export const rooms: Room[] = [
  { quote: 26, references: 14, extras: true },
  { quote: 20, references: 12, extras: true },
  { quote: 16, references: 12, extras: true },
  { quote: 16, references: 10, extras: false },
  { quote: 12, references: 10, extras: false },
  { quote: 9, references: 8, extras: false },
  { quote: 6, references: 6, extras: false },
];

const reasonTexts: Record<string, string> = {
  customer_request: 'Customer asked for a person',
  missing_knowledge: 'The assistant lacked the knowledge',
  unsupported_request: 'The request is outside what the assistant may do',
  policy_restriction: 'A policy stopped the assistant',
  tool_failure: 'A tool failed',
  pending_clarification: 'A clarification is pending',
  usage_limit: 'A usage limit was reached',
  frustration: 'Customer is frustrated',
  risk_topic: 'A risk topic came up',
  identity_verification: 'Identity must be verified',
  high_intent: 'Customer is ready to buy',
  low_confidence: 'The assistant was unsure',
  repeated_correction: 'Customer corrected the assistant repeatedly',
  urgency: 'The matter is urgent',
  agent_takeover: 'An agent took over',
  api_request: 'The chat backend asked for a person',
};

/** Why an agent has the case, in words; the tenant's own reasons share one text. */
export function reasonText(reason: string): string {
  const text = Object.hasOwn(reasonTexts, reason) ? reasonTexts[reason] : undefined;
  return text ?? 'Handed over by policy';
}
