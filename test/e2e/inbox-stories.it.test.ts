import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMailSender } from '../../src/activities/deliver-mail.ts';
import { createAttachmentStore } from '../../src/adapters/files/attachment-store.ts';
import { mailIdentity, tokenMaker } from '../../src/adapters/mail/reply-token.ts';
import { createMailer } from '../../src/adapters/mail/smtp.ts';
import type { Pool } from '../../src/adapters/postgres/pool.ts';
import { call, keyOf } from '../support/api.ts';
import { casePlay, settle, type CasePlay } from '../support/console-cases.ts';
import { complaintsOf, hasChromium, openStage, type ConsoleStage } from '../support/console.ts';
import { openShop, type Shop } from '../support/shop.ts';
import { startSmtp, type SmtpProcess } from '../support/smtp.ts';
import { besideStories } from './inbox-beside.ts';
import { inboxStories, scriptOf } from './inbox-stories.ts';

const stories = [...inboxStories, ...besideStories];

describe.skipIf(!hasChromium)('an agent in the inbox', () => {
  let stage: ConsoleStage;
  let play: CasePlay;
  let shop: Shop;
  let smtp: SmtpProcess;
  let folder = '';

  function mailing(pool: Pool) {
    const email = createMailSender({
      pool,
      attachments: createAttachmentStore({ folder, maxBytes: 1_000_000 }),
      mailer: createMailer(smtp.url, { timeoutMs: 3_000 }),
      identity: mailIdentity('Support <support@example.com>'),
      tokenMakers: [tokenMaker(Buffer.alloc(32, 7))],
      ratingPage: () => 'https://baton.example/rate',
    });
    return { senders: { email } };
  }

  /** Every story's case, with ana. */
  async function giveCases(): Promise<void> {
    const { pool, tenant } = stage.baton;
    const admin = await keyOf(pool, tenant, 'admin');
    const send = (method: string, to: string, body: unknown) =>
      settle(() => call(stage.api.app, admin, method, to, { body }));
    const content = 'Hello {customer_name}, I am {agent_name} and look at {order}.';
    await send('PUT', '/v1/macros/greeting', { name: 'Greeting', content });
    const give = async ({ id }: { id: string }) => {
      await play.begin(scriptOf(id));
      await send('POST', `/v1/conversations/${id}/claim`, { agent: 'ana' });
    };
    await Promise.all(stories.map(give));
  }

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'baton-inbox-'));
    smtp = await startSmtp();
    stage = await openStage({ delivery: mailing });
    const { pool, tenant } = stage.baton;
    await pool.query(
      `update agents set capacity = 30, name = case id when 'ana' then 'Ana Ruiz' else 'Ben Cole' end where tenant = $1`,
      [tenant],
    );
    await pool.query('update queues set offer_timeout_seconds = 300 where tenant = $1', [tenant]);
    play = await casePlay(stage);
    shop = await openShop(stage);
    await giveCases();
  });

  afterAll(async () => {
    shop.close();
    await stage.close();
    await smtp.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(stories)('$title', async ({ id, play: tell }) => {
    const page = await stage.open({ role: 'agent', agent: 'ana' }, `/inbox/${id}`);
    await page.getByRole('log').getByText(`are missing, ${id}.`).waitFor();
    await tell({ stage, play, shop, smtp, page });
    expect(complaintsOf(page)).toEqual([]);
    await page.context().close();
  });
});
