/** What Baton mails of its own accord: its sentences, and invitations with what calendars answer. */
import { simpleParser, type ParsedMail } from 'mailparser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freeSlots } from '../../../src/adapters/postgres/meetings.ts';
import { customerDefaults } from '../../../src/domain/policy-customer.ts';
import { call, keyOf, testApi } from '../../support/api.ts';
import { eventually } from '../../support/baton.ts';
import { drive, type Conversation } from '../../support/driver.ts';
import { header, mail, openMailGround, replyTo, type MailGround } from '../../support/mail.ts';
import type { SmtpMail } from '../../support/smtp.ts';

let ground: MailGround;

beforeAll(async () => {
  ground = await openMailGround();
  const { pool, tenant } = ground.baton;
  const week = Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]),
  );
  await pool.query(
    "insert into calendars (tenant, id, time_zone, week) values ($1, 'always', 'UTC', $2)",
    [tenant, JSON.stringify(week)],
  );
  await pool.query("update agents set calendar = 'always' where tenant = $1", [tenant]);
});

afterAll(async () => {
  await ground.close();
});

async function ledger(
  conversation: Conversation,
  target: string,
): Promise<{ state: string; cause: string | null }[]> {
  const { rows } = await ground.baton.pool.query<{ state: string; cause: string | null }>(
    `select state, cause from deliveries where conversation = $1 and target = $2 order by position`,
    [conversation.ref.conversation, target],
  );
  return rows;
}

/** A case whose customer has this address and writes in the chat. */
async function waiting(email: string): Promise<Conversation> {
  const conversation = drive(ground.baton);
  await conversation.send('requestHuman', { customer: { email, language: 'en' } });
  return conversation;
}

describe("Baton's own sentences", () => {
  it('reach a customer by mail, one in a window; what is outdated by then never goes out', async () => {
    const conversation = await waiting('window@example.org');
    await conversation.act('chooseChannel', { channel: 'email' });
    const [first] = await ground.automaticTo('window@example.org');
    expect(first?.raw).toMatch(/We will write to you by e-mail by/);
    expect(header(first?.raw ?? '', 'Auto-Submitted')).toBe('auto-generated');
    await conversation.act('leaveDetails', { name: 'Kim' });
    await eventually('it waits for the window', async () => {
      const { rows } = await ground.baton.pool.query(
        `select 1 from deliveries d join delivery_attempts a on a.delivery = d.id
          where d.conversation = $1 and d.state = 'pending' and a.error = 'automatic_window'`,
        [conversation.ref.conversation],
      );
      return rows.length > 0;
    });
    await conversation.accept(await conversation.offer());
    await conversation.reply('ana', 'Here I am');
    await ground.sentTo('window@example.org');
    await ground.baton.pool.query(
      `update deliveries set next_at = now() where conversation = $1 and state = 'pending'`,
      [conversation.ref.conversation],
    );
    await eventually('the rest is outdated', async () => {
      const rows = await ledger(conversation, 'notice');
      return rows.length >= 3 && rows.every(({ state }) => state !== 'pending');
    });
    const ended = await ledger(conversation, 'notice');
    expect(ended.filter(({ state }) => state === 'delivered')).toHaveLength(1);
    for (const { state, cause } of ended)
      expect([state, cause]).toEqual(
        state === 'delivered' ? [state, null] : ['suppressed', 'superseded'],
      );
    expect(await ground.automaticTo('window@example.org')).toHaveLength(1);
  });

  it('and an answering machine without manners lead to one mail, however often it answers (S-22)', async () => {
    const conversation = await ground.begun('s22', 'robot@example.org');
    const [first] = await ground.automaticTo('robot@example.org');
    const to = replyTo(first?.raw ?? '');
    for (const id of ['s22-1', 's22-2', 's22-3', 's22-4']) {
      await ground.receive(mail({ id, from: 'robot@example.org', to, text: 'I am away.' }));
      await conversation.act('leaveDetails', { name: `Robot ${id}` });
    }
    await eventually('the first is looked at', async () => {
      const { rows } = await ground.baton.pool.query(
        `select 1 from deliveries where conversation = $1 and target = 'notice' and attempts > 0`,
        [conversation.ref.conversation],
      );
      return rows.length >= 2;
    });
    expect(await ground.automaticTo('robot@example.org')).toHaveLength(1);
  });
});

async function parsed(sent: SmtpMail | undefined): Promise<{ mail: ParsedMail; calendar: string }> {
  const read = await simpleParser(sent?.raw ?? '');
  const part = read.attachments.find(({ contentType }) => contentType === 'text/calendar');
  return { mail: read, calendar: unfolded(part?.content.toString('utf8') ?? '') };
}

const unfolded = (calendar: string): string => calendar.replaceAll(/\r\n /g, '');

/** To whom a calendar answers; empty where none is named. */
const organizerIn = (calendar: string): string =>
  /^ORGANIZER.*(mailto:\S+)/m.exec(calendar)?.[1] ?? '';

async function book(conversation: Conversation, place: number) {
  const slots = await freeSlots(
    ground.baton.pool,
    { tenant: ground.baton.tenant, queue: 'general', agent: null },
    { now: Date.now(), rules: customerDefaults.meeting, limit: 50 },
  );
  await conversation.act('bookMeeting', { starts_at: slots[place]?.startsAt ?? 0 });
}

