/** Mail that comes in, and the answers it gets: an SMTP server process and a worker. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listMails } from '../../../src/adapters/postgres/mails.ts';
import { eventually } from '../../support/baton.ts';
import { drive, type Conversation } from '../../support/driver.ts';
import {
  header,
  mail,
  openMailGround,
  replyTo,
  type Draft,
  type MailGround,
} from '../../support/mail.ts';

let ground: MailGround;

beforeAll(async () => {
  ground = await openMailGround();
});

afterAll(async () => {
  await ground.close();
});

async function notesOf(conversation: Conversation): Promise<string[]> {
  const { rows } = await ground.baton.pool.query<{ content: string }>(
    'select content from notes where conversation = $1 order by at',
    [conversation.ref.conversation],
  );
  return rows.map(({ content }) => content);
}

describe('a conversation by mail', () => {
  it('begins with a mail, is answered by mail, and goes on with the answer, quote and signature cut', async () => {
    const conversation = await ground.held('m1', 'Kim <kim@example.org>');
    await conversation.reply('ana', 'Hello Kim, <b>which</b> order?');
    const [sent] = await ground.sentTo('kim@example.org');
    const raw = sent?.raw ?? '';
    expect(header(raw, 'In-Reply-To')).toBe('<m1@example.org>');
    expect(header(raw, 'References')).toContain('<m1@example.org>');
    expect(header(raw, 'Auto-Submitted')).toBe('no');
    expect(replyTo(raw)).toMatch(/^support\+r\.[a-z2-7]{26}@example\.com$/);
    expect(raw).toMatch(
      /multipart\/alternative[\s\S]*text\/plain[\s\S]*<b>which<\/b>[\s\S]*text\/html/,
    );
    expect(raw).toContain('&lt;b&gt;which&lt;/b&gt;');
    expect(raw).not.toContain('My order');
    const answer = {
      id: 'm2',
      to: replyTo(raw),
      text: 'Number 4711.\r\n\r\nOn Tue, 3 Nov 2026 at 10:11, Support wrote:\r\n> Hello Kim\r\n-- \r\nKim',
    };
    expect(await ground.receive(mail(answer))).toEqual({
      disposition: 'reply',
      conversation: conversation.ref.conversation,
    });
    expect((await ground.receive(mail(answer))).disposition).toBe('duplicate');
    const other = mail({ ...answer, text: 'Something else' });
    expect((await ground.receive(other)).disposition).toBe('conflict');
    expect(await notesOf(conversation)).toEqual([expect.stringContaining('Something else')]);
    expect((await conversation.turns()).map(({ role, content }) => [role, content])).toEqual([
      ['customer', 'My order\n\nI want to talk to a real person please.'],
      ['agent', 'Hello Kim, <b>which</b> order?'],
      ['customer', 'Number 4711.'],
    ]);
  });

  it('is joined by the Message-ID it answers too, and by nothing that can be guessed', async () => {
    const conversation = await ground.held('m10', 'lee@example.org');
    await conversation.reply('ana', 'Hello');
    const [sent] = await ground.sentTo('lee@example.org');
    const from = 'lee@example.org';
    const answer = { id: 'm11', from, text: 'Yes', headers: [`In-Reply-To: ${sent?.id ?? ''}`] };
    expect((await ground.receive(mail(answer))).disposition).toBe('reply');
    const guesses = [
      { id: 'm12', from, text: 'x', headers: ['In-Reply-To: <m10@example.org>'] },
      { id: 'm13', from, text: 'x', to: `support+r.${'a'.repeat(26)}@example.com` },
      { id: 'm14', from, text: 'x', subject: `Re: ${conversation.ref.conversation}` },
    ];
    for (const guess of guesses)
      expect((await ground.receive(mail(guess))).disposition).toBe('new');
    expect(await conversation.turns()).toHaveLength(3);
  });

  it('keeps strangers, forgers, machines and ourselves out, records each and warns the agent', async () => {
    const conversation = await ground.held('m20', 'pat@example.org');
    await conversation.reply('ana', 'Hello');
    const [sent] = await ground.sentTo('pat@example.org');
    const to = replyTo(sent?.raw ?? '');
    const from = 'pat@example.org';
    const kept: [Draft, string][] = [
      [
        { id: 'm21', to, from: 'eve@evil.test', cc: 'pat@example.org', text: 'send it to me' },
        'stranger',
      ],
      [
        {
          id: 'm22',
          to,
          from,
          text: 'x',
          headers: ['Authentication-Results: mx.example.com; dmarc=fail'],
        },
        'forged',
      ],
      [
        { id: 'm23', to, from, text: 'I am away', headers: ['Auto-Submitted: auto-replied'] },
        'auto_reply',
      ],
      [{ id: 'm24', to, from, text: 'x', headers: ['Precedence: bulk'] }, 'list'],
      [{ id: 'm25', to, from: 'support@example.com', text: 'x' }, 'own_address'],
      [{ id: 'm26', to, from: 'a@b.test, pat@example.org', text: 'x' }, 'no_sender'],
    ];
    for (const [draft, disposition] of kept)
      expect((await ground.receive(mail(draft))).disposition, draft.id).toBe(disposition);
    expect(await conversation.turns()).toHaveLength(2);
    const { rows } = await ground.baton.pool.query(
      'select content from notes where conversation = $1',
      [conversation.ref.conversation],
    );
    expect(rows).toHaveLength(3);
    const recorded = await listMails(ground.baton.pool, ground.baton.tenant, 6);
    expect(recorded.map(({ disposition }) => disposition).reverse()).toEqual(
      kept.map(([, word]) => word),
    );
    expect(JSON.stringify(recorded)).not.toContain('send it to me');
  });

  it('takes a mail of an agent for nobody: not for the customer, not for the agent, and says so (S-20)', async () => {
    const { pool, tenant } = ground.baton;
    await pool.query(
      "update agents set email = 'Ana@Example.net' where tenant = $1 and id = 'ana'",
      [tenant],
    );
    const conversation = await ground.held('m50', 'sam@example.org');
    await conversation.reply('ana', 'Hello');
    const [sent] = await ground.sentTo('sam@example.org');
    const to = replyTo(sent?.raw ?? '');
    const posed = { id: 'm51', from: 'ana@example.net', text: 'Send the money to me.' };
    expect((await ground.receive(mail({ ...posed, to }))).disposition).toBe('own_address');
    expect((await ground.receive(mail({ ...posed, id: 'm52' }))).disposition).toBe('own_address');
    expect(await conversation.turns()).toHaveLength(2);
    expect(await notesOf(conversation)).toEqual([expect.stringContaining('Answer here')]);
    expect(ground.smtp.mails.some(({ raw }) => raw.includes('Send the money'))).toBe(false);
  });

  it('that comes back fails its delivery once, for the agent to see', async () => {
    const conversation = await ground.held('m30', 'gone@example.org');
    await conversation.reply('ana', 'Hello');
    const [sent] = await ground.sentTo('gone@example.org');
    await eventually('it is recorded', async () => {
      const { rows } = await ground.baton.pool.query(
        `select 1 from deliveries where receipt = $1`,
        [sent?.id],
      );
      return rows.length > 0;
    });
    const bounce = {
      from: 'MAILER-DAEMON@mx.test',
      text: `Undeliverable.\r\n\r\nMessage-ID: ${sent?.id ?? ''}`,
      headers: ['Return-Path: <>'],
    };
    expect((await ground.receive(mail({ ...bounce, id: 'm31' }))).disposition).toBe('bounce');
    await ground.receive(mail({ ...bounce, id: 'm32' }));
    const failure = await conversation.event('delivery.failed');
    expect(failure.data).toMatchObject({ channel: 'email', cause: 'bounced' });
    const failures = (await conversation.events()).filter(({ type }) => type === 'delivery.failed');
    expect(failures).toHaveLength(1);
  });

  it('takes files by reference and masks what must not be kept', async () => {
    const parts = [
      'From: Ada <ada@example.org>',
      'To: support@example.com',
      'Message-ID: <m40@example.org>',
      'Content-Type: multipart/mixed; boundary=x',
      '',
      '--x\r\nContent-Type: text/plain\r\n\r\nMy card is 4111 1111 1111 1111',
      '--x\r\nContent-Type: image/svg+xml; name="../a.svg"\r\nContent-Disposition: attachment; filename="../a.svg"\r\n\r\n<svg/>',
      '--x--',
    ];
    const { conversation } = await ground.receive(Buffer.from(parts.join('\r\n')));
    const { rows } = await ground.baton.pool.query<{
      content: string;
      attachments: string[];
      name: string;
    }>(
      `select t.content, t.attachments, a.name from turns t join attachments a on a.id = t.attachments->>0
        where t.conversation = $1`,
      [conversation],
    );
    expect(rows[0]?.content).not.toContain('4111 1111');
    expect(rows[0]?.name).toBe('.._a.svg');
  });

  it('keeps ten files of a mail and says to the agent how many it left out; a mail past 20 MB is recorded only', async () => {
    const file = (n: number) =>
      `--x\r\nContent-Type: text/plain; name="${n}.txt"\r\nContent-Disposition: attachment; filename="${n}.txt"\r\n\r\nfile ${n}`;
    const lines = [
      'From: Ada <ada@example.org>',
      'To: support@example.com',
      'Message-ID: <m41@example.org>',
      'Content-Type: multipart/mixed; boundary=x',
      '',
      '--x\r\nContent-Type: text/plain\r\n\r\nAll my pictures',
      ...Array.from({ length: 12 }, (_, n) => file(n)),
      '--x--',
    ];
    const raw = Buffer.from(lines.join('\r\n'));
    const { conversation } = await ground.receive(raw);
    const kept = await ground.baton.pool.query<{ files: number }>(
      'select jsonb_array_length(attachments) as files from turns where conversation = $1',
      [conversation],
    );
    expect(kept.rows).toEqual([{ files: 10 }]);
    const notes = await notesOf(drive(ground.baton, conversation ?? ''));
    expect(notes).toEqual([expect.stringMatching(/^2 files of the customer's mail were left out/)]);
    const [recorded] = await listMails(ground.baton.pool, ground.baton.tenant, 1);
    expect(recorded?.detail).toBe('2 files left out');
    const large = Buffer.concat([raw, Buffer.alloc(20 * 1024 * 1024, 'x')]);
    expect(await ground.receive(large)).toEqual({ disposition: 'too_large', conversation: null });
  });
});
