/** Customers are asked by mail how they were helped: once, with links that rate by one click, and never against their will. */
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eraseRows } from '../../../src/adapters/postgres/erase-rows.ts';
import { call, testApi, type TestApi } from '../../support/api.ts';
import { eventually } from '../../support/baton.ts';
import type { Conversation } from '../../support/driver.ts';
import { header, mail, openMailGround, replyTo, type MailGround } from '../../support/mail.ts';
import type { SmtpMail } from '../../support/smtp.ts';

let ground: MailGround;
let api: TestApi;

beforeAll(async () => {
  ground = await openMailGround({ ratingSeconds: 0 });
  api = await testApi(ground.baton.pool, ground.baton.conversations);
});
afterAll(async () => {
  await api.close();
  await ground.close();
});

async function askAfter(seconds: number | null): Promise<void> {
  await ground.baton.pool.query(
    `update policies set document = jsonb_set(document, '{delivery,rating_mail_after_seconds}', $1)`,
    [JSON.stringify(seconds)],
  );
}

const requests = (address: string): SmtpMail[] =>
  ground.smtp.mails.filter(
    ({ to, raw }) => to.includes(address) && header(raw, 'List-Unsubscribe') !== '',
  );

function asked(address: string): Promise<SmtpMail> {
  return eventually(`${address} is asked`, () => Promise.resolve(requests(address)[0]));
}

interface Planned {
  state: string;
  cause: string | null;
}

async function ledger({ ref }: Conversation): Promise<Planned[]> {
  const { rows } = await ground.baton.pool.query<Planned>(
    `select state, cause from deliveries where conversation = $1 and target = 'rating' order by position`,
    [ref.conversation],
  );
  return rows;
}

/** The ledger once it has so many entries and none is on its way. */
function ended(conversation: Conversation, count = 1): Promise<Planned[]> {
  return eventually(`${count} requests ended`, async () => {
    const rows = await ledger(conversation);
    return rows.length >= count && rows.every(({ state }) => state !== 'pending') && rows;
  });
}

async function solved(id: string, from: string): Promise<Conversation> {
  const conversation = await ground.held(id, from);
  await conversation.reply('ana', 'It is on its way again.');
  await conversation.resolve('ana');
  return conversation;
}

/** Once it was read who is to be told that the case ended. */
function planned({ ref }: Conversation): Promise<boolean> {
  return eventually('the end of the case is planned', async () => {
    const { rowCount } = await ground.baton.pool.query(
      `select 1 from events e join delivery_cursors c using (tenant)
        where e.conversation = $1 and e.type = 'conversation.resolved'
          and (e.xid, e.conversation, e.sequence) <= (c.xid, c.conversation, c.sequence)`,
      [ref.conversation],
    );
    return rowCount === 1;
  });
}

/** Everything that waits is due. */
async function hurry({ ref }: Conversation): Promise<void> {
  await ground.baton.pool.query(
    `update deliveries set next_at = now() where conversation = $1 and state = 'pending'`,
    [ref.conversation],
  );
}

async function comesBack(id: string, from: string): Promise<void> {
  const [sent] = await ground.sentTo(from);
  const to = replyTo(sent?.raw ?? '');
  await ground.receive(mail({ id, from, to, text: 'It did not arrive.' }));
}

