/** Who may not read transcripts gets nothing of what was said by any route: every route of the OpenAPI document is asked. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMailSender } from '../../src/activities/deliver-mail.ts';
import { createAttachmentStore } from '../../src/adapters/files/attachment-store.ts';
import { mailIdentity, tokenMaker } from '../../src/adapters/mail/reply-token.ts';
import { startMailSink, type MailSink } from '../../src/adapters/mail/sink.ts';
import { createMailer, type Mailer } from '../../src/adapters/mail/smtp.ts';
import { addBacktest, listBacktests } from '../../src/adapters/postgres/backtests.ts';
import { changeGovernance } from '../../src/adapters/postgres/governance.ts';
import { writeReviewReport } from '../../src/adapters/postgres/review-report.ts';
import { openReviewRound } from '../../src/adapters/postgres/review-rounds.ts';
import { changeReviewSettings } from '../../src/adapters/postgres/review-settings.ts';
import { mayReadTranscripts } from '../../src/api/transcript-right.ts';
import { call, keyOf, testApi, type Answered, type TestApi } from '../support/api.ts';
import { eventually, testBaton, type TestBaton } from '../support/baton.ts';
import { drive, type Conversation } from '../support/driver.ts';
import { setShift } from '../support/tenant.ts';
import { operations, type Operation } from '../support/operations.ts';

/** Said by customer, agent and note, and nowhere else. */
const said = /quillfeather|A-20417/;
const readers = ['supervisor', 'operator', 'admin'] as const;

let baton: TestBaton;
let api: TestApi;
let sink: MailSink;
let mailer: Mailer;
let conversation: Conversation;
const keys: Record<string, string> = {};
/** What stands in the braces of a path, by operation; the conversation's id unless given. */
const params: Record<string, string> = { renderMacro: 'greet', listWaiting: 'general' };
const queries: Record<string, string> = {
  searchKnowledge: '?q=quill',
  getTargetFields: '?target=zendesk',
  listInbox: '?view=mine',
  previewRetention: '?days=1',
  exportLog: '?format=csv&what=event',
};
const bodies: Record<string, object> = {
  suggestReplies: {},
  labelReview: { verdict: 'needed' },
};

const fields = {
  targets: [{ target: 'zendesk', fields: [{ name: 'order', from: 'order', type: 'text' }] }],
};

/** Those that do not only read and answer with texts all the same: all others change something and answer with codes. */
const writing = ['suggestReplies', 'labelReview', 'renderMacro'];
const asked = operations().filter(
  ({ method, operationId, tells }) => method === 'GET' || tells || writing.includes(operationId),
);

function ask({ method, path, operationId }: Operation, role: string): Promise<Answered> {
  const id = params[operationId] ?? conversation.ref.conversation;
  const url = `${path.replaceAll(/\{.+?\}/g, id)}${queries[operationId] ?? ''}`;
  const body = method === 'GET' ? undefined : bodies[operationId];
  return call(api.app, keys[role] ?? '', method, url, body === undefined ? {} : { body });
}

const isTold = ({ body }: Answered): boolean =>
  said.test(typeof body === 'string' ? body : JSON.stringify(body));

const allow = (roles: (typeof readers)[number][]): Promise<unknown> =>
  changeGovernance(baton.pool, baton.tenant, { transcript_roles: roles }, 'test');

async function play(): Promise<void> {
  const stored = await api.app.request('/v1/attachments?name=lamp.txt', {
    method: 'POST',
    headers: { authorization: `Bearer ${keys['admin'] ?? ''}`, 'content-type': 'text/plain' },
    body: 'quillfeather',
  });
  const { id } = (await stored.json()) as { id: string };
  params['getAttachment'] = id;
  conversation = drive(baton);
  await conversation.post({ content: 'My order #A-20417, a quillfeather lamp, arrived broken.' });
  await conversation.send('requestHuman', { customer: { email: 'kim@example.org' } });
  await conversation.act('chooseChannel', { channel: 'email' });
  await conversation.event('handoff.briefed');
  await conversation.accept(await conversation.offer());
  await conversation.reply('ana', 'I am looking at the quillfeather lamp.');
  await conversation.act('note', { agent: 'ana', content: 'The quillfeather again.' });
  await conversation.post({ content: 'Will the quillfeather be sent again?' });
}

