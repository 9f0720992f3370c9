/** Mail out of an SMTP server process, and in by a signed post or a Dovecot. */
import { ImapFlow } from 'imapflow';
import { pino } from 'pino';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watchMailbox } from '../../../src/adapters/mail/mailbox.ts';
import { call, keyOf, testApi, type TestApi } from '../../support/api.ts';
import { eventually } from '../../support/baton.ts';
import { dovecotMissing, startDovecot, type Dovecot } from '../../support/dovecot.ts';
import { drive } from '../../support/driver.ts';
import { mail, openMailGround, type MailGround } from '../../support/mail.ts';

const inboundSecret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
let ground: MailGround;
let api: TestApi;

beforeAll(async () => {
  ground = await openMailGround();
  api = await testApi(ground.baton.pool, ground.baton.conversations, {
    inbound: { mail: { secret: inboundSecret, receive: ground.receive } },
  });
});

afterAll(async () => {
  await api.close();
  await ground.close();
});

describe('a mail on its way out', () => {
  it('keeps its Message-ID over attempts: refused for now, and lost after it was taken', async () => {
    for (const local of ['later', 'drop']) {
      const conversation = await ground.held(`out-${local}`, `${local}@example.org`);
      await conversation.reply('ana', 'Hello');
      const [first, second] = await ground.sentTo(`${local}@example.org`, 2);
      expect(first?.id).toBe(second?.id);
    }
  });

  it('that is refused for good is given up at once, visibly', async () => {
    const conversation = await ground.held('out-550', 'reject@example.org');
    await conversation.reply('ana', 'Hello');
    const failure = await conversation.event('delivery.failed');
    expect(failure.data).toMatchObject({ channel: 'email', cause: 'refused' });
  });

  it('of the assistant does not go out once somebody else owns the conversation (I4)', async () => {
    const conversation = await ground.begun(
      'out-ai',
      'later-ai@example.org',
      'Hello, where is my order?',
    );
    await conversation.post({ id: 'ai1', role: 'assistant', content: 'Let me look.', epoch: 1 });
    await ground.automaticTo('later-ai@example.org', 1);
    await conversation.act('claim', { agent: 'ana' });
    const { rows } = await eventually('the delivery is suppressed', async () => {
      const found = await ground.baton.pool.query(
        `select cause from deliveries where conversation = $1 and state = 'suppressed'`,
        [conversation.ref.conversation],
      );
      return found.rows.length > 0 ? found : null;
    });
    expect(rows).toEqual([{ cause: 'not_owner' }]);
    expect(
      ground.smtp.mails.filter(({ to, taken }) => taken && to.includes('later-ai@example.org')),
    ).toEqual([]);
  });

  it('is where a message goes that failed on another channel, if the policy says so', async () => {
    const conversation = drive(ground.baton);
    await conversation.send('requestHuman', { customer: { email: 'fallback@example.org' } });
    await conversation.accept(await conversation.offer());
    await conversation.reply('ana', 'over the next channel');
    const reply = await conversation.event('turn.created');
    await ground.baton.pool.query(
      `insert into deliveries (id, tenant, conversation, channel, target, idempotency_key, state, lane, event_type, event_sequence, retry_until)
       values ('dl_fb', $1, $2, 'slack', 'cn_gone', 'k-fb', 'pending', 'slack/x', 'turn.created', $3, now())`,
      [ground.baton.tenant, conversation.ref.conversation, reply.sequence],
    );
    const failure = await conversation.event('delivery.failed');
    expect(failure.data).toMatchObject({ channel: 'slack', cause: 'disabled' });
    const [sent] = await ground.sentTo('fallback@example.org');
    expect(sent?.raw).toContain('over the next channel');
  });
});

describe('a mail that a provider posts', () => {
  const post = (body: string, headers: Record<string, string>) =>
    api.app.request('/v1/inbound/mail', { method: 'POST', body, headers });

  function signed(body: string, at = new Date(), secret = inboundSecret): Record<string, string> {
    return {
      'webhook-id': 'w1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign('w1', at, body),
    };
  }

  it('is taken when it is signed, over its bytes and lately, and else refused with 401', async () => {
    const body = mail({ id: 'p1', from: 'zoe@example.org', text: 'Hello' }).toString();
    const old = new Date(Date.now() - 6 * 60_000);
    const other = `whsec_${Buffer.alloc(32, 6).toString('base64')}`;
    for (const headers of [
      {},
      signed(`${body} `),
      signed(body, old),
      signed(body, new Date(), other),
    ])
      expect((await post(body, headers)).status).toBe(401);
    const taken = await post(body, signed(body));
    expect([taken.status, await taken.json()]).toEqual([200, { disposition: 'new' }]);
    expect(await (await post(body, signed(body))).json()).toEqual({ disposition: 'duplicate' });
  });

  it('is found in the record of an operator', async () => {
    const key = await keyOf(ground.baton.pool, ground.baton.tenant, 'operator');
    const answered = await call(api.app, key, 'GET', '/v1/mails/inbound?limit=1');
    expect(answered.body.data[0].disposition).toBe('new');
  });
});

describe.skipIf(dovecotMissing !== null)(
  `a mailbox${dovecotMissing === null ? '' : ` (${dovecotMissing})`}`,
  () => {
    let dovecot: Dovecot;
    beforeAll(async () => {
      dovecot = await startDovecot();
    });
    afterAll(async () => {
      await dovecot.stop();
    });

    async function withImap<T>(work: (client: ImapFlow) => Promise<T>): Promise<T> {
      const client = new ImapFlow({
        host: '127.0.0.1',
        port: dovecot.port,
        secure: false,
        doSTARTTLS: false,
        auth: { user: 'support', pass: 'secret' },
        logger: false,
      });
      await client.connect();
      try {
        return await work(client);
      } finally {
        await client.logout();
      }
    }

    it('is read: what is there, what comes, each once, and marked as seen after it was taken', async () => {
      const log = pino({ level: 'silent' });
      await withImap((client) =>
        client.append('INBOX', mail({ id: 'i1', from: 'ivy@example.org', text: 'One' })),
      );
      const watch = watchMailbox({ url: dovecot.url, receive: ground.receive, log, pollMs: 1_000 });
      await eventually('the first is taken', async () => (await turnsFrom('One')) === 1);
      await withImap((client) =>
        client.append('INBOX', mail({ id: 'i2', from: 'ivy@example.org', text: 'Two' })),
      );
      await eventually('the second is taken', async () => (await turnsFrom('Two')) === 1);
      const unseenMails = () =>
        withImap(async (client) => {
          await client.mailboxOpen('INBOX');
          return client.search({ seen: false });
        });
      await eventually('both are marked', async () => {
        const found = await unseenMails();
        return Array.isArray(found) && found.length === 0;
      });
      await watch.close();
      const unseen = await withImap(async (client) => {
        await client.mailboxOpen('INBOX');
        return client.search({ seen: false });
      });
      expect(unseen).toEqual([]);
      expect([await turnsFrom('One'), await turnsFrom('Two')]).toEqual([1, 1]);
    });

    async function turnsFrom(text: string): Promise<number> {
      const { rows } = await ground.baton.pool.query<{ count: number }>(
        'select count(*)::int as count from turns where content = $1',
        [`My order\n\n${text}`],
      );
      return rows[0]?.count ?? 0;
    }
  },
);