/** What Google answers with: a letter with the calendar in it, by machine, without a word to read. */
function calendarAnswer(
  request: string,
  { id, from, to, partstat }: { id: string; from: string; to: string; partstat: string },
): Buffer {
  const pick = (name: string) => new RegExp(`^${name}[:;].*$`, 'm').exec(request)?.[0] ?? '';
  const calendar = [
    'BEGIN:VCALENDAR',
    'PRODID:-//Google Inc//Google Calendar 70.9054//EN',
    'VERSION:2.0',
    'CALSCALE:GREGORIAN',
    'METHOD:REPLY',
    'BEGIN:VEVENT',
    ...['DTSTART', 'DTEND', 'DTSTAMP', 'UID', 'SEQUENCE', 'SUMMARY'].map(pick),
    `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=${partstat};X-NUM-GUESTS=0:mailto:${from}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  const lines = [
    `From: ${from}`,
    `To: ${to}`,
    `Message-ID: <${id}@example.org>`,
    `Subject: ${partstat}: Meeting`,
    'Auto-Submitted: auto-generated',
    'Content-Type: multipart/alternative; boundary=b1',
    '',
    '--b1\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\nKim has answered this invitation.\r\n',
    '--b1\r\nContent-Type: text/calendar; charset=UTF-8; method=REPLY\r\nContent-Transfer-Encoding: 7bit\r\n',
    ...calendar,
    '',
    '--b1--',
  ];
  return Buffer.from(lines.join('\r\n'));
}

describe('an invitation', () => {
  it('is mailed, moved and called off under one UID, its answers reach the meeting, and a decline frees the slot', async () => {
    const from = 'invited@example.org';
    const conversation = await waiting(from);
    await book(conversation, 2);
    const [first] = await ground.automaticTo(from);
    const request = await parsed(first);
    expect(request.calendar).toMatch(/METHOD:REQUEST[\s\S]*SEQUENCE:0/);
    expect(request.mail.text).toMatch(/^Your meeting is booked for /);
    const to = /ORGANIZER.*mailto:(\S+)/.exec(request.calendar)?.[1] ?? '';
    expect(to).toBe(replyTo(first?.raw ?? ''));
    const answer = { id: 'cal-1', from, to, partstat: 'ACCEPTED' };
    const accepted = await ground.receive(calendarAnswer(request.calendar, answer));
    expect(accepted.disposition).toBe('calendar_reply');
    expect(await answersOf(conversation)).toEqual(['ACCEPTED']);

    await book(conversation, 6);
    const [, second] = await ground.automaticTo(from, 2);
    const moved = await parsed(second);
    expect(moved.calendar).toMatch(/METHOD:REQUEST[\s\S]*SEQUENCE:1/);
    expect(/UID:.*/.exec(moved.calendar)?.[0]).toBe(/UID:.*/.exec(request.calendar)?.[0]);

    const late = { ...answer, id: 'cal-2', partstat: 'DECLINED' };
    await ground.receive(calendarAnswer(request.calendar, late));
    expect(await answersOf(conversation)).toEqual([null]);
    const stranger = { ...late, id: 'cal-3', from: 'eve@example.org' };
    expect((await ground.receive(calendarAnswer(moved.calendar, stranger))).disposition).toBe(
      'stranger',
    );
    await ground.receive(calendarAnswer(moved.calendar, { ...late, id: 'cal-4' }));
    expect((await conversation.event('meeting.canceled')).data).toMatchObject({
      by: { kind: 'customer', id: 'calendar' },
    });
    const [, , third] = await ground.automaticTo(from, 3);
    expect((await parsed(third)).calendar).toMatch(/METHOD:CANCEL[\s\S]*SEQUENCE:2/);
    expect((await conversation.turns()).filter(({ role }) => role === 'customer')).toEqual([]);
    await conversation.act('cancelHandoff', {});
    const { rows } = await ground.baton.pool.query(
      'select meeting from outcomes where conversation = $1',
      [conversation.ref.conversation],
    );
    expect(rows).toEqual([{ meeting: 'canceled' }]);
  });

  it('that is downloaded has the organizer of the mailed one, before and after it is mailed', async () => {
    const { pool, tenant, conversations } = ground.baton;
    const api = await testApi(pool, conversations, { organizerOf: ground.organizerOf });
    const key = await keyOf(pool, tenant, 'backend');
    const conversation = drive(ground.baton);
    const place = `/v1/conversations/${conversation.ref.conversation}/meeting/invitation`;
    const download = async () => unfolded((await call(api.app, key, 'GET', place)).body);
    await conversation.askForPerson();
    await book(conversation, 18);
    const early = organizerIn(await download());
    await conversation.act('leaveDetails', { email: 'both@example.org' });
    const [sent] = await ground.automaticTo('both@example.org');
    const mailed = (await parsed(sent)).calendar;
    expect(early).toBe(organizerIn(mailed));
    expect(early).toBe(`mailto:${replyTo(sent?.raw ?? '')}`);
    await book(conversation, 20);
    const moved = await download();
    expect(moved).toMatch(/METHOD:REQUEST[\s\S]*SEQUENCE:1/);
    expect(organizerIn(moved)).toBe(early);
    const answer = { id: 'cal-9', from: 'both@example.org', to: early.slice('mailto:'.length) };
    await ground.receive(calendarAnswer(moved, { ...answer, partstat: 'ACCEPTED' }));
    expect(await answersOf(conversation)).toEqual(['ACCEPTED']);
    await api.close();
  });

  it('goes to an address that is left after the booking', async () => {
    const conversation = drive(ground.baton);
    await conversation.askForPerson();
    await book(conversation, 12);
    await conversation.act('leaveDetails', { email: 'after@example.org' });
    const [sent] = await ground.automaticTo('after@example.org');
    expect((await parsed(sent)).calendar).toContain('METHOD:REQUEST');
  });

  async function answersOf(conversation: Conversation): Promise<(string | null)[]> {
    const { rows } = await ground.baton.pool.query<{ answer: string | null }>(
      'select answer from meetings where conversation = $1',
      [conversation.ref.conversation],
    );
    return rows.map(({ answer }) => answer);
  }
});