describe('a case that a person ended', () => {
  it('leads to a mail whose link has the number chosen, and a click there rates', async () => {
    const conversation = await solved('ask-1', 'kim1@example.org');
    const { raw } = await asked('kim1@example.org');
    expect(header(raw, 'Auto-Submitted')).toBe('auto-generated');
    const { text = '', html } = await simpleParser(raw);
    expect(text).toMatch(/^Your case [A-Z0-9]{3}-[A-Z0-9]{4} is closed\./);
    const links = text.match(/http:\S+\?score=\d&lang=en/g) ?? [];
    expect(links.map((link) => /score=(\d)/.exec(link)?.[1])).toEqual(['5', '4', '3', '2', '1']);
    expect(html).toContain('<title>How were you helped?</title>');
    for (const link of links) expect(html).toContain(link.replace('&', '&amp;'));
    const four = new URL(links[1] ?? '');
    const opened = await call(api.app, null, 'GET', `${four.pathname}${four.search}`);
    expect(opened.body).toContain('value="4" autofocus>Send 4 of 5</button>');
    expect((await conversation.events()).some(({ type }) => type === 'outcome.rated')).toBe(false);
    const clicked = await api.app.request(`${four.pathname}${four.search}`, {
      method: 'POST',
      body: 'score=4',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(clicked.status).toBe(200);
    expect((await conversation.event('outcome.rated')).data).toMatchObject({ score: 4 });
  });

  it('is asked about once, also when it is opened and ended again', async () => {
    const from = 'kim2@example.org';
    const conversation = await solved('ask-2', from);
    await asked(from);
    await comesBack('ask-2b', from);
    await conversation.event('conversation.reopened');
    await conversation.act('resolve', {
      ...{ agent: 'bot', outcome: 'resolved' },
      actor: { kind: 'backend', id: 'test' },
    });
    expect(await ended(conversation, 2)).toEqual([
      { state: 'delivered', cause: null },
      { state: 'suppressed', cause: 'asked_before' },
    ]);
    expect(requests(from)).toHaveLength(1);
  });

  it('is not asked about where it was closed as spam, or where nobody is asked', async () => {
    const spam = await ground.held('ask-3', 'spam@example.org');
    await spam.act('resolve', { agent: 'ana', outcome: 'no_issue', close_as: 'spam' });
    await askAfter(null);
    const off = await solved('ask-4', 'off@example.org');
    await Promise.all([spam, off].map(planned));
    await askAfter(0);
    await solved('ask-5', 'kim5@example.org');
    await asked('kim5@example.org');
    expect([await ledger(spam), await ledger(off)]).toEqual([[], []]);
  });
});

describe('a request that waits', () => {
  it('is not sent to who came back, who rated, or once nobody is asked any more', async () => {
    await askAfter(86_400);
    const back = await solved('wait-1', 'back@example.org');
    const rated = await solved('wait-2', 'rated@example.org');
    const off = await solved('wait-3', 'wait3@example.org');
    const all = [back, rated, off];
    for (const each of all)
      await eventually('it is planned', async () => (await ledger(each)).length === 1);
    expect((await ledger(off))[0]).toEqual({ state: 'pending', cause: null });
    await comesBack('wait-1b', 'back@example.org');
    await back.event('conversation.reopened');
    await rated.act('rate', { score: 5 });
    await Promise.all([back, rated].map(hurry));
    expect(await ended(back)).toEqual([{ state: 'suppressed', cause: 'superseded' }]);
    expect(await ended(rated)).toEqual([{ state: 'suppressed', cause: 'rated' }]);
    await askAfter(null);
    await hurry(off);
    expect(await ended(off)).toEqual([{ state: 'suppressed', cause: 'switched_off' }]);
    await askAfter(0);
  });

  it('goes with the conversation when that is erased', async () => {
    await askAfter(86_400);
    const conversation = await solved('wait-4', 'erased@example.org');
    await eventually('it is planned', async () => (await ledger(conversation)).length === 1);
    await eraseRows(ground.baton.pool, conversation.ref, { cause: 'request', now: Date.now() });
    expect(await ledger(conversation)).toEqual([]);
    await askAfter(0);
  });
});

describe('an address', () => {
  it('that refused or returned a mail is not asked', async () => {
    const conversation = await solved('dead-1', 'reject@example.org');
    expect(await ended(conversation)).toEqual([{ state: 'suppressed', cause: 'bounced' }]);
  });

  it('that wants no more requests gets none, in any conversation, by the one click of mail programs', async () => {
    await solved('stop-1', 'stop@example.org');
    const { raw } = await asked('stop@example.org');
    expect(header(raw, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    const { pathname, search } = new URL(/<(.+)>/.exec(header(raw, 'List-Unsubscribe'))?.[1] ?? '');
    const opened = await call(api.app, null, 'GET', `${pathname}${search}`);
    expect(opened.body).toContain('Do not ask me for ratings any more');
    const done = await api.app.request(`${pathname}${search}`, {
      method: 'POST',
      body: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(await done.text()).toContain('we will not ask you again');
    const later = await solved('stop-2', 'Stop@example.org');
    expect(await ended(later)).toEqual([{ state: 'suppressed', cause: 'unsubscribed' }]);
    const { rows } = await ground.baton.pool.query(
      `select address_hash::text as kept from rating_refusals`,
    );
    expect(JSON.stringify(rows)).not.toContain('stop');
  });
});
