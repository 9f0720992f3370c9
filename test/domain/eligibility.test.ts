import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absence, misfit, personal, requirementAt } from '../../src/domain/eligibility.ts';
import type { Hindrance, QueueRouting, Seat, WaitingCase } from '../../src/domain/eligibility.ts';
import { begin, second } from '../support/domain.ts';
import { queueOf, seat, waitingCase } from '../support/floor.ts';

const relaxed = queueOf('general', {
  skills: { refunds: 4, german: 2 },
  requireLanguage: true,
  requireTier: true,
  steps: [
    { after_seconds: 30, lower_levels: 2, drop_language: true },
    { after_seconds: 60, drop_skills: ['refunds'], drop_tier: true },
    { after_seconds: 90, overflow_queue: 'others' },
    { after_seconds: 120, any_agent: true },
  ],
});
const asks = waitingCase('h', { language: 'fr', tier: 'gold', skills: { taxes: 3 } });

describe('requirementAt', () => {
  it.each([
    [0, { refunds: 4, german: 2, taxes: 3 }, 'fr', 'gold', ['general'], 30],
    [29.999, { refunds: 4, german: 2, taxes: 3 }, 'fr', 'gold', ['general'], 30],
    [30, { refunds: 2, taxes: 1 }, null, 'gold', ['general'], 60],
    [60, { taxes: 1 }, null, null, ['general'], 90],
    [90, { taxes: 1 }, null, null, ['general', 'others'], 120],
    [120, {}, null, null, null, null],
  ])('after %d s asks for no more than its steps leave', (...row) => {
    const [seconds, skills, language, tier, queues, nextSeconds] = row;
    expect(requirementAt(relaxed, asks, begin + seconds * second)).toMatchObject({
      skills,
      language,
      tier,
      queues,
      nextStepAt: nextSeconds === null ? null : begin + nextSeconds * second,
    });
  });

  it.each([
    ['from the beginning brings the first step', [0], 0, 1, 60],
    ['four times brings all four', [0, 0, 0, 0], 0, 4, null],
    ['after the first step has passed brings the second', [40], 40, 2, 90],
    ['has done its part when the time of its step comes', [40], 60, 2, 90],
    ['twice after the first step has passed brings the third', [40, 41], 41, 3, 120],
    ['that is still to come brings nothing', [40], 39, 1, 60],
    ['after the last step brings nothing more', [130], 130, 4, null],
  ])('a clock that widens %s', (...row) => {
    const [, widenings, seconds, step, next] = row;
    const widenedAt = widenings.map((one) => begin + one * second);
    expect(requirementAt(relaxed, { ...asks, widenedAt }, begin + seconds * second)).toMatchObject({
      step,
      nextStepAt: next === null ? null : begin + next * second,
    });
  });

  it('never asks for more after more waiting: who may be asked once may be asked later', () => {
    const seats = fc.record({
      queues: fc.subarray(['general', 'others', 'third']),
      skills: fc.dictionary(
        fc.constantFrom('refunds', 'german', 'taxes'),
        fc.integer({ min: 1, max: 5 }),
      ),
      languages: fc.subarray(['fr', 'en']),
      tiers: fc.subarray(['gold']),
    });
    fc.assert(
      fc.property(seats, fc.nat(150), fc.nat(150), (more, early, later) => {
        const at = begin + early * second;
        const one = seat('ann', more);
        if (misfit(one, relaxed, requirementAt(relaxed, asks, at)) !== null) return;
        const after = requirementAt(relaxed, asks, at + later * second);
        expect(misfit(one, relaxed, after)).toBeNull();
      }),
    );
  });
});

type Row = [
  who: string,
  hindrance: Hindrance | null,
  seat: Partial<Seat>,
  waiting?: Partial<WaitingCase>,
  queue?: Partial<QueueRouting>,
];
const rows: Row[] = [
  ['who fits', null, {}],
  ['who is offline', 'offline', { presence: 'offline' }],
  ['who is away', 'away', { presence: 'away' }],
  ['whose heartbeat lapsed', 'silent', { silent: true }],
  ['who is off shift', 'off_shift', { onShift: false }],
  ['who serves other queues', 'other_queue', { queues: ['others'] }],
  ['who may not reply', 'may_not_reply', { readOnlyQueues: ['general'] }],
  ['who does not want the case', 'barred', {}, { barred: ['ann'] }],
  ['who holds the conversation', 'holds_it', {}, { heldBy: ['ann'] }],
  ['whose level is too low', 'skills', { skills: { tax: 2 } }, {}, { skills: { tax: 3 } }],
  ['whose level is just enough', null, { skills: { tax: 3 } }, {}, { skills: { tax: 3 } }],
  ['who does not speak it', 'language', {}, { language: 'fr' }, { requireLanguage: true }],
  [
    'who speaks a kind of it',
    null,
    { languages: ['en'] },
    { language: 'en-GB' },
    { requireLanguage: true },
  ],
  ['who may stay silent in it', null, {}, { language: 'fr' }],
  ['of another tier', 'tier', { tiers: ['iron'] }, { tier: 'gold' }, { requireTier: true }],
  ['who was asked a moment ago', 'asked_recently', {}, { excluded: ['ann'] }],
  ['who was asked long ago', null, {}, { excluded: ['ann'], queuedAt: begin - 30 * second }],
  ['who is full', 'full', { heldUnits: 3 }],
  ['who has less room than it takes', 'full', { heldUnits: 2 }, {}, { units: 2 }],
  ['who is full of chats', 'full', { channelCapacity: { chat: 1 }, heldByChannel: { chat: 1 } }],
  [
    'who has room for mail',
    null,
    { heldUnits: 2 },
    { channel: 'email' },
    { units: 3, channelUnits: { email: 1 } },
  ],
];

describe('an agent', () => {
  it.each(rows)('%s: %s', (...row) => {
    const [, hindrance, more, about = {}, settings = {}] = row;
    const [one, queue] = [seat('ann', more), queueOf('general', settings)];
    const waiting = waitingCase('h', about);
    const needs = requirementAt(queue, waiting, begin);
    const found =
      absence(one) ??
      misfit(one, queue, needs) ??
      personal(one, queue, waiting, { at: begin, keptFor: null });
    expect(found).toBe(hindrance);
  });
});
