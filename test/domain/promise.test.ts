import { describe, expect, it } from 'vitest';
import { nextDeadline } from '../../src/domain/conversation.ts';
import { maxOpenPromises, openPromises } from '../../src/domain/promise.ts';
import {
  accept,
  command,
  makeOffer,
  ofType,
  second,
  storyAt,
  tick,
  types,
} from '../support/domain.ts';

const hour = 3_600;

describe('a promise', () => {
  it('made with a channel is a deadline, and is kept by writing in time', () => {
    const story = storyAt('queued');
    story.take(command('leaveDetails', { email: 'kim@example.com' }));
    const { events, say } = story.take(command('chooseChannel', { channel: 'email' }));
    expect(say).toBe('channel_email');
    const [made] = ofType(events, 'promise.made');
    expect(made).toMatchObject({ kind: 'write_by', owner: 'queue', owner_id: 'billing' });
    expect(made?.due_at).toBe(story.at + 4 * hour * second);
    makeOffer(story, 'ann');
    accept(story, 'ann');
    const kept = story.take(command('reply', { id: 'r1', agent: 'ann', content: 'hello' }));
    expect(ofType(kept.events, 'promise.kept')).toContainEqual(
      expect.objectContaining({ promise_id: made?.promise_id, kind: 'write_by' }),
    );
    expect(openPromises(story.handoff)).toEqual([]);
  });

  it('not kept in time is broken once, at its instant: the customer is told and the case moves up', () => {
    const story = storyAt('queued', { sla: [], handoff_expiry_seconds: 1_800 });
    const before = story.handoff.priority;
    story.take(command('leaveDetails', { phone: '+49 30 1' }));
    story.take(command('chooseChannel', { channel: 'callback' }));
    const [promise] = openPromises(story.handoff);
    story.at = (promise?.dueAt ?? 0) - 1;
    expect(ofType(story.take(tick).events, 'promise.broken')).toEqual([]);
    story.at += 1;
    const { events, say } = story.take(tick);
    expect(ofType(events, 'promise.broken')).toMatchObject([
      { kind: 'call_by', owner: 'queue', owner_id: 'billing', late_ms: 0 },
    ]);
    expect(say).toBe('promise_broken');
    expect(story.handoff.priority).toBe(before - 1);
    expect(types(story.take(tick).events)).not.toContain('promise.broken');
  });

  it('keeps the case from lapsing before its instant', () => {
    const story = storyAt('queued', { sla: [], handoff_expiry_seconds: 60 });
    story.take(command('leaveDetails', { email: 'kim@example.com' }));
    story.take(command('chooseChannel', { channel: 'email' }));
    story.after(hour).take(tick);
    expect(story.handoff.state).toBe('queued');
  });

  it('is withdrawn when the customer chooses another channel, cancels, or the case ends without it', () => {
    const story = storyAt('queued');
    story.take(command('leaveDetails', { email: 'kim@example.com', phone: '+49 30 1' }));
    story.take(command('chooseChannel', { channel: 'email' }));
    const changed = story.take(command('chooseChannel', { channel: 'callback' }));
    expect(ofType(changed.events, 'promise.withdrawn')).toMatchObject([
      { kind: 'write_by', cause: 'channel_changed' },
    ]);
    const canceled = story.take(command('cancelHandoff', {}));
    expect(ofType(canceled.events, 'promise.withdrawn')).toMatchObject([
      { kind: 'human_by', cause: 'canceled' },
      { kind: 'call_by', cause: 'canceled' },
    ]);
  });

  it('of a person is withdrawn with a case that ends before its instant, and broken after it', () => {
    const inTime = storyAt('queued').take(command('cancelHandoff', {}));
    expect(ofType(inTime.events, 'promise.withdrawn')).toMatchObject([
      { kind: 'human_by', cause: 'canceled' },
    ]);
    const late = storyAt('queued');
    late.at = late.now.clocks.find(({ metric }) => metric === 'time_to_human')?.dueAt ?? 0;
    const { events } = late.take(command('cancelHandoff', {}));
    expect(ofType(events, 'promise.broken')).toHaveLength(1);
    expect(ofType(events, 'promise.withdrawn')).toEqual([]);
  });

  it('of a person that was kept or broken ends only once', () => {
    const story = storyAt('active');
    const { events } = story.take(command('resolve', { agent: 'ann', outcome: 'resolved' }));
    expect(ofType(events, 'promise.withdrawn')).toEqual([]);
  });

  it('of an agent is theirs to keep: a reply keeps a letter, a word keeps a call, lateness breaks it', () => {
    const story = storyAt('active', { sla: [] });
    const due_at = story.at + 60 * second;
    const made = story.take(command('makePromise', { agent: 'ann', kind: 'write_by', due_at }));
    expect(made.say).toBe('promise_made');
    story.take(command('makePromise', { agent: 'ann', kind: 'call_by', due_at }));
    const [, call] = openPromises(story.handoff);
    expect(nextDeadline(story.now)).toBe(due_at);
    const replied = story.take(command('reply', { id: 'r2', agent: 'ann', content: 'here' }));
    expect(ofType(replied.events, 'promise.kept')).toMatchObject([{ kind: 'write_by' }]);
    story.after(61);
    const late = story.take(command('keepPromise', { agent: 'ann', promise_id: call?.id ?? '' }));
    expect(ofType(late.events, 'promise.broken')).toMatchObject([
      { kind: 'call_by', late_ms: second, owner: 'agent', owner_id: 'ann' },
    ]);
  });

  it('is refused in the past, from others than the holder, and past the bound', () => {
    const story = storyAt('active');
    const promise = (agent: string, due_at: number) =>
      story.take(command('makePromise', { agent, kind: 'call_by', due_at })).refusal;
    expect(promise('ann', story.at)).toBe('invalid_request');
    expect(promise('bob', story.at + 1)).toBe('not_owner');
    for (let count = 0; count < maxOpenPromises; count += 1)
      expect(promise('ann', story.at + 1_000)).toBeNull();
    expect(promise('ann', story.at + 1_000)).toBe('wrong_state');
    expect(story.take(command('keepPromise', { agent: 'ann', promise_id: 'pr_x' })).refusal).toBe(
      'wrong_state',
    );
  });
});
