import { describe, expect, it } from 'vitest';
import { intentReader } from '../../src/domain/model/intent-reader.ts';
import {
  featuresOfIntent,
  intentAfter,
  topicsWith,
  type KnownIntent,
} from '../../src/domain/opening-intent.ts';
import type { Turn } from '../../src/domain/turn.ts';
import { trainLinear } from '../../src/learn/train-linear.ts';
import { openings } from '../support/model-examples.ts';

const examples = openings(120).map((example) => ({
  ...example,
  input: { texts: example.input.texts.map((text) => ({ ...text, field: 'customer' })) },
}));
const { model } = trainLinear(examples, { classes: ['card', 'login', 'refund'] });
const reader = intentReader(model, 'intent-1', 0.7);
const customer = (content: string, signals?: Turn['signals']): Turn => ({
  id: 't',
  role: 'customer',
  content,
  ...(signals === undefined ? {} : { signals }),
});
const byModel: KnownIntent = {
  by: 'model',
  name: 'refund',
  probability: 0.9,
  model: 'intent-1',
  turn: 1,
};

describe('the intent of an opening', () => {
  it('is of the model, with its probability, when the bot says nothing', () => {
    const known = intentAfter(null, customer('when is my refund paid'), 1, { reader, said: [] });
    expect(known).toMatchObject({ by: 'model', name: 'refund', model: 'intent-1', turn: 1 });
    expect(featuresOfIntent(known)).toEqual({
      intent: 'refund',
      intent_probability: expect.any(Number),
    });
  });

  it('is the word of the bot as soon as it gives one, and stays it', () => {
    const known = intentAfter(byModel, customer('hi', { intent: 'sales' }), 2, {
      reader,
      said: [],
    });
    expect(known).toEqual({ by: 'bot', name: 'sales' });
    const later = intentAfter(known, customer('my refund is missing'), 3, { reader, said: ['hi'] });
    expect(later).toEqual(known);
    expect(featuresOfIntent(later)).toEqual({ intent: 'sales' });
  });

  it.each([
    ['words about something else', customer('tell me a story'), []],
    ['the fourth turn', customer('cannot log in'), ['a', 'b', 'c']],
    ['the assistant', { ...customer('cannot log in'), role: 'assistant' as const }, []],
  ])('is not changed by %s', (_, turn, said) => {
    expect(intentAfter(byModel, turn, 4, { reader, said })).toEqual(byModel);
    expect(intentAfter(null, turn, 4, { reader, said })).toBeNull();
  });

  it('is not changed by a model that is not sure enough', () => {
    const vague = { ...model, calibration: { kind: 'softmax' as const, temperature: 100 } };
    const unsure = { reader: intentReader(vague, 'intent-1', 0.7), said: [] };
    expect(intentAfter(byModel, customer('cannot log in'), 2, unsure)).toEqual(byModel);
  });

  it('is read from all first turns together', () => {
    const known = intentAfter(null, customer('is wrong'), 2, { reader, said: ['my password'] });
    expect(known).toMatchObject({ name: 'login' });
  });

  it('comes after every topic that was signalled or found', () => {
    expect(topicsWith(['billing'], byModel)).toEqual(['billing', 'refund']);
    expect(topicsWith(['billing'], { by: 'bot', name: 'sales' })).toEqual(['billing']);
    expect(topicsWith(['billing'], null)).toEqual(['billing']);
  });
});
