/** What an intent model reads: the customer's first turns, together. */
import type { ModelInput } from './linear-model.ts';

/** Later turns are answers to questions and tell less of what was wanted. */
export const openingTurns = 3;

/** The first customer turns as input of an intent model, in training and in service alike. */
export function openingInput(turns: readonly (string | readonly number[])[]): ModelInput {
  return {
    texts: turns.slice(0, openingTurns).map((content) => ({ field: 'customer', content })),
  };
}
