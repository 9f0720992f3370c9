/** When a model is asked for its second opinion: only where it could matter, and once for each request. */
import { emptyMemory, readTurn } from '../domain/features.ts';
import type { Opinion, Turn } from '../domain/turn.ts';
import type { Owner } from '../domain/words.ts';

const mostConversations = 10_000;

/** Adds opinions to turns. */
export interface Opinions {
  /** The turns, the last with an opinion if there is one. */
  join(conversation: string, turns: Turn[]): Promise<Turn[]>;
  /** Remembers who owned the conversation at the last answer, so that nobody is asked while a person does. */
  learn(conversation: string, owner: Owner): void;
}

/** Opinions by whoever answers; `ask` never throws. */
export function createOpinions(ask: (turns: readonly Turn[]) => Promise<Opinion | null>): Opinions {
  const notWithAi = new Set<string>();
  return {
    async join(conversation, turns) {
      const last = turns.at(-1);
      if (last === undefined || notWithAi.has(conversation) || !couldMatter(last)) return turns;
      const opinion = await ask(turns);
      if (opinion === null) return turns;
      return [...turns.slice(0, -1), { ...last, signals: { ...last.signals, opinion } }];
    },
    learn(conversation, owner) {
      notWithAi.delete(conversation);
      if (owner === 'ai') return;
      notWithAi.add(conversation);
      const [oldest] = notWithAi;
      if (notWithAi.size > mostConversations && oldest !== undefined) notWithAi.delete(oldest);
    },
  };
}

/** A customer's words without an opinion of the caller, and not already a wish for a person. */
function couldMatter(turn: Turn): boolean {
  if (turn.role !== 'customer' || turn.signals?.opinion !== undefined) return false;
  if (turn.content.trim() === '') return false;
  return readTurn(emptyMemory(), turn, 1).features['explicit_request'] !== true;
}
