import { describe, expect, it } from 'vitest';
import { announceHandoff, hasOpened } from '../../src/domain/announce-handoff.ts';
import { answerOf } from '../../src/domain/answer.ts';
import { draftOf } from '../../src/domain/step.ts';
import { ofType, storyAt } from '../support/domain.ts';

const away = {
  staffing: 'outside_hours',
  backAt: 1_700_000_900_000,
  place: 3,
  expectedWaitSeconds: null,
} as const;

describe('announceHandoff', () => {
  it('keeps who is there and which ways are offered, and records what is told', () => {
    const story = storyAt('queued');
    const draft = draftOf(story.now, story.at);
    announceHandoff(draft, story.context(), away);
    expect(draft.state.handoff).toMatchObject({ staffing: 'outside_hours', channels: ['email'] });
    expect(ofType(draft.events, 'handoff.announced')).toEqual([
      expect.objectContaining({ staffing: 'outside_hours', place: 3, channels: ['email'] }),
    ]);
    expect(hasOpened(draft)).toBe(false);
  });

  it('is told in the words for the moment, the closest that the policy has', () => {
    const story = storyAt('queued');
    const { policy } = story.policy;
    const texts = {
      handoff: 'soon',
      handoff_outside_hours: 'away',
      handoff_back_at: 'back {back_at}',
    };
    const say = (messages: Partial<typeof texts>, backAtText?: string): string | null => {
      const waiting = {
        position: 3,
        estimatedWaitSeconds: null,
        staffing: 'outside_hours' as const,
        ...(backAtText === undefined ? {} : { backAtText }),
      };
      const words = { ...policy, messages: { en: messages } };
      return answerOf(story.now, words, 'handoff', waiting).say_to_customer;
    };
    expect(say(texts, 'Monday 09:00')).toBe('back Monday 09:00');
    expect(say(texts)).toBe('away');
    expect(say({ handoff: 'soon' }, 'Monday 09:00')).toBe('soon');
  });
});
