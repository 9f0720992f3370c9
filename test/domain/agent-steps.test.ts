import { describe, expect, it } from 'vitest';
import { snooze } from '../../src/domain/agent-steps.ts';
import { draftOf } from '../../src/domain/step.ts';
import {
  accept,
  begin,
  command,
  makeOffer,
  ofType,
  second,
  Story,
  storyAt,
  tick,
  turn,
  types,
} from '../support/domain.ts';

const reserved = { reservation: 'reserved' as const };
const supervisor = { kind: 'supervisor' as const, id: 'sue' };

describe('claim', () => {
  it('of an AI conversation opens a handoff and takes it in one step', () => {
    const story = storyAt('pending');
    const { events } = story.take(command('claim', { agent: 'ann' }), reserved);
    expect(types(events).filter((type) => !type.startsWith('sla.'))).toEqual([
      'handoff.requested',
      'handoff.accepted',
      'conversation.owner_changed',
    ]);
    expect(story.handoff).toMatchObject({ reason: 'agent_takeover', state: 'accepted', turn: 0 });
    expect(story.now).toMatchObject({ owner: 'agent', ownerId: 'ann', epoch: 2 });
  });

  it.each([
    ['an agent who is full', 'no_capacity' as const, 'no_capacity'],
    ['an agent nobody knows', 'unknown_agent' as const, 'unknown_agent'],
    ['an agent for whom nothing was reserved', null, 'no_capacity'],
  ])('by %s is refused', (_, reservation, code) => {
    const story = storyAt('queued');
    expect(story.take(command('claim', { agent: 'ann' }), { reservation }).refusal).toBe(code);
  });

  it('by the agent who was offered the case accepts that offer', () => {
    const story = storyAt('offered');
    const { events } = story.take(command('claim', { agent: 'ann' }), reserved);
    expect(types(events)[0]).toBe('handoff.accepted');
    expect(ofType(events, 'handoff.accepted')[0]?.offer_id).toBe('of_ann');
  });

  it('by another agent takes the offer back first', () => {
    const story = storyAt('offered');
    const { events } = story.take(command('claim', { agent: 'bob' }), reserved);
    expect(ofType(events, 'offer.rescinded')[0]).toMatchObject({ agent: 'ann', cause: 'claimed' });
    expect(story.now.ownerId).toBe('bob');
  });

  it('by the holder again changes nothing', () => {
    expect(storyAt('active').take(command('claim', { agent: 'ann' }), reserved).events).toEqual([]);
  });

  it('by a supervisor moves the case, counts the time held, and wakes it', () => {
    const story = storyAt('snoozed').after(40);
    const { events } = story.take(command('claim', { agent: 'bob', actor: supervisor }), reserved);
    expect(types(events).slice(0, 4)).toEqual([
      'conversation.unsnoozed',
      'handoff.transferred',
      'handoff.accepted',
      'conversation.owner_changed',
    ]);
    expect(story.handoff).toMatchObject({ agent: 'bob', heldMs: 40_000, state: 'accepted' });
    expect(story.now.snoozedUntil).toBeNull();
    expect(story.now.clocks.every((clock) => clock.pausedAt === null)).toBe(true);
    story.after(400).take(tick);
    expect(ofType(story.events, 'conversation.unsnoozed')).toHaveLength(1);
  });
});

describe('reply', () => {
  it('the first one makes the case active, stops the clocks of waiting and keeps the promise', () => {
    const story = storyAt('accepted').after(30);
    const { events } = story.take(command('reply', { id: 'r1', agent: 'ann', content: 'hi' }));
    expect(types(events)).toEqual([
      'turn.created',
      'sla.warning',
      'sla.stopped',
      'promise.kept',
      'handoff.active',
      'sla.stopped',
    ]);
    expect(ofType(events, 'handoff.active')[0]?.time_to_human_ms).toBe(30_000);
    expect(story.now.clocks.map((clock) => clock.metric)).toEqual(['resolution']);
  });

  it('one that overtakes the timer of its breach tells the breach itself (I8)', () => {
    const story = storyAt('accepted').after(61);
    const { events } = story.take(command('reply', { id: 'r1', agent: 'ann', content: 'hi' }));
    expect(ofType(events, 'sla.breached')[0]).toMatchObject({
      metric: 'time_to_human',
      late_ms: 1_000,
    });
    expect(ofType(events, 'sla.stopped')[0]?.met).toBe(false);
    expect(types(events)).toContain('promise.broken');
    expect(types(events)).not.toContain('promise.kept');
  });

  it('answers the next turn: a clock for each stretch in which the customer waits', () => {
    const story = storyAt('active').after(1);
    story.say(turn('t8'));
    story.after(10).say(turn('t9'));
    expect(
      ofType(story.events, 'sla.started').filter((e) => e.metric === 'next_response'),
    ).toHaveLength(1);
    story.after(10).take(command('reply', { id: 'r2', agent: 'ann', content: 'so' }));
    expect(ofType(story.events, 'sla.stopped').at(-1)).toMatchObject({
      elapsed_ms: 20_000,
      met: true,
    });
    expect(ofType(story.events, 'handoff.active')).toHaveLength(1);
  });
});

