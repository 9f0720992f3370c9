import { describe, expect, it } from 'vitest';
import { startMetric, stopMetric, unsnooze } from '../../src/domain/clocks.ts';
import type { SlaTarget } from '../../src/domain/policy-sla.ts';
import type { WorkingHours } from '../../src/domain/sla.ts';
import { draftOf, type Facts } from '../../src/domain/step.ts';
import {
  accept,
  begin,
  command,
  makeOffer,
  noFacts,
  ofType,
  Story,
  storyAt,
  tick,
  turn,
  types,
} from '../support/domain.ts';

describe('clocks of a handoff', () => {
  it('one that runs is not started again; one that does not run is not stopped', () => {
    const story = storyAt('queued').after(5);
    const draft = draftOf(story.now, story.at);
    startMetric(draft, story.context(), 'time_to_human');
    expect(stopMetric(draft, story.context(), 'next_response')).toBe(false);
    expect(draft.events).toEqual([]);
    expect(stopMetric(draft, story.context(), 'time_to_human')).toBe(true);
  });

  it('one that sleeps past its time is met when it is stopped in its sleep', () => {
    const story = storyAt('snoozed').after(299);
    const { clocks } = story.now;
    story.state = {
      ...story.now,
      clocks: clocks.map((clock) => ({ ...clock, dueAt: begin + 1_000 })),
    };
    const draft = draftOf(story.now, story.at);
    expect(stopMetric(draft, story.context(), 'resolution')).toBe(true);
  });

  it('one whose sleep ended unnoticed counts from the end of that sleep', () => {
    const story = storyAt('snoozed');
    const stop = (seconds: number): boolean => {
      const at = begin + seconds * 1_000;
      return stopMetric(draftOf(story.now, at), { ...story.context(), at }, 'resolution');
    };
    expect([stop(899), stop(901)]).toEqual([true, false]);
  });

  it('waking what is awake changes nothing', () => {
    const story = storyAt('active');
    const draft = draftOf(story.now, story.at);
    unsnooze(draft, story.context(), 'agent');
    expect([draft.events, draft.state]).toEqual([[], story.now]);
  });
});

const minute = 60;
const target = (metric: SlaTarget['metric'], seconds: number, more: Partial<SlaTarget> = {}) => ({
  metric,
  target_seconds: seconds,
  warn_at: [],
  on_breach: [],
  ...more,
});

/** Hours in seconds since the story began. */
function hours(key: string, ...shifts: [number, number][]): WorkingHours {
  return {
    key,
    intervals: shifts.map(([from, to]) => ({ from: begin + from * 1_000, to: begin + to * 1_000 })),
    until: begin + 1_000_000_000,
  };
}

function openHours(billing: WorkingHours, general: WorkingHours | null = null): Partial<Facts> {
  return {
    queues: {
      billing: { wrapUpSeconds: 0, hours: billing },
      general: { wrapUpSeconds: 0, hours: general },
    },
  };
}

