import { describe, expect, it } from 'vitest';
import { backAt, channelsFor, staffingOf, waysWithoutWaiting } from '../../src/domain/off-hours.ts';
import { policyWith } from '../support/domain.ts';

const hours = { key: 'k', intervals: [{ from: 100, to: 200 }], until: 1_000 };
const queue = { wrapUpSeconds: 0, hours };
const people = { onShift: 2, humansOff: false };
const { policy } = policyWith({ channels: ['chat', 'email', 'meeting', 'callback'] });

describe('staffingOf', () => {
  it.each([
    ['somebody is there', 'staffed', () => staffingOf(150, queue, people)],
    [
      'nobody is on shift',
      'nobody_on_shift',
      () => staffingOf(150, queue, { ...people, onShift: 0 }),
    ],
    ['the team is off', 'outside_hours', () => staffingOf(50, queue, people)],
    ['the end of the shift is off', 'outside_hours', () => staffingOf(200, queue, people)],
    [
      'the queue is closed',
      'queue_closed',
      () => staffingOf(150, { ...queue, open: false }, people),
    ],
    ['humans are off', 'humans_off', () => staffingOf(150, queue, { ...people, humansOff: true })],
    ['a queue without hours', 'staffed', () => staffingOf(50, { wrapUpSeconds: 0 }, people)],
  ] as const)('%s: %s', (_, staffing, look) => {
    expect(look()).toBe(staffing);
  });
});

describe('backAt', () => {
  it('is the beginning of the next shift, and unknown where hours don’t tell', () => {
    expect(backAt(50, 'outside_hours', queue)).toBe(100);
    expect(backAt(250, 'outside_hours', queue)).toBeNull();
    expect(backAt(50, 'queue_closed', queue)).toBeNull();
  });
});

describe('the ladder', () => {
  it('goes by urgency, in the policy’s order, and never holds the chat', () => {
    expect(waysWithoutWaiting(policy, 1)).toEqual(['callback', 'meeting', 'email']);
    expect(waysWithoutWaiting(policy, 3)).toEqual(['email', 'meeting', 'callback']);
    const own = { urgent: ['email'], normal: ['meeting', 'email'], urgent_up_to: 4 } as const;
    const changed = { ...policy, off_hours: { ...own, urgent: ['email' as const], normal: [] } };
    expect(waysWithoutWaiting(changed, 4)).toEqual(['email']);
  });

  it('is offered only while nobody is there, and only with channels the policy has', () => {
    expect(channelsFor(policy, 3, 'staffed')).toEqual(policy.channels);
    const few = { ...policy, channels: ['chat' as const, 'callback' as const] };
    expect(channelsFor(few, 3, 'outside_hours')).toEqual(['callback']);
    expect(channelsFor({ ...policy, channels: ['chat'] }, 3, 'humans_off')).toEqual(['chat']);
  });
});
