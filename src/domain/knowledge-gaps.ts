/** What customers asked and nobody could answer, grouped by likeness. Words shared by several people name a group. */
import { contentWords } from './prepare-salience.ts';

/** A question of a customer that the assistant could not answer. */
export interface Unanswered {
  conversation: string;
  turn: number;
  content: string;
}

/** A group of them. It holds no text, only words that at least two conversations share, and where to read. */
export interface KnowledgeGap {
  terms: string[];
  conversations: number;
  examples: { conversation: string; turn: number }[];
}

const leastLikeness = 0.3;
const most = { gaps: 10, terms: 5, examples: 3, questions: 2_000 };

interface Group {
  members: Unanswered[];
  /** How many members hold a word. */
  counts: Map<string, number>;
}

/** Groups of two conversations and more, the largest first. */
export function knowledgeGaps(questions: readonly Unanswered[]): KnowledgeGap[] {
  const groups: Group[] = [];
  for (const question of questions.slice(0, most.questions)) {
    const words = new Set(contentWords(question.content));
    if (words.size > 0) place(groups, question, words);
  }
  return groups
    .map(gapOf)
    .filter(({ conversations, terms }) => conversations > 1 && terms.length > 0)
    .sort((one, other) => other.conversations - one.conversations)
    .slice(0, most.gaps);
}

function place(groups: Group[], question: Unanswered, words: Set<string>): void {
  let best: Group | undefined;
  let likeness = leastLikeness;
  for (const group of groups) {
    const found = likenessOf(group, words);
    if (found >= likeness) [best, likeness] = [group, found];
  }
  if (best === undefined) {
    best = { members: [], counts: new Map() };
    groups.push(best);
  }
  best.members.push(question);
  for (const word of words) best.counts.set(word, (best.counts.get(word) ?? 0) + 1);
}

/** Cosine of the question's words and the group's mean. */
function likenessOf({ counts, members }: Group, words: Set<string>): number {
  const shared = [...words].reduce((sum, word) => sum + (counts.get(word) ?? 0), 0);
  const size = Math.sqrt([...counts.values()].reduce((sum, count) => sum + count * count, 0));
  return members.length === 0 ? 0 : shared / (size * Math.sqrt(words.size));
}

function gapOf({ members, counts }: Group): KnowledgeGap {
  const seen = [...new Set(members.map(({ conversation }) => conversation))];
  const terms = [...counts]
    .filter(([word, count]) => count > 1 && !/\d/.test(word))
    .sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
    .slice(0, most.terms)
    .map(([word]) => word);
  const examples = members
    .slice(0, most.examples)
    .map(({ conversation, turn }) => ({ conversation, turn }));
  return { terms, conversations: seen.length, examples };
}
