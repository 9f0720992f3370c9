import { describe, expect, it } from 'vitest';
import {
  judgeUtterances,
  readUtterances,
  type Utterance,
} from '../../../src/domain/model/utterance-model.ts';
import { readConversations } from '../../../src/cli/learning/conversations.ts';
import { trainUtterance } from '../../../src/learn/train-utterance.ts';
import { smallGrams } from '../../support/model-examples.ts';

const conversations = await readConversations(['examples/utterances.jsonl']);
const { model } = trainUtterance(conversations, { grams: smallGrams, rounds: 40, folds: 3 });
const someone = conversations[0]?.utterances ?? [];

describe('the utterance model', () => {
  it('never looks ahead: what follows changes nothing', () => {
    const whole = judgeUtterances(model, someone);
    someone.forEach((_, at) => {
      expect(judgeUtterances(model, someone.slice(0, at + 1))).toEqual(whole.slice(0, at + 1));
    });
  });

  it('finds the assistant that is lost', () => {
    const probabilities = judgeUtterances(model, [
      { role: 'customer', content: 'Where is my parcel?' },
      { role: 'assistant', content: 'It comes tomorrow.' },
      { role: 'customer', content: 'That is not what I asked.' },
      { role: 'assistant', content: 'Sorry, I did not understand that.' },
    ]);
    expect(probabilities[1]).toBeLessThan(model.threshold);
    expect(probabilities[3]).toBeGreaterThan(model.threshold);
  });

  it('reads repetition, order and length from tokens as from text', () => {
    const said: Utterance[] = [
      { role: 'customer', content: [5, 6, 7] },
      { role: 'assistant', content: [1, 2] },
      { role: 'assistant', content: [1, 2] },
    ];
    const zeros = { now: [0, 0, 0], near: [0, 0, 0] };
    const [first, , last] = readUtterances(said, zeros);
    expect(first).toMatchObject({ index: 0, customer: 1, length: 3, repeats: 0, new_words: 1 });
    expect(last).toMatchObject({
      index: 2,
      customer: 0,
      role_run: 2,
      assistant_turns: 2,
      similarity_own: 1,
      similarity_other: 0,
      repeats: 1,
      new_words: 0,
    });
  });

  it('judges no utterance of an empty conversation', () => {
    expect(judgeUtterances(model, [])).toEqual([]);
  });
});
