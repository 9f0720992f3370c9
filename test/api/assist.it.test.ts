/** Help for an agent over HTTP, without a model: suggestions, knowledge, macros, fields, wrap-up. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, keyOf, testApi, type Answered, type TestApi } from '../support/api.ts';
import { testBaton, type TestBaton } from '../support/baton.ts';
import { drive, type Conversation } from '../support/driver.ts';
import { setShift } from '../support/tenant.ts';

let baton: TestBaton;
let api: TestApi;
let conversation: Conversation;
const keys: Record<string, string> = {};
const fields = {
  targets: [
    {
      target: 'zendesk',
      fields: [
        { name: 'subject', from: 'intent', type: 'text', required: true, max_length: 80 },
        { name: 'order_id', from: 'order', type: 'text', required: true },
        { name: 'requester_email', from: 'customer_email', type: 'email' },
        { name: 'tier', from: 'customer_tier', type: 'text', required: true },
      ],
    },
  ],
};

function as(who: string, method: string, url: string, body?: unknown): Promise<Answered> {
  return call(api.app, keys[who] ?? '', method, url, body === undefined ? {} : { body });
}

beforeAll(async () => {
  baton = await testBaton({ policy: (policy) => ({ ...policy, fields }) });
  api = await testApi(baton.pool, baton.conversations);
  for (const role of ['supervisor', 'operator', 'admin'] as const)
    keys[role] = await keyOf(baton.pool, baton.tenant, role);
  for (const agent of ['ana', 'ben'])
    keys[agent] = await keyOf(baton.pool, baton.tenant, 'agent', agent);
  await as('operator', 'PUT', '/v1/knowledge/documents', {
    source: 'returns.md',
    kind: 'markdown',
    content: '# Returns\n\n## Broken goods\n\nWe pay the return postage of broken goods.',
    url: 'https://help.example.com/returns',
  });
  await setShift(baton.pool, baton.tenant, 'ana');
  conversation = drive(baton);
  await conversation.post({
    content: 'My order #A-20417 arrived broken. Who pays the return postage of broken goods?',
  });
  await conversation.askForPerson();
  await conversation.event('handoff.briefed');
  await conversation.accept(await conversation.offer());
});
afterAll(async () => {
  await api.close();
  await baton.close();
});

describe('suggested replies', () => {
  it('cite the knowledge, stay the same when asked again, and what became of them is counted', async () => {
    const url = `/v1/conversations/${conversation.ref.conversation}/suggestions`;
    const first = await as('ana', 'POST', url, {});
    expect(first.status).toBe(200);
    expect(first.body.language).toBe('en');
    const [known, read] = first.body.data;
    expect(known.writer).toBe('templates');
    expect(known.content).toContain('We pay the return postage of broken goods.');
    expect(known.content).toContain('https://help.example.com/returns');
    expect(known.passages).toMatchObject([{ title: 'Returns', number: 1 }]);
    expect(read.content).toContain('#A-20417');
    expect((await as('ana', 'POST', url, {})).body).toEqual(first.body);
    expect((await as('ben', 'POST', url, {})).status).toBe(404);

    const use = (id: string, sent: string | null) =>
      as('ana', 'POST', `/v1/suggestions/${id}/use`, { sent });
    expect((await use(known.id, known.content)).body).toMatchObject({ use: 'used', distance: 0 });
    expect((await use(read.id, null)).body).toMatchObject({ use: 'ignored' });
    const kpi = await as('supervisor', 'GET', '/v1/kpis/suggestions');
    expect(kpi.body).toEqual({
      shown: 2,
      used: 1,
      edited: 0,
      ignored: 1,
      adopted_share: 0.5,
      by_writer: { templates: { shown: 2, adopted: 1 } },
    });
    expect((await use('sg_none', null)).status).toBe(404);
  });
});

describe('knowledge', () => {
  it('is searched by an agent, and changed by operators only', async () => {
    const found = await as('ana', 'GET', '/v1/knowledge?q=return%20postage');
    expect(found.body.data[0]).toMatchObject({
      title: 'Returns',
      heading: 'Returns > Broken goods',
      url: 'https://help.example.com/returns',
    });
    const body = { source: 'x', kind: 'markdown', content: 'x' };
    expect((await as('ana', 'PUT', '/v1/knowledge/documents', body)).status).toBe(403);
    const bad = { ...body, url: 'javascript:alert(1)' };
    expect((await as('operator', 'PUT', '/v1/knowledge/documents', bad)).status).toBe(422);
  });
});

describe('macros', () => {
  it('are filled in from the conversation', async () => {
    const macro = {
      name: 'Label',
      content: 'Dear {customer_name}, the label for {order} is here. {agent_name}, {queue}',
    };
    const { pool, tenant } = baton;
    await pool.query(`update agents set name = 'Ana Ruiz' where tenant = $1 and id = 'ana'`, [
      tenant,
    ]);
    await pool.query(
      `update queues set name = 'General help' where tenant = $1 and id = 'general'`,
      [tenant],
    );
    expect((await as('supervisor', 'PUT', '/v1/macros/label', macro)).body).toMatchObject(macro);
    const rendered = await as('ana', 'POST', '/v1/macros/label/render', {
      conversation_id: conversation.ref.conversation,
    });
    expect(rendered.body).toEqual({
      content: 'Dear {customer_name}, the label for #A-20417 is here. Ana Ruiz, General help',
      missing: ['customer_name'],
    });
    expect((await as('ana', 'GET', '/v1/macros')).body.data).toHaveLength(1);
    expect((await as('supervisor', 'DELETE', '/v1/macros/label')).status).toBe(204);
    expect((await as('ana', 'GET', '/v1/macros')).body.data).toEqual([]);
  });
});

describe('fields of a ticket', () => {
  it('are filled from the brief, and say what is missing', async () => {
    const url = `/v1/conversations/${conversation.ref.conversation}/fields`;
    const { body } = await as('ana', 'GET', `${url}?target=zendesk`);
    expect(body).toMatchObject({ target: 'zendesk', complete: false, writer: 'extractive' });
    const values = body.fields.map((field: { value: unknown; problem: unknown }) => [
      field.value,
      field.problem,
    ]);
    expect(values).toEqual([
      ['Who pays the return postage of broken goods?', null],
      ['#A-20417', null],
      [null, 'missing'],
      [null, 'missing'],
    ]);
    expect((await as('ana', 'GET', `${url}?target=other`)).status).toBe(404);
  });
});

describe('the brief over HTTP', () => {
  it('says who wrote it, which revision it is and how much of it holds', async () => {
    const url = `/v1/conversations/${conversation.ref.conversation}/brief`;
    expect((await as('ana', 'GET', url)).body).toMatchObject({
      writer: 'extractive',
      revision: 1,
      settled: true,
      supported_share: 1,
    });
  });
});

describe('the end', () => {
  it('is proposed: summary, codes, outcome and the question for the verdict', async () => {
    await conversation.reply('ana', 'I have refunded the postage, it is done.');
    await conversation.post({ content: 'Thank you' });
    const url = `/v1/conversations/${conversation.ref.conversation}`;
    const { body } = await as('ana', 'GET', `${url}/wrap-up`);
    expect(body).toMatchObject({
      reason_code: 'customer_request',
      resolution_code: 'action_done',
      outcome: 'resolved',
      question: { choices: ['needed', 'avoidable', 'too_late', 'wrong_queue'] },
    });
    expect(JSON.stringify(body.summary)).toContain('I have refunded the postage');
    const { outcome, reason_code, resolution_code } = body;
    const resolved = await as('ana', 'POST', `${url}/resolve`, {
      outcome,
      reason_code,
      resolution_code,
      verdict: 'needed',
      summary: body.summary.map(({ text }: { text: string }) => text).join('\n'),
    });
    expect(resolved.status).toBe(200);
    expect((await conversation.event('outcome.recorded')).data).toMatchObject({
      verdict: 'needed',
    });
  });
});