async function review(): Promise<void> {
  const { pool, tenant } = baton;
  const round = 'r1';
  await changeReviewSettings(pool, tenant, { reviewers: ['ana'] }, 'test');
  const since = new Date(Date.now() - 3_600_000);
  const until = new Date(Date.now() + 3_600_000);
  await openReviewRound(pool, { tenant, round, since, until, dueAt: until });
  const { rows } = await pool.query<{ id: string }>('select id from reviews where tenant = $1', [
    tenant,
  ]);
  for (const operation of ['getReview', 'labelReview']) params[operation] = rows[0]?.id ?? '';
  await writeReviewReport(pool, tenant, round);
  params['getReviewRound'] = round;
}

async function backtest(): Promise<void> {
  const { pool, tenant } = baton;
  const { rows } = await pool.query('select document from policies where tenant = $1', [tenant]);
  const window = { since: new Date(Date.now() - 3_600_000), until: new Date(Date.now() + 1_000) };
  const request = { policy: 'general-support', version: 1, by: 'test', ...window };
  const id = await addBacktest(pool, tenant, { ...request, document: rows[0].document });
  params['getBacktest'] = id;
  await eventually('the back-test is done', async () => {
    const [found] = await listBacktests(pool, tenant, { id, limit: 1 });
    return found?.state === 'done';
  });
}

beforeAll(async () => {
  sink = await startMailSink();
  mailer = createMailer(sink.url, { timeoutMs: 3_000 });
  const identity = mailIdentity('Support <support@example.com>');
  const tokenMakers = [tokenMaker(Buffer.alloc(32, 7))];
  const attachments = createAttachmentStore({ folder: '/nonexistent', maxBytes: 1 });
  baton = await testBaton({
    policy: (policy) => ({ ...policy, fields }),
    delivery: (pool) => ({
      senders: {
        email: createMailSender({
          ...{ pool, attachments, mailer, identity, tokenMakers },
          ratingPage: undefined,
        }),
      },
    }),
  });
  api = await testApi(baton.pool, baton.conversations, { outbox: () => sink.mails() });
  for (const role of readers) keys[role] = await keyOf(baton.pool, baton.tenant, role);
  keys['ana'] = await keyOf(baton.pool, baton.tenant, 'agent', 'ana');
  await baton.pool.query(
    `insert into macros (tenant, id, name, content) values ($1, 'greet', 'Greet', 'About {order}:')`,
    [baton.tenant],
  );
  await setShift(baton.pool, baton.tenant, 'ana');
  await play();
  await review();
  await backtest();
  bodies['renderMacro'] = { conversation_id: conversation.ref.conversation };
  await eventually('the reply is mailed', () =>
    Promise.resolve(sink.mails().some(({ text }) => text.includes('quillfeather'))),
  );
});
afterAll(async () => {
  await api.close();
  await baton.close();
  mailer.close();
  await sink.close();
});

describe('who may not read transcripts', () => {
  it('gets nothing of what was said by any route, and those who may get it by the routes that say so', async () => {
    const expected: Record<string, string[]> = {};
    const found: Record<string, string[]> = {};
    for (const operation of asked) {
      const roles = readers.filter((role) => operation.roles.includes(role));
      const { operationId } = operation;
      await allow([...readers]);
      const open = await Promise.all(roles.map((role) => ask(operation, role)));
      await allow([]);
      const shut = await Promise.all(roles.map((role) => ask(operation, role)));
      const told = open.every(isTold) && roles.length > 0;
      expected[operationId] = operation.tells ? ['told', '403'] : ['withheld'];
      found[operationId] = operation.tells
        ? [told ? 'told' : 'not told', ...new Set(shut.map(({ status }) => String(status)))]
        : [shut.some(isTold) ? 'told' : 'withheld'];
    }
    expect(found).toEqual(expected);
    expect(asked.filter(({ tells }) => tells).length).toBeGreaterThan(10);
  });

  it('sees in the inbox that somebody wrote, and not what', async () => {
    const inbox = asked.find(({ operationId }) => operationId === 'listInbox');
    if (inbox === undefined) throw new Error('no inbox');
    const last = async () => (await ask(inbox, 'supervisor')).body.data[0].last_turn;
    await allow(['supervisor']);
    expect(await last()).toMatchObject({ role: 'customer', excerpt: expect.stringMatching(said) });
    await allow(['operator']);
    expect(await last()).toMatchObject({ role: 'customer', excerpt: '' });
  });

  it('is none of those who work on the case: its agent and the backend that sent it', async () => {
    await allow([]);
    const turns = asked.find(({ operationId }) => operationId === 'listTurns');
    expect(turns && isTold(await ask(turns, 'ana'))).toBe(true);
    for (const role of ['agent', 'backend'] as const)
      expect(await mayReadTranscripts(api.deps, { role, tenant: baton.tenant })).toBe(true);
  });
});
