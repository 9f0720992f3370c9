import { describe, expect, it } from 'vitest';
import { rate } from '../../src/domain/rating.ts';
import { draftOf } from '../../src/domain/step.ts';
import { begin, command, ofType, second, storyAt, tick, turn, types } from '../support/domain.ts';

describe('what becomes of an outcome', () => {
  it('a solution that nobody came back about within the window is durable', () => {
    const story = storyAt('resolved');
    const due = story.now.reopenUntil ?? 0;
    expect(types(story.after((due - story.at) / second - 1).take(tick).events)).toEqual([]);
    const { events } = story.after(1).take(tick);
    expect(ofType(events, 'outcome.settled')).toEqual([
      { handoff_id: story.handoff.id, durable: true },
    ]);
    expect(story.now.reopenUntil).toBeNull();
  });

  it('a customer who comes back within the window settles it as not durable, once', () => {
    const story = storyAt('resolved');
    const handoff = story.handoff.id;
    story.after(60).say(turn('again', { content: 'it broke again' }));
    expect(ofType(story.events, 'outcome.settled')).toEqual([
      { handoff_id: handoff, durable: false },
    ]);
    expect(ofType(story.events, 'conversation.reopened').at(-1)?.handoff_id).toBe(handoff);
  });

  it('a customer who comes back after the window reopens what stays durable', () => {
    const story = storyAt('resolved');
    story.after(100_000).take(tick);
    story.after(60).say(turn('again', { content: 'something new' }));
    expect(ofType(story.events, 'outcome.settled').map(({ durable }) => durable)).toEqual([true]);
  });

  it('a rating names the handoff it is about', () => {
    const story = storyAt('resolved');
    story.take(command('rate', { score: 2 }));
    const { events } = story.take(command('rate', { score: 4, id: 'rate-2' }));
    expect(ofType(events, 'outcome.rated')).toEqual([{ handoff_id: story.handoff.id, score: 4 }]);
  });

  it('nothing is rated before anybody helped', () => {
    const draft = draftOf(storyAt('active').now, begin);
    expect(rate(draft, command('rate', { score: 1 }))?.code).toBe('wrong_state');
  });

  it('a person who gave the conversation back may be rated too', () => {
    const story = storyAt('active');
    story.take(command('returnToAi', { agent: 'ann' }));
    expect(story.take(command('rate', { score: 5 })).refusal).toBeNull();
  });
});
