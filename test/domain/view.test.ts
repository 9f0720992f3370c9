import { describe, expect, it } from 'vitest';
import { event } from '../../src/domain/events.ts';
import { foldEvent, newView } from '../../src/domain/view.ts';
import { turn, Story, storyAt } from '../support/domain.ts';

describe('foldEvent', () => {
  it('an event that was folded changes nothing', () => {
    const events = storyAt('active').events.map((each, n) => ({ ...each, sequence: n + 1 }));
    const view = events.reduce(foldEvent, newView());
    expect(events.reduce(foldEvent, view)).toEqual(view);
    expect(view).toMatchObject({ owner: 'agent', ownerId: 'ann', status: 'open', turns: 3 });
  });

  it("a number that came late does not take the sender's count back", () => {
    const story = new Story();
    for (const n of [1, 3, 2]) story.say(turn(`n${n}`, { sequence: n }));
    const view = story.events
      .map((each, n) => ({ ...each, sequence: n + 1 }))
      .reduce(foldEvent, newView());
    expect(view.senderSequence).toBe(3);
  });

  it('a step of a handoff it never heard of leaves it without one', () => {
    const stray = { ...event('handoff.completed', { handoff_id: 'h', agent: null }), sequence: 1 };
    expect(foldEvent(newView(), stray)).toEqual({ ...newView(), version: 1 });
  });
});
