import { describe, expect, it } from 'vitest';
import { learnCustomer } from '../../src/domain/customer-steps.ts';
import { nextDeadline } from '../../src/domain/conversation.ts';
import { beginStep } from '../../src/domain/transition.ts';
import { openPromises } from '../../src/domain/promise.ts';
import {
  accept,
  command,
  makeOffer,
  ofType,
  second,
  storyAt,
  tick,
  turn,
} from '../support/domain.ts';

const customer = {
  progress: { first_after_seconds: 20, every_seconds: 15, at_most: 2 },
};

describe('a customer who waits', () => {
  it('is told how things stand at the intervals of the policy, each once, no more than the bound', () => {
    const story = storyAt('queued', { customer, sla: [] });
    expect(story.after(19).take(tick).say).toBeNull();
    expect(story.after(1).take(tick).say).toBe('progress');
    expect(story.take(tick).say).toBeNull();
    expect(story.after(15).take(tick).say).toBe('progress');
    expect(story.after(15).take(tick).say).toBeNull();
  });

  it('is told once, not many times, when the worker was away for long', () => {
    const story = storyAt('queued', { customer, sla: [] });
    expect(story.after(300).take(tick).say).toBe('progress');
    expect(nextDeadline(story.now)).toBe(story.at + 15 * second);
  });

  it('is told no more once an agent has the case, and again when it goes back to the queue', () => {
    const story = storyAt('queued', { customer, sla: [] });
    makeOffer(story, 'ann');
    accept(story, 'ann');
    expect(story.after(25).take(tick).say).toBeNull();
    const back = story.take(command('transfer', { agent: 'ann', to_queue: 'general' }));
    expect(back.say).toBe('requeued');
    expect(story.after(15).take(tick).say).toBe('progress');
  });

  it('is not told in the chat after choosing another channel', () => {
    const story = storyAt('queued', { customer, sla: [] });
    story.take(command('leaveDetails', { email: 'kim@example.com' }));
    story.take(command('chooseChannel', { channel: 'email' }));
    expect(story.after(20).take(tick).say).toBeNull();
  });

  it('is told when they came by mail, where nobody promised them a letter', () => {
    const story = storyAt('queued', { customer, sla: [] });
    story.handoff.channel = 'email';
    expect(story.after(20).take(tick).say).toBe('progress');
  });

  it('hears nothing between where the policy names no interval', () => {
    const story = storyAt('queued', { sla: [], handoff_expiry_seconds: 1_000 });
    expect(nextDeadline(story.now)).toBe(story.at + 1_000 * second);
  });
});

describe('a channel', () => {
  it('asks for the address it needs, and promises when it has it', () => {
    const story = storyAt('queued');
    expect(story.take(command('chooseChannel', { channel: 'email' })).say).toBe(
      'channel_email_address',
    );
    expect(openPromises(story.handoff)).toEqual([]);
    const left = story.take(command('leaveDetails', { email: 'kim@example.com' }));
    expect(left.say).toBe('channel_email');
    expect(ofType(left.events, 'promise.made')).toMatchObject([{ kind: 'write_by' }]);
    expect(story.take(command('leaveDetails', { name: 'Kim' })).say).toBe('details_saved');
    expect(openPromises(story.handoff)).toHaveLength(1);
  });

  it('changed twice leaves case, place and clocks as they are', () => {
    const story = storyAt('queued');
    const { id, queue, requestedAt, number } = story.handoff;
    const clocks = story.now.clocks;
    story.after(5).take(command('leaveDetails', { email: 'kim@example.com', phone: '1' }));
    story.after(5).take(command('chooseChannel', { channel: 'email' }));
    story.after(5).take(command('chooseChannel', { channel: 'callback' }));
    story.after(5).take(command('chooseChannel', { channel: 'chat' }));
    expect(story.handoff).toMatchObject({ id, queue, requestedAt, number, channel: 'chat' });
    expect(story.now.clocks).toEqual(clocks);
    expect(openPromises(story.handoff)).toEqual([]);
  });

  it('knows the address that the backend gave with the customer', () => {
    const story = storyAt('pending');
    story.take(command('requestHuman', { customer: { email: 'kim@example.com' } }));
    expect(story.take(command('chooseChannel', { channel: 'email' })).say).toBe('channel_email');
    expect(JSON.stringify(story.now)).not.toContain('example.com');
  });

  it('of a meeting is an event the first time only', () => {
    const story = storyAt('queued');
    const first = story.take(command('chooseChannel', { channel: 'meeting' })).events;
    expect(ofType(first, 'meeting.sent')).toHaveLength(1);
    story.take(command('chooseChannel', { channel: 'chat' }));
    const second = story.take(command('chooseChannel', { channel: 'meeting' })).events;
    expect(ofType(second, 'meeting.sent')).toEqual([]);
  });
});

describe('what is known of a customer', () => {
  it('is whether they can be reached, their language, tier and time zone', () => {
    const story = storyAt('pending');
    story.say(turn('t8'));
    const draft = beginStep(story.now, story.context());
    learnCustomer(draft, { email: 'kim@example.com', time_zone: 'Asia/Tokyo', language: 'ja' });
    expect(draft.state).toMatchObject({
      contact: { email: true, phone: false },
      timeZone: 'Asia/Tokyo',
      language: 'ja',
    });
  });
});
