import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startApi, type RunningApi } from '../../src/api/server.ts';
import { BotClientError, createBotClient, type BotClient } from '../../src/client/bot-client.ts';
import { runHandoffCall, toolReasons } from '../../src/client/tools.ts';
import { keyOf, testApi, type Json, type TestApi } from '../support/api.ts';
import { newTenant, testBaton, type TestBaton } from '../support/baton.ts';
import { drive } from '../support/driver.ts';
import { setShift } from '../support/tenant.ts';

const tenant = newTenant();
let baton: TestBaton;
let parts: TestApi;
let api: RunningApi;
let key = '';
let bot: BotClient;

beforeAll(async () => {
  baton = await testBaton({ tenant });
  parts = await testApi(baton.pool, baton.conversations);
  api = await startApi(parts.deps, { host: '127.0.0.1', port: 0 });
  key = await keyOf(baton.pool, tenant, 'backend');
  bot = createBotClient({ baseUrl: api.url, apiKey: key });
});

afterAll(async () => {
  await api.close();
  await parts.close();
  await baton.close();
});

/** A server that speaks OpenAI's wire format and answers what it is told to, in order. */
async function openAi(
  answers: object[],
): Promise<{ url: string; asked: Json[]; close: () => void }> {
  const asked: Json[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => (text += part.toString()));
    request.on('end', () => {
      asked.push(JSON.parse(text));
      const message = { role: 'assistant', content: null, ...answers.shift() };
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          id: 'x',
          object: 'chat.completion',
          created: 1,
          model: 'm',
          choices: [{ index: 0, finish_reason: 'stop', message }],
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/v1`, asked, close: () => server.close() };
}

async function runExample(
  file: string,
  lines: string[],
  env: Record<string, string>,
): Promise<string> {
  const child = spawn(process.execPath, [path.resolve('examples', file)], {
    env: { ...process.env, BATON_URL: api.url, BATON_KEY: key, ...env },
  });
  let output = '';
  child.stdout.on('data', (part: Buffer) => (output += part.toString()));
  child.stderr.on('data', (part: Buffer) => (output += part.toString()));
  child.stdin.end(`${lines.join('\n')}\n`);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(output);
  return output;
}

const toolCall = (id: string, name: string, args: object) => ({
  tool_calls: [{ id, type: 'function', function: { name, arguments: JSON.stringify(args) } }],
});

describe('a Temporal-native caller', () => {
  it('sends a turn and reads its decision without HTTP', async () => {
    const home = await mkdtemp(path.join(tmpdir(), 'baton-native-'));
    const addresses = { temporal: inject('stack').temporalAddress, database: baton.url };
    await writeFile(path.join(home, 'runtime.json'), JSON.stringify({ addresses }));
    const secrets = JSON.stringify({ master_keys: baton.masterKeys });
    await writeFile(path.join(home, 'secrets.json'), secrets);
    const output = await runExample('temporal-client.mjs', [], {
      BATON_HOME: home,
      BATON_TASK_QUEUE: baton.taskQueue,
      BATON_TENANT: tenant,
    });
    await rm(home, { recursive: true });
    expect(JSON.parse(output)).toMatchObject({
      kind: 'answered',
      result: { kind: 'done', answer: { owner: 'queue', decision: { action: 'handoff' } } },
    });
  });
});

describe('a bot over plain HTTP', () => {
  it.each([
    ['over an OpenAI API', 'openai-loop.mjs', 'loop-1'],
    ['with the Vercel AI SDK', 'vercel-ai.mjs', 'loop-2'],
  ])(
    'in a chat loop %s answers, hands off by its tool, and is silent afterwards',
    async (_how, file, conversation) => {
      await setShift(baton.pool, tenant);
      const model = await openAi([
        { content: 'Which order is it?' },
        toolCall(`call_${conversation}`, 'handoff_to_human', {
          reason: 'missing_knowledge',
          summary: 'Order W1 is lost.',
        }),
        { content: 'never shown' },
      ]);
      const lines = ['Where is my parcel?', 'Order W1', 'Are you still there?'];
      const settings = { LLM_BASE_URL: model.url, LLM_MODEL: 'm', CONVERSATION: conversation };
      const output = await runExample(file, lines, settings);
      model.close();
      expect(output).toContain('bot: Which order is it?');
      expect(output).toMatch(/system: .*(team|person|answer)/i);
      expect(output).not.toContain('never shown');
      expect(model.asked).toHaveLength(2);
      expect(model.asked[0].tools[0].function.name).toBe('handoff_to_human');
      const state = await bot.status(conversation);
      expect(state).toMatchObject({ owner: 'queue', handoff: { reason: 'missing_knowledge' } });
    },
  );

  it('with the tool of the tau benchmarks hands off once, however often the call is repeated', async () => {
    await bot.postTurn('tau-1', { id: 't1', role: 'customer', content: 'Change my flight' });
    const call = {
      id: 'call_7',
      name: 'transfer_to_human_agents',
      arguments: JSON.stringify({ summary: 'Wants another flight', reason: 'out of policy' }),
    };
    const first = await runHandoffCall(bot, 'tau-1', call);
    expect(first).toMatchObject({ owner: 'queue', epoch: 2 });
    expect(first.say_to_customer).toBeTruthy();
    await runHandoffCall(bot, 'tau-1', call).catch((error: unknown) => {
      expect(error).toMatchObject({ code: 'not_owner' });
    });
    expect((await bot.status('tau-1')).handoff).toMatchObject({
      reason: 'api_request',
      state: 'queued',
    });
    expect(toolReasons).not.toContain('agent_takeover');
  });

  it('whose turn comes too late is told who owns the conversation', async () => {
    await bot.postTurn('late-1', { id: 't1', role: 'customer', content: 'I want a person' });
    const late = bot.postTurn('late-1', { id: 'a1', role: 'assistant', content: 'Hm', epoch: 1 });
    await expect(late).rejects.toBeInstanceOf(BotClientError);
    await expect(late).rejects.toMatchObject({
      code: 'not_owner',
      current: { owner: 'queue', epoch: 2 },
    });
    expect((await bot.cancelHandoff('late-1')).owner).toBe('ai');
  });

  it('follows what people say, with the texts, from where it stood', async () => {
    await bot.postMessages('follow-1', [{ role: 'user', content: 'I want to talk to a person' }]);
    const stop = new AbortController();
    const seen: string[] = [];
    for await (const event of bot.follow('follow-1', { signal: stop.signal })) {
      seen.push(event.notice?.content ?? event.turn?.content ?? event.type);
      if (event.type === 'notice.posted') stop.abort();
    }
    expect(seen[1]).toBe('I want to talk to a person');
    expect(seen.at(-1)).toMatch(/team/);
  });

  it('gets the segment’s summary and result with the answer to its next turn, once', async () => {
    await setShift(baton.pool, tenant, 'ana');
    const conversation = drive(baton, 'back-1');
    await conversation.askForPerson();
    await conversation.accept(await conversation.offer());
    await conversation.reply('ana');
    await conversation.act('returnToAi', {
      agent: 'ana',
      summary: 'Refund sent.',
      result: { refund: 12.5, order: 'W1' },
    });
    const next = await bot.postTurn('back-1', { id: 'n1', role: 'customer', content: 'And when?' });
    expect(next.returned).toEqual({
      handoff_id: next.handoff?.id,
      summary: 'Refund sent.',
      result: { refund: 12.5, order: 'W1' },
    });
    const after = await bot.postTurn('back-1', { id: 'n2', role: 'customer', content: 'Thanks' });
    expect(after.returned).toBeUndefined();
  });
});
