import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createModelBriefWriter } from '../../../src/adapters/llm/brief-writer.ts';
import { ModelFailure } from '../../../src/adapters/llm/model-failure.ts';
import { briefSchema } from '../../../src/contract/brief.ts';
import { goodModelBrief } from '../../support/model-brief.ts';
import { startOpenAiServer } from '../../support/openai-server.ts';
import type { OpenAiMode, OpenAiServer } from '../../support/openai-server.ts';
import { refundCase } from '../../support/transcripts.ts';

let server: OpenAiServer;
beforeAll(async () => {
  server = await startOpenAiServer();
});
afterAll(() => server.close());

function write(timeoutMs = 5000, signal?: AbortSignal) {
  const writer = createModelBriefWriter({
    baseUrl: server.baseUrl,
    apiKey: 'key-1',
    model: 'stub-model',
    timeoutMs,
    maxOutputTokens: 900,
  });
  return writer.writeModelBrief(refundCase(), signal);
}

async function failureOf(promise: Promise<unknown>): Promise<ModelFailure> {
  const fault = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  expect(fault).toBeInstanceOf(ModelFailure);
  return fault as ModelFailure;
}

describe('a model that answers', () => {
  it('gives a checked brief in its name, by one request with a strict schema and no tools', async () => {
    server.behave('good', goodModelBrief());
    const brief = await write();
    expect(briefSchema.parse(brief)).toEqual(brief);
    expect(brief.writer).toBe('stub-model');
    expect(brief.dropped).toBe(0);
    expect(brief.lines).toEqual(goodModelBrief().lines);
    expect(brief.fields.entities).toEqual([
      { type: 'order', value: '#A-20417', normalised: 'A-20417', turns: [2] },
    ]);
    expect(server.requests).toHaveLength(1);
    const { authorization, body } = server.requests[0]!;
    expect(authorization).toBe('Bearer key-1');
    expect(body).toMatchObject({
      model: 'stub-model',
      max_tokens: 900,
      response_format: { type: 'json_schema', json_schema: { strict: true } },
    });
    expect(body).not.toHaveProperty('tools');
    expect(body.messages.map((message: { role: string }) => message.role)).toEqual([
      'system',
      'user',
    ]);
    expect(JSON.parse(body.messages[1]!.content).transcript).toHaveLength(12);
  });

  it.each<[string, OpenAiMode, number]>([
    ['without JSON schema is asked for a JSON object', 'no_json_schema', 2],
    ['that wants the newer token limit gets it', 'no_max_tokens', 2],
    ['that breaks its JSON once may repair it', 'broken_then_repaired', 2],
  ])('%s', async (_, mode, requests) => {
    server.behave(mode, goodModelBrief());
    expect((await write()).lines).toHaveLength(6);
    expect(server.requests).toHaveLength(requests);
  });
});

describe('a model that invents', () => {
  it('loses what it invented and the brief says how much', async () => {
    const written = goodModelBrief();
    written.lines[3] = {
      section: 'facts',
      text: 'Order #Z-99999 was refunded with $500.',
      turns: [6],
    };
    written.fields.entities.push({ type: 'order', value: '#Z-99999', turns: [99] });
    written.fields.promises = [{ value: 'A refund of $500', turns: [7] }];
    server.behave('good', written);
    const brief = await write();
    expect(brief.dropped).toBe(3);
    expect(JSON.stringify(brief)).not.toMatch(/Z-99999|500/);
  });

  it('is refused when less than half of it holds', async () => {
    const written = goodModelBrief();
    const lines = written.lines.map((line) => ({ ...line, turns: [77] }));
    server.behave('good', { ...written, lines });
    const failure = await failureOf(write());
    expect([failure.code, failure.retryable]).toEqual(['bad_output', false]);
  });

  it('that obeys an injected instruction brings neither markup, link nor a key of its own', async () => {
    const written = goodModelBrief();
    written.lines[1] = {
      section: 'what_the_customer_wants',
      text: '<img src=x onerror=alert(1)>A [replacement](https://evil.example/?t=secret) https://evil.example/x <b>now</b>',
      turns: [8],
    };
    server.behave('good', written);
    expect((await write()).lines[1]?.text).toBe('A replacement [link] now');
    server.behave('good', { ...written, queue: 'vip', priority: 1 });
    expect((await failureOf(write())).code).toBe('bad_output');
  });
});

describe('a model that fails', () => {
  it.each<[string, OpenAiMode, [code: string, retryable: boolean, requests: number]]>([
    ['limits the rate', 'rate_limited', ['rate_limited', true, 1]],
    ['has a fault', 'server_error', ['unavailable', true, 1]],
    ['closes the connection', 'reset', ['network', true, 1]],
    ['sends us elsewhere', 'redirect', ['network', true, 1]],
    ['refuses the key', 'unauthorised', ['refused', false, 1]],
    ['refuses every form', 'always_400', ['refused', false, 2]],
    ['breaks its JSON twice', 'broken_json', ['bad_output', false, 2]],
    ['answers nothing', 'empty', ['bad_output', false, 2]],
    ['answers with tool calls', 'tool_calls', ['bad_output', false, 2]],
    ['answers with a web page', 'not_json', ['bad_output', false, 2]],
    ['answers a megabyte', 'huge', ['bad_output', false, 1]],
  ])('that %s is told apart', async (_, mode, expected) => {
    server.behave(mode, goodModelBrief());
    const failure = await failureOf(write());
    expect([failure.code, failure.retryable, server.requests.length]).toEqual(expected);
    expect(failure.retryAfterMs).toBe(mode === 'rate_limited' ? 7000 : undefined);
    expect(failure.message).not.toMatch(/A-20417|key-1|Nora/);
  });

  it.each<OpenAiMode>(['hang', 'slow_body'])(
    'is given up when the time is over (%s)',
    async (mode) => {
      server.behave(mode);
      const from = performance.now();
      const failure = await failureOf(write(300));
      expect([failure.code, failure.retryable]).toEqual(['timeout', true]);
      expect(performance.now() - from).toBeLessThan(2000);
    },
  );

  it('ends at once when the caller gives up', async () => {
    server.behave('hang');
    const failure = await failureOf(write(5000, AbortSignal.timeout(50)));
    expect([failure.code, failure.retryable]).toEqual(['canceled', false]);
  });

  it('that is not there is a network failure', async () => {
    const gone = await startOpenAiServer();
    await gone.close();
    const writer = createModelBriefWriter({
      baseUrl: gone.baseUrl,
      apiKey: 'k',
      model: 'm',
      timeoutMs: 3000,
      maxOutputTokens: 10,
    });
    const failure = await failureOf(writer.writeModelBrief(refundCase()));
    expect([failure.code, failure.retryable]).toEqual(['network', true]);
  });
});
