import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  holdNotice,
  holdRating,
  isTold,
  laneOf,
  mailTarget,
  noticeTarget,
  pauseAfter,
  ratingTarget,
  verdictOf,
  type AttemptOutcome,
  type PlannedEvent,
} from '../../src/domain/delivery.ts';
import { deliverySettings, fallbackOf } from '../../src/domain/policy-delivery.ts';

const settings = deliverySettings(null);
const hour = 3_600_000;
const facts = { attempt: 1, now: 0, retryUntil: 72 * hour, jitter: 0 };
const failed: AttemptOutcome = { kind: 'retry', status: 500, error: 'http_500' };

describe('an attempt', () => {
  it.each([
    ['that was taken ends the delivery', { kind: 'delivered', status: 200 }, { kind: 'delivered' }],
    [
      'that must not go out any more ends it too',
      { kind: 'suppressed', error: 'x' },
      { kind: 'suppressed' },
    ],
    [
      'that is refused for good gives it up at once',
      { kind: 'refused', status: 400, error: 'x' },
      { kind: 'given_up', cause: 'refused' },
    ],
    [
      'at an endpoint that is gone gives it up at once',
      { kind: 'gone', status: 410, error: 'x' },
      { kind: 'given_up', cause: 'gone' },
    ],
    ['that failed is made again after the first pause', failed, { kind: 'retry', at: 5_000 }],
    [
      'is not made again before the receiver wants it',
      { ...failed, retryAfterMs: 60_000 },
      { kind: 'retry', at: 60_000 },
    ],
    [
      'waits a day at most for a receiver that asks for more',
      { ...failed, retryAfterMs: 500 * hour },
      { kind: 'retry', at: 24 * hour },
    ],
  ] as const)('%s', (_promise, outcome, verdict) => {
    expect(verdictOf(outcome, facts, settings)).toEqual(verdict);
  });

  it('is made for the last time at the end of the time given, and not after it', () => {
    const late = { ...facts, attempt: 20, now: 71.9 * hour };
    expect(verdictOf(failed, late, settings)).toEqual({ kind: 'retry', at: 72 * hour });
    expect(verdictOf(failed, { ...late, now: 72 * hour }, settings)).toEqual({
      kind: 'given_up',
      cause: 'expired',
    });
  });

  it('that always fails ends within the time given, whatever is drawn', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 60, maxLength: 60 }),
        (draws) => {
          let now = 0;
          let attempt = 1;
          for (const jitter of draws) {
            const verdict = verdictOf(failed, { ...facts, attempt, now, jitter }, settings);
            if (verdict.kind !== 'retry') return verdict.kind === 'given_up' && now <= 72 * hour;
            expect(verdict.at).toBeGreaterThan(now);
            now = verdict.at;
            attempt += 1;
          }
          return false;
        },
      ),
    );
  });

  it('is never followed by a shorter pause than asked for, nor by one over six hours of its own', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 23 * hour }),
        (attempt, jitter, retryAfterMs) => {
          const pause = pauseAfter(attempt, settings, { jitter, retryAfterMs });
          expect(pause).toBeGreaterThanOrEqual(retryAfterMs);
          expect(pause).toBeLessThanOrEqual(Math.max(6 * hour, retryAfterMs));
        },
      ),
    );
  });
});

const said: PlannedEvent = {
  tenant: 'a',
  conversation: 'c',
  sequence: 3,
  type: 'turn.created',
  role: 'agent',
  channel: 'email',
  hasAddress: true,
  byMail: false,
  failedTarget: null,
  queue: 'general',
  forSupervisor: false,
  noticeKey: null,
  meetingAgent: null,
  hasMeeting: false,
  isHelped: false,
};
const notice: PlannedEvent = { ...said, type: 'notice.posted', role: null, noticeKey: 'handoff' };
const booked: PlannedEvent = { ...said, type: 'meeting.booked', role: null, meetingAgent: 'ana' };
const ended: PlannedEvent = {
  ...said,
  type: 'conversation.resolved',
  role: null,
  isHelped: true,
};

