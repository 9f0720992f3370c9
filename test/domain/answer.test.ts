import { describe, expect, it } from 'vitest';
import { answerOf, needsWaiting } from '../../src/domain/answer.ts';
import { policyWith, stages, storyAt } from '../support/domain.ts';

const messages = {
  en: {
    handoff: 'To {queue}',
    handoff_with_wait: '{queue}: place {position}, {wait_minutes} min',
    accepted: '{name}',
  },
  de: { handoff: 'An {queue}' },
};
const { policy } = policyWith({ messages });
const nothing = { position: null, estimatedWaitSeconds: null };

describe('answerOf', () => {
  it.each([
    ['without an estimate only where to', 'en', nothing, 'To billing'],
    [
      'with one the place and the minutes, rounded up',
      'en',
      { position: 2, estimatedWaitSeconds: 61 },
      'billing: place 2, 2 min',
    ],
    [
      'never less than a minute',
      'en',
      { position: 1, estimatedWaitSeconds: 0 },
      'billing: place 1, 1 min',
    ],
    ['in the language of the customer', 'de', nothing, 'An billing'],
    ['in the default language where theirs has no such text', 'fr', nothing, 'To billing'],
  ] as const)('says %s', (_, language, waiting, text) => {
    const state = { ...storyAt('queued').now, language };
    expect(answerOf(state, policy, 'handoff', waiting).say_to_customer).toBe(text);
  });

  it('says nothing where the policy has no words or there is nothing to say', () => {
    const { now } = storyAt('queued');
    expect(answerOf(now, policy, 'declined', nothing).say_to_customer).toBeNull();
    expect(answerOf(now, policy, null, nothing).say_to_customer).toBeNull();
  });

  it('gives the latest handoff with its state, also after it ended', () => {
    const states = stages.map(
      (stage) => answerOf(storyAt(stage).now, policy, null, nothing).handoff?.state,
    );
    expect(states).toEqual([
      undefined,
      undefined,
      'queued',
      'offered',
      'accepted',
      'active',
      'active',
      'wrapping',
      'completed',
    ]);
  });

  it('the store is asked for a place in the queue only while the case waits', () => {
    expect(stages.filter((stage) => needsWaiting(storyAt(stage).now))).toEqual([
      'queued',
      'offered',
    ]);
  });
});
