import { describe, expect, it } from 'vitest';
import {
  invitationText,
  readReply,
  type Invitation,
} from '../../../src/adapters/calendar/invitation.ts';

const meeting: Invitation = {
  id: 'mt_abc123',
  state: 'booked',
  startsAt: Date.parse('2026-12-01T10:00:00Z'),
  endsAt: Date.parse('2026-12-01T10:30:00Z'),
  revision: 0,
  agentName: 'Ana\r\nATTENDEE:mailto:evil@example.com',
  customer: { name: 'Kim "K"', email: 'kim@example.com' },
  organizer: { name: 'Ana', email: 'meetings@example.com' },
  now: Date.parse('2026-11-25T09:00:00Z'),
};

const reply = (partstat: string, uid = 'mt_abc123@baton-handoff', method = 'REPLY') =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Mail//EN',
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20261125T100000Z',
    'DTSTART:20261201T100000Z',
    'DTEND:20261201T103000Z',
    'SUMMARY:Meeting',
    `ATTENDEE;PARTSTAT=${partstat}:mailto:kim@example.com`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');

describe('an invitation', () => {
  it('is a request with one UID over all its life, a later one with a higher sequence, the last a cancellation', () => {
    const first = invitationText(meeting);
    expect(first).toContain('METHOD:REQUEST');
    expect(first).toContain('UID:mt_abc123@baton-handoff');
    expect(first).toContain('SEQUENCE:0');
    expect(first).toContain('DTSTART:20261201T100000Z');
    expect(invitationText({ ...meeting, revision: 1 })).toContain('SEQUENCE:1');
    const last = invitationText({ ...meeting, revision: 1, state: 'canceled' });
    expect(last).toContain('METHOD:CANCEL');
    expect(last).toContain('STATUS:CANCELLED');
    expect(last).toContain('SEQUENCE:2');
  });

  it('keeps names of people inside their line', () => {
    const lines = invitationText(meeting).split('\r\n');
    expect(lines.filter((line) => line.startsWith('ATTENDEE'))).toHaveLength(1);
    expect(lines.join('\n')).not.toMatch(/^ATTENDEE:mailto:evil/m);
  });
});

describe('a reply of a calendar', () => {
  it.each(['ACCEPTED', 'DECLINED', 'TENTATIVE'] as const)('that says %s is read', (answer) => {
    const read = { meetingId: 'mt_abc123', answer, revision: 0 };
    expect(readReply(reply(answer))).toEqual(read);
  });

  it('names the revision it is about', () => {
    const text = reply('DECLINED').replace('SUMMARY', 'SEQUENCE:2\r\nSUMMARY');
    expect(readReply(text)?.revision).toBe(2);
  });

  it.each([
    ['is a request', reply('ACCEPTED', undefined, 'REQUEST')],
    ['is about a meeting of somebody else', reply('ACCEPTED', 'x@example.com')],
    ['says nothing yet', reply('NEEDS-ACTION')],
    ['is no calendar', 'hello'],
    ['is empty', ''],
  ])('that %s is none', (_what, text) => {
    expect(readReply(text)).toBeNull();
  });
});
