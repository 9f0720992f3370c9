import { describe, expect, it } from 'vitest';
import { exclude } from '../../src/domain/deadline-step.ts';
import type { BreachAction } from '../../src/domain/policy.ts';
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

const onBreach = (metric: ClockMetric, ...actions: BreachAction[]) => ({
  sla: [{ metric, target_seconds: 10, warn_at: [0.5], on_breach: actions }],
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

  it('remembers the last sixteen agents only, each once', () => {
    const { handoff } = storyAt('queued');
    const mine = { ...handoff };
    for (let n = 0; n < 20; n += 1) exclude(mine, `a${n}`);
    exclude(mine, 'a10');
    expect(mine.excluded).toHaveLength(16);
    expect(mine.excluded.at(-1)).toBe('a10');
    expect(new Set(mine.excluded).size).toBe(16);
  });
});

describe('a breach', () => {
  it('with an alert only says so, with its lateness', () => {
    const story = storyAt('queued', onBreach('time_to_human', 'alert')).after(12);
    const { events } = story.take(tick);
    expect(types(events)).toEqual(['sla.warning', 'sla.breached', 'promise.broken']);
    expect(ofType(events, 'sla.breached')[0]).toMatchObject({
      late_ms: 2_000,
      queue: 'billing',
      agent: null,
    });
    expect(story.after(5).take(tick).events).toEqual([]);
  });

  it('with reassign takes an open offer back', () => {
    const story = storyAt('offered', onBreach('time_to_human', 'reassign')).after(10);
    const { events } = story.take(tick);
    expect(types(events).slice(-2)).toEqual(['offer.rescinded', 'handoff.queued']);
    expect(ofType(events, 'handoff.queued')[0]).toMatchObject({
      cause: 'reassigned',
      excluded_agents: ['ann'],
    });
  });

  it('with reassign takes the case from the agent who did not answer', () => {
    const story = storyAt('accepted', onBreach('first_response', 'reassign')).after(10);
    const { events } = story.take(tick);
    expect(story.now).toMatchObject({ owner: 'queue', ownerId: 'billing', epoch: 4 });
    expect(ofType(events, 'sla.breached')[0]?.agent).toBe('ann');
    expect(story.handoff).toMatchObject({ agent: null, excluded: ['ann'], heldMs: 10_000 });
  });

  it.each([
    ['queued', 1],
    ['offered', 0],
    ['accepted', 0],
  ] as const)(
    'with raise_priority is told to the matching only where the case waits: %s',
    (stage, told) => {
      const story = storyAt(stage, onBreach('time_to_human', 'raise_priority')).after(10);
      const raised = ofType(story.take(tick).events, 'handoff.queued');
      expect(story.handoff.priority).toBe(2);
      expect(raised).toHaveLength(told);
    },
  );
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
