/** What an intent model reads: the customer's first turns, together. */
import type { ModelInput } from './linear-model.ts';

/** Later turns are answers to questions and tell less of what was wanted. */
export const openingTurns = 3;

/** Of each turn: what is wanted is said early, and a pasted log must not take the time of a turn. */
const mostCharacters = 2_000;

/** The first customer turns as input of an intent model, in training and in service alike. */
export function openingInput(turns: readonly (string | readonly number[])[]): ModelInput {
  return {
    texts: turns
      .slice(0, openingTurns)
      .map((content) => ({ field: 'customer', content: content.slice(0, mostCharacters) })),
  };
}
