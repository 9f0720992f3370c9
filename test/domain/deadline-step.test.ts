import { describe, expect, it } from 'vitest';
import { reachDeadlines } from '../../src/domain/deadline-step.ts';
import type { SlaAction } from '../../src/domain/policy-sla.ts';
import { draftOf } from '../../src/domain/step.ts';
import type { ClockMetric } from '../../src/domain/words.ts';
import {
  accept,
  command,
  makeOffer,
  offerFacts,
  ofType,
  storyAt,
  tick,
  turn,
  types,
} from '../support/domain.ts';

const onBreach = (metric: ClockMetric, ...actions: SlaAction[]) => ({
  sla: [{ metric, target_seconds: 10, warn_at: [0.5], on_breach: actions }],
});

describe('reachDeadlines', () => {
  it('does nothing where nothing is due', () => {
    const story = storyAt('accepted').after(5);
    const draft = draftOf(story.now, story.at);
    reachDeadlines(draft, story.context());
    expect([draft.events, draft.state]).toEqual([[], { ...story.now, lastAt: story.at }]);
  });
});

describe('offers', () => {
  it('one that lapses goes back to the queue, and its agent is not asked again first', () => {
    const story = storyAt('offered');
    expect(story.after(19).take(tick).events).toEqual([]);
    const { events } = story.after(1).take(tick, offerFacts(story, 'ann', 'timeout'));
    expect(types(events)).toEqual(['handoff.timeout', 'handoff.queued']);
    makeOffer(story, 'bob');
    story.after(20).take(tick);
    expect(story.handoff).toMatchObject({ excluded: ['ann', 'bob'], offers: 2, state: 'queued' });
  });

  it('one whose accept won the race is waited for', () => {
    const story = storyAt('offered').after(20);
    const { events } = story.take(tick, offerFacts(story, 'ann', 'accepted'));
    expect(events).toEqual([]);
    expect(story.handoff.offer?.expiresAt).toBe(story.at + 2_000);
    expect(accept(story.after(1), 'ann').refusal).toBeNull();
  });

  it('one whose accept won is not taken away by a breach that is due as well', () => {
    const story = storyAt('offered', onBreach('time_to_human', 'reassign')).after(25);
    story.take(tick, offerFacts(story, 'ann', 'accepted'));
    expect(story.handoff.state).toBe('offered');
    expect(accept(story, 'ann').refusal).toBeNull();
  });

  it('what is due together happens in the order of its instants', () => {
    const story = storyAt('offered').after(100);
    const { events } = story.take(tick, offerFacts(story, 'ann', 'timeout'));
    expect(types(events)).toEqual([
      'handoff.timeout',
      'handoff.queued',
      'sla.warning',
      'sla.warning',
      'sla.breached',
      'promise.broken',
    ]);
  });
});

describe('silence', () => {
  it('a handoff nobody took expires and the AI goes on', () => {
    const story = storyAt('queued').after(1_800);
    const { events, say } = story.take(tick);
    expect(ofType(events, 'handoff.expired')[0]?.waited_ms).toBe(1_800_000);
    expect(ofType(events, 'outcome.recorded')[0]).toMatchObject({ final_state: 'expired' });
    expect(say).toBe('expired');
    expect(story.now).toMatchObject({ owner: 'ai', status: 'pending' });
  });

  it('a case whose customer is silent ends as abandoned', () => {
    const story = storyAt('active').after(2_400);
    const { events } = story.take(tick);
    expect(types(events).slice(-4)).toEqual([
      'outcome.recorded',
      'handoff.abandoned',
      'conversation.abandoned',
      'conversation.resolved',
    ]);
    expect(story.now.status).toBe('resolved');
  });

  it('an AI conversation without an answer was abandoned, with one it had no issue', () => {
    const unanswered = storyAt('pending').after(3_600).take(tick);
    expect(types(unanswered.events)).toEqual(['conversation.abandoned', 'conversation.resolved']);
    const story = storyAt('pending');
    story.say(turn('b1', { role: 'assistant' }));
    const { events } = story.after(3_600).take(tick);
    expect(ofType(events, 'conversation.resolved')[0]?.outcome).toBe('no_issue');
    expect(types(events)).toEqual(['conversation.resolved']);
  });

  it('past the reopening window nothing is left to wait for; a later turn still reopens', () => {
    const story = storyAt('resolved').after(7_200);
    story.take(tick);
    expect(story.now.reopenUntil).toBeNull();
    story.say(turn('c9'));
    expect(story.now.status).toBe('pending');
    expect(story.take(command('note', { agent: 'ann', content: 'x' })).refusal).toBeNull();
  });
});

describe('a case whose time is over', () => {
  const idle = { sla: [], case_idle_seconds: 60 };

  it('is abandoned when the customer fell silent after the answer', () => {
    const story = storyAt('active', idle);
    const { events } = story.after(60).take(tick);
    expect(types(events)).toContain('handoff.abandoned');
    expect(story.now.status).toBe('resolved');
  });

  it('goes back to the queue when it is the customer who waits', () => {
    const story = storyAt('active', idle);
    story.take(command('turn', { turns: [turn('still-there')] }));
    const { events } = story.after(60).take(tick);
    expect(types(events)).not.toContain('handoff.abandoned');
    expect(story.handoff).toMatchObject({ state: 'queued' });
    expect(story.now).toMatchObject({ owner: 'queue', status: 'open' });
  });

  it('goes back to the queue when the agent never answered', () => {
    const story = storyAt('accepted', idle);
    story.after(60).take(tick);
    expect(story.handoff).toMatchObject({ state: 'queued' });
  });
});