describe('the plan', () => {
  it.each([
    ["mails an agent's turn to a customer who chose mail", said, true],
    ['mails nothing without an address', { ...said, hasAddress: false }, false],
    ['mails nothing in a chat', { ...said, channel: 'chat' }, false],
    [
      "mails the assistant's turn where the conversation came by mail",
      { ...said, role: 'assistant', byMail: true },
      true,
    ],
    ["leaves the assistant's turn to the chat it came from", { ...said, role: 'assistant' }, false],
    ["mails no customer's turn back", { ...said, role: 'customer', byMail: true }, false],
    ['mails an invitation, whatever the channel', { ...booked, channel: 'chat' }, true],
    ['mails no invitation of another calendar', { ...booked, meetingAgent: null }, false],
    ['mails a cancellation', { ...booked, type: 'meeting.canceled', meetingAgent: null }, true],
    [
      'mails the invitation when the address comes after the booking',
      { ...said, type: 'handoff.details_left', hasMeeting: true },
      true,
    ],
    ['leaves details without a meeting alone', { ...said, type: 'handoff.details_left' }, false],
    ['leaves notices to their own lane', notice, false],
    ['mails events that are no turns to nobody', { ...said, type: 'handoff.queued' }, false],
  ] as const)('%s', (_promise, event, told) => {
    expect(isTold(mailTarget, event)).toBe(told);
  });

  it.each([
    ['mails a notice to a customer by mail', notice, true],
    ['mails no notice in a chat', { ...notice, channel: 'chat' }, false],
    ['mails no notice without an address', { ...notice, hasAddress: false }, false],
    ['leaves to the invitation what it says', { ...notice, noticeKey: 'meeting_booked' }, false],
  ] as const)('%s', (_promise, event, told) => {
    expect(isTold(noticeTarget, event)).toBe(told);
  });

  it.each([
    ['after a case that a person ended', ended, true],
    ['not where no person helped, or it was spam', { ...ended, isHelped: false }, false],
    ['not in a chat', { ...ended, channel: 'chat' }, false],
    ['not without an address', { ...ended, hasAddress: false }, false],
  ] as const)('asks for a rating by mail %s', (_promise, event, told) => {
    expect(isTold(ratingTarget, event)).toBe(told);
    expect(isTold(mailTarget, event)).toBe(false);
  });

  it('asks nobody for a rating whom one thing speaks against, and says which', () => {
    const free = { off: false, reopened: false, rated: false, asked: false };
    const facts = { ...free, refused: false, bounced: false };
    expect(holdRating(facts)).toBeNull();
    const causes = Object.keys(facts).map((fact) => holdRating({ ...facts, [fact]: true }));
    expect(causes.map((held) => held?.kind)).toEqual(causes.map(() => 'suppressed'));
    expect(new Set(causes.map((held) => JSON.stringify(held))).size).toBe(causes.length);
  });

  it.each([
    ['is mailed when none was', { superseded: false, sinceLastMs: null }, null],
    ['is mailed when the window is over', { superseded: false, sinceLastMs: 900_000 }, null],
    [
      'waits for the end of the window',
      { superseded: false, sinceLastMs: 300_000 },
      { kind: 'retry', retryAfterMs: 600_000 },
    ],
    [
      'is not mailed once something newer was said',
      { superseded: true, sinceLastMs: null },
      { kind: 'suppressed' },
    ],
  ] as const)('a notice %s', (_promise, facts, held) => {
    const hold = holdNotice({ ...facts, windowMs: 900_000 });
    if (held === null) expect(hold).toBeNull();
    else expect(hold).toMatchObject(held);
  });

  it('tells an endpoint what it chose, and never of its own failure', () => {
    const chosen = { channel: 'webhook', id: 'we_1', events: ['turn.created'] } as const;
    const all = { ...chosen, events: ['*'] };
    expect(isTold(chosen, said)).toBe(true);
    expect(isTold(chosen, { ...said, type: 'turn.decided' })).toBe(false);
    const failure = { ...said, type: 'delivery.failed', role: null } as const;
    expect(isTold(all, { ...failure, failedTarget: 'we_1' })).toBe(false);
    expect(isTold(all, { ...failure, failedTarget: 'we_2' })).toBe(true);
  });

  it('keeps a lane for each conversation at each target', () => {
    const one = laneOf({ channel: 'webhook', id: 'w' }, said);
    expect(laneOf({ channel: 'webhook', id: 'w' }, { ...said, conversation: 'd' })).not.toBe(one);
    expect(laneOf({ channel: 'webhook', id: 'v' }, said)).not.toBe(one);
    const later = { ...said, sequence: 9 };
    expect(laneOf({ channel: 'webhook', id: 'w' }, later)).toBe(one);
  });

  it('falls back where the policy says so, and never to the same channel', () => {
    expect(fallbackOf(settings, 'webhook')).toBeNull();
    const policy = deliverySettings({ fallback: { webhook: 'email', email: 'email' } });
    expect(fallbackOf(policy, 'webhook')).toBe('email');
    expect(fallbackOf(policy, 'email')).toBeNull();
  });
});
