import { describe, expect, it } from 'vitest';
import { clockDue } from '../../src/domain/clock-actions.ts';
import type { SlaAction } from '../../src/domain/policy-sla.ts';
import { draftOf } from '../../src/domain/step.ts';
import type { ClockMetric } from '../../src/domain/words.ts';
import {
  accept,
  command,
  makeOffer,
  noFacts,
  ofType,
  storyAt,
  tick,
  turn,
  types,
} from '../support/domain.ts';

const onBreach = (metric: ClockMetric, ...actions: SlaAction[]) => ({
  sla: [{ metric, target_seconds: 10, warn_at: [0.5], on_breach: actions }],
});
const onWarning = (...actions: SlaAction[]) => ({
  sla: [
    {
      metric: 'time_to_human' as const,
      target_seconds: 10,
      warn_at: [0.5],
      on_breach: [],
      on_warning: actions,
    },
  ],
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

  it('with widen and raise_priority tells the matching once, with both', () => {
    const story = storyAt('queued', onBreach('time_to_human', 'raise_priority', 'widen')).after(10);
    expect(ofType(story.take(tick).events, 'handoff.queued')).toEqual([
      expect.objectContaining({ cause: 'widened', widened_at: [story.at], priority: 2 }),
    ]);
  });

  it('with overflow moves a waiting case, keeps its age, and leaves an agent theirs', () => {
    const facts = {
      queues: { ...noFacts.queues, billing: { wrapUpSeconds: 0, overflow: 'general' } },
    };
    const story = storyAt('offered', onBreach('time_to_human', 'overflow')).after(10);
    const { requestedAt } = story.handoff;
    const { events } = story.take(tick, facts);
    expect(types(events).slice(-3)).toEqual([
      'offer.rescinded',
      'conversation.owner_changed',
      'handoff.queued',
    ]);
    expect(ofType(events, 'handoff.queued')[0]).toMatchObject({
      cause: 'overflowed',
      queue: 'general',
      since_at: requestedAt,
    });
    const held = storyAt('accepted', onBreach('time_to_human', 'overflow')).after(10);
    held.take(tick, facts);
    expect(held.handoff).toMatchObject({ queue: 'billing', agent: 'ann' });
  });

  it('without an overflow queue does not move', () => {
    const story = storyAt('queued', onBreach('time_to_human', 'overflow')).after(10);
    expect(types(story.take(tick).events)).not.toContain('handoff.queued');
  });

  it('names its actions, so that whoever must be told is told', () => {
    const story = storyAt('queued', onBreach('time_to_human', 'notify_supervisor')).after(10);
    const [breach] = ofType(story.take(tick).events, 'sla.breached');
    expect(breach?.actions).toEqual(['notify_supervisor']);
  });

  it('with offer_channel offers the ways that need no waiting', () => {
    const policy = { ...onBreach('time_to_human', 'offer_channel'), channels: ['chat', 'email'] };
    const story = storyAt('queued', policy as Parameters<typeof storyAt>[1]).after(10);
    const { events, say } = story.take(tick);
    expect(ofType(events, 'handoff.channels_offered')[0]?.channels).toEqual(['email']);
    expect([say, story.handoff.channels]).toEqual(['other_channels', ['email']]);
  });
});

describe('a warning', () => {
  it('may already widen, and the breach still comes at its time', () => {
    const story = storyAt('queued', onWarning('widen')).after(5);
    const first = story.take(tick).events;
    expect(types(first)).toEqual(['sla.warning', 'handoff.queued']);
    expect(types(story.after(5).take(tick).events)).toEqual(['sla.breached', 'promise.broken']);
  });
});

describe('an agent after a breach', () => {
  const policy = onBreach('first_response', 'alert', 'reassign');

  it('has the same time to answer, or loses the case as well; the alert is not repeated', () => {
    const story = storyAt('accepted', policy).after(10);
    story.take(tick);
    makeOffer(story, 'bob');
    accept(story, 'bob');
    expect(story.after(9).take(tick).events).toEqual([]);
    const { events } = story.after(1).take(tick);
    expect(types(events)).toEqual(['conversation.owner_changed', 'handoff.queued']);
    expect(story.handoff.excluded).toEqual(['ann', 'bob']);
    expect(ofType(story.events, 'sla.breached')).toHaveLength(1);
    expect(ofType(story.events, 'sla.started')).toHaveLength(1);
  });

  it('who answers in it keeps the case', () => {
    const story = storyAt('accepted', policy).after(10);
    story.take(tick);
    makeOffer(story, 'bob');
    accept(story, 'bob');
    story.after(9).take(command('reply', { id: 'r9', agent: 'bob', content: 'here' }));
    story.after(600).say(turn('t9'));
    expect(story.take(tick).events).toEqual([]);
    expect(story.handoff.agent).toBe('bob');
  });
});

describe('clockDue', () => {
  it('without anything to say does nothing', () => {
    const story = storyAt('queued').after(1);
    const draft = draftOf(story.now, story.at);
    for (const clock of draft.state.clocks) clockDue(draft, story.context(), clock);
    expect(draft.events).toEqual([]);
  });
});