describe('transfer', () => {
  it.each([
    ['to a queue', { to_queue: 'general' }, { queue: 'general', hintAgent: null }],
    ['to an agent', { to_agent: 'bob' }, { queue: 'billing', hintAgent: 'bob' }],
  ])('%s keeps the age of the case and its clocks', (_, to, expected) => {
    const story = storyAt('active').after(50);
    const due = story.now.clocks.map((clock) => clock.dueAt);
    const { events } = story.take(command('transfer', { agent: 'ann', note: 'n', ...to }));
    expect(ofType(events, 'handoff.queued')[0]).toMatchObject({
      since_at: begin,
      cause: 'transferred',
      excluded_agents: ['ann'],
    });
    expect(story.handoff).toMatchObject({
      ...expected,
      state: 'queued',
      agent: null,
      heldMs: 50_000,
    });
    expect(story.now.clocks.map((clock) => clock.dueAt)).toEqual(due);
    makeOffer(story, 'bob');
    accept(story, 'bob');
    expect(
      ofType(story.events, 'sla.started').filter((e) => e.metric === 'time_to_human'),
    ).toHaveLength(1);
  });

  it('to a queue or agent nobody knows is refused', () => {
    const story = storyAt('active');
    const to = (body: object) => command('transfer', { agent: 'ann', ...body });
    expect(story.take(to({ to_queue: 'moon' })).refusal).toBe('unknown_queue');
    expect(story.take(to({ to_agent: 'zoe' }), { agentKnown: false }).refusal).toBe(
      'unknown_agent',
    );
  });

  it('to nobody, or to the one who holds it, is refused', () => {
    const story = storyAt('active');
    const to = (body: object) => command('transfer', { agent: 'ann', ...body });
    expect(story.take(to({})).refusal).toBe('invalid_request');
    expect(story.take(to({ to_agent: 'ann' })).refusal).toBe('invalid_request');
  });

  it('of a snoozed case lets its clocks run on', () => {
    const story = storyAt('snoozed').after(100);
    story.take(command('transfer', { agent: 'ann', to_queue: 'general' }));
    const [resolution] = story.now.clocks;
    expect(resolution).toMatchObject({ pausedAt: null, dueAt: begin + 700 * second });
  });
});

describe('returnToAi', () => {
  it('ends the handoff, tells the customer and gives the bot its word back', () => {
    const story = storyAt('active');
    const { events, say } = story.take(command('returnToAi', { agent: 'ann', summary: 's' }));
    expect(ofType(events, 'outcome.recorded')[0]).toMatchObject({
      final_state: 'returned',
      agent: 'ann',
    });
    expect(say).toBe('returned');
    expect(story.now).toMatchObject({
      owner: 'ai',
      status: 'pending',
      unreadSummary: true,
      aiTurns: 0,
    });
  });
});

describe('snooze', () => {
  it('pauses every clock until it ends, and no longer however late that is noticed', () => {
    const story = storyAt('snoozed');
    expect(story.now.clocks.every((clock) => clock.pausedAt === begin)).toBe(true);
    story.after(350).take(tick);
    expect(story.now).toMatchObject({ status: 'open', snoozedUntil: null });
    expect(story.now.clocks[0]).toMatchObject({
      metric: 'resolution',
      dueAt: begin + 900 * second,
    });
  });

  it("ends with the customer's next turn", () => {
    const story = storyAt('snoozed').after(20);
    story.say(turn('t9'));
    expect(ofType(story.events, 'conversation.unsnoozed')).toEqual([{ cause: 'customer' }]);
    expect(story.now.clocks[0]?.dueAt).toBe(begin + 620 * second);
  });

  it('may last a year', () => {
    const story = storyAt('active');
    const draft = draftOf(story.now, story.at);
    const given = command('snooze', { agent: 'ann', until_at: begin + 366 * 86_400_000 });
    expect(snooze(draft, story.context(), given)).toBeNull();
  });

  it.each([
    ['that lies in the past', 0],
    ['further away than a year', 366 * 86_400_000 + 1],
    ['no calendar can write', Number.MAX_SAFE_INTEGER - begin],
  ])('until an instant %s is refused', (_, ahead) => {
    const given = command('snooze', { agent: 'ann', until_at: begin + ahead });
    expect(storyAt('active').take(given).refusal).toBe('invalid_request');
  });
});

describe('resolve', () => {
  const done = command('resolve', { agent: 'ann', outcome: 'partial', reason_code: 'x' });

  it('with wrap-up frees the agent when it ends', () => {
    const story = storyAt('active');
    const { events } = story.take(done);
    expect(types(events).slice(-2)).toEqual(['handoff.wrapping', 'conversation.resolved']);
    story.after(29).take(tick);
    expect(story.handoff.state).toBe('wrapping');
    expect(types(story.after(1).take(tick).events)).toEqual(['handoff.completed']);
  });

  it('without wrap-up completes at once', () => {
    const story = storyAt('active');
    const { events } = story.take(done, { queues: { billing: { wrapUpSeconds: 0 } } });
    expect(types(events).slice(-2)).toEqual(['handoff.completed', 'conversation.resolved']);
    expect(ofType(events, 'outcome.recorded')[0]).toMatchObject({
      outcome: 'partial',
      reason_code: 'x',
    });
  });

  it("in wrap-up a customer's turn completes the handoff and reopens", () => {
    const story = storyAt('wrapping');
    const { events } = story.say(turn('t9'));
    expect(types(events).slice(0, 5)).toEqual([
      'handoff.completed',
      'conversation.reopened',
      'outcome.settled',
      'conversation.owner_changed',
      'turn.created',
    ]);
    expect(story.now).toMatchObject({
      owner: 'ai',
      status: 'pending',
      outcome: null,
      reopenUntil: null,
    });
  });

  it('by the bot records no outcome of a handoff that was none', () => {
    const story = new Story();
    story.say(turn('t1'));
    const { events } = story.take(
      command('resolve', { agent: '', outcome: 'resolved', actor: supervisor }),
    );
    expect(types(events)).toEqual(['conversation.resolved']);
  });
});