describe('what governs a clock', () => {
  it('counts only while the queue is open', () => {
    const facts = openHours(hours('shop', [0, 60], [3_600, 7_200]));
    const story = new Story({
      sla: [target('time_to_human', 2 * minute)],
      handoff_expiry_seconds: 86_400,
    });
    story.take(command('requestHuman', { queue: 'billing' }), facts);
    expect(story.now.clocks[0]?.dueAt).toBe(begin + 3_660_000);
    expect(story.after(3_659).take(tick, facts).events).toEqual([]);
    expect(types(story.after(1).take(tick, facts).events)).toContain('sla.breached');
  });

  it('another queue counts by its own hours and target from then on, and keeps what was counted', () => {
    const facts = openHours(hours('shop', [0, 300]), hours('night', [0, 86_400]));
    const story = new Story({
      sla: [
        target('resolution', 10 * minute),
        target('resolution', 5 * minute, { queue: 'general' }),
      ],
    });
    story.take(command('requestHuman', { queue: 'billing' }), facts);
    story.take(command('claim', { agent: 'ann' }), { ...facts, reservation: 'reserved' });
    story.after(4 * minute).take(command('transfer', { agent: 'ann', to_queue: 'general' }), facts);
    expect(ofType(story.events, 'sla.recounted')).toEqual([
      expect.objectContaining({ worked_ms: 240_000, target_ms: 300_000, due_at: begin + 300_000 }),
    ]);
    expect(ofType(story.events, 'sla.started')).toHaveLength(1);
    expect(types(story.after(59).take(tick, facts).events)).not.toContain('sla.breached');
    expect(types(story.after(1).take(tick, facts).events)).toContain('sla.breached');
  });

  it('a tier learned later and a policy activated later count from the beginning of the wait', () => {
    const story = new Story({
      sla: [target('time_to_human', 600), target('time_to_human', 120, { tier: 'gold' })],
    });
    story.take(command('requestHuman', {}));
    story.after(60).take(command('turn', { turns: [turn('t1')] }));
    story.state = { ...story.now, tier: 'gold' };
    expect(
      story
        .after(59)
        .take(tick)
        .events.map(({ type }) => type),
    ).toEqual(['sla.recounted']);
    expect(types(story.after(1).take(tick).events)).toContain('sla.breached');
    const other = new Story({ sla: [target('time_to_human', 600)] });
    other.take(command('requestHuman', {}));
    other.policy = {
      version: 4,
      policy: { ...other.policy.policy, sla: [target('time_to_human', 300)] },
    };
    expect(types(other.after(299).take(tick).events)).toEqual(['sla.recounted']);
    expect(types(other.after(1).take(tick).events)).toContain('sla.breached');
  });

  it('a longer target after a breach takes nothing back and breaches no second time', () => {
    const story = new Story({ sla: [target('time_to_human', 60)] });
    story.take(command('requestHuman', {}));
    story.after(60).take(tick);
    story.policy = {
      version: 4,
      policy: { ...story.policy.policy, sla: [target('time_to_human', 90)] },
    };
    expect(story.after(600).take(tick).events).toEqual([]);
    expect(ofType(story.events, 'sla.breached')).toHaveLength(1);
  });

  it('business_hours: false counts every hour, also where the queue is closed', () => {
    const facts = openHours(hours('shop', [0, 10]));
    const story = new Story({ sla: [target('time_to_human', 60, { business_hours: false })] });
    story.take(command('requestHuman', { queue: 'billing' }), facts);
    expect(types(story.after(60).take(tick, facts).events)).toContain('sla.breached');
  });

  it('hours that run out are asked for again before anything is said', () => {
    const short = { ...hours('shop', [0, 60]), until: begin + 100_000 };
    const story = new Story({ sla: [target('time_to_human', 120)] });
    story.take(command('requestHuman', { queue: 'billing' }), openHours(short));
    const longer = openHours({ ...hours('shop', [0, 60], [1_000, 2_000]), until: begin + 9e6 });
    expect(types(story.after(100).take(tick, longer).events)).toEqual(['sla.recounted']);
    expect(story.after(959).take(tick, longer).events).toEqual([]);
    expect(types(story.after(1).take(tick, longer).events)).toContain('sla.breached');
  });
});

describe('a clock while the customer is waited for', () => {
  const waiting = { pause_while: ['snoozed', 'waiting_on_customer'] as const };
  const policy = { sla: [target('resolution', 100, { pause_while: [...waiting.pause_while] })] };

  it('stands still from the answer of the agent to the next word of the customer', () => {
    const story = storyAt('active', policy);
    story.after(5_000).say(turn('back'));
    expect(types(story.after(99).take(tick).events)).not.toContain('sla.breached');
    expect(types(story.after(1).take(tick).events)).toContain('sla.breached');
  });

  it('says what fell due before the answer, although the answer came first', () => {
    const story = storyAt('accepted', policy).after(101);
    const { events } = story.take(command('reply', { id: 'r', agent: 'ann', content: 'hi' }));
    expect(ofType(events, 'sla.breached')[0]).toMatchObject({ late_ms: 1_000 });
  });

  it('runs on where the policy does not say so', () => {
    const story = storyAt('active', { sla: [target('resolution', 100, { pause_while: [] })] });
    story.take(command('snooze', { agent: 'ann', until_at: story.at + 900_000 }));
    expect(types(story.after(100).take(tick).events)).toContain('sla.breached');
  });
});

describe('a clock is not started again', () => {
  it('by the handoff from one agent to another, nor by the way back to the queue (chatwoot: SLA restarted at handoff)', () => {
    const story = storyAt('active');
    const started = ofType(story.events, 'sla.started');
    story.after(10).say(turn('and?'));
    const due = new Map(story.now.clocks.map(({ metric, dueAt }) => [metric, dueAt]));
    story.take(command('transfer', { agent: 'ann', to_agent: 'bob' }));
    makeOffer(story, 'bob');
    accept(story, 'bob');
    story.take(
      command('agentUnavailable', {
        agent: 'bob',
        cause: 'silent',
        actor: { kind: 'system', id: 'presence' },
      }),
    );
    makeOffer(story, 'cid');
    accept(story, 'cid');
    for (const clock of story.now.clocks) expect(clock.dueAt).toBe(due.get(clock.metric));
    const metrics = ofType(story.events, 'sla.started').map(({ metric }) => metric);
    expect(metrics).toEqual([...started.map(({ metric }) => metric), 'next_response']);
    expect(noFacts.queues['billing']).toBeDefined();
  });
});
