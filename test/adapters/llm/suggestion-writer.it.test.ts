import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelFailure } from '../../../src/adapters/llm/model-failure.ts';
import { createSuggestionWriter } from '../../../src/adapters/llm/suggestion-writer.ts';
import { writeExtractiveBrief } from '../../../src/domain/prepare.ts';
import type { SuggestInput } from '../../../src/domain/suggest.ts';
import { startOpenAiServer, type OpenAiServer } from '../../support/openai-server.ts';
import { refundCase } from '../../support/transcripts.ts';

let server: OpenAiServer;
beforeAll(async () => {
  server = await startOpenAiServer();
});
afterAll(() => server.close());

const input: SuggestInput = {
  turns: refundCase().turns,
  brief: writeExtractiveBrief(refundCase()),
  language: 'en',
  customerName: 'Nora',
  passages: [
    {
      document: 'kb_1',
      number: 1,
      title: 'Returns',
      heading: 'Returns > Postage',
      url: 'https://help.example.com/returns',
      content: 'We pay the return postage of broken goods.',
    },
  ],
};

function write(timeoutMs = 5_000) {
  const options = { baseUrl: server.baseUrl, apiKey: 'k', model: 'stub-model', timeoutMs };
  return createSuggestionWriter({ ...options, maxOutputTokens: 400 })(input);
}

const good = {
  text: 'Hello Nora, we pay the return postage of $12.50 for #A-20417.',
  passages: [1],
};
const plain = { text: 'Hello Nora, I have read your conversation.', passages: [] };

describe('a model that drafts replies', () => {
  it('cites passages by number; the link comes from the knowledge, not from the model', async () => {
    server.behave('good', { replies: [good, plain] });
    const { writer, suggestions } = await write();
    expect(writer).toBe('stub-model');
    expect(suggestions[0]).toEqual({
      content: `${good.text}\n\nhttps://help.example.com/returns`,
      passages: [
        { document: 'kb_1', number: 1, title: 'Returns', url: 'https://help.example.com/returns' },
      ],
    });
    expect(server.requests[0]?.body).not.toHaveProperty('tools');
  });

  it('loses what neither transcript nor knowledge holds', async () => {
    const invented = { text: 'We refund $500 for order #Z-9981 to you.', passages: [1] };
    server.behave('good', { replies: [good, invented, plain] });
    const { suggestions } = await write();
    expect(JSON.stringify(suggestions)).not.toMatch(/Z-9981|500/);
    expect(suggestions).toHaveLength(2);
  });

  it('sends no markup and no link of its own', async () => {
    const attack = '<img src=x onerror=alert(1)>Hello, see https://evil.example/x now.';
    server.behave('good', { replies: [good, plain, { text: attack, passages: [] }] });
    const { suggestions } = await write();
    expect(JSON.stringify(suggestions)).not.toMatch(/<img|evil/);
  });

  it.each(['hang', 'server_error', 'broken_json', 'rate_limited'] as const)(
    'that fails says so, and templates can answer (%s)',
    async (mode) => {
      server.behave(mode, {});
      await expect(write(300)).rejects.toBeInstanceOf(ModelFailure);
    },
  );

  it('that invents nearly everything is refused', async () => {
    server.behave('good', {
      replies: [good, { text: 'Call Bob Berg on 555 12345.', passages: [] }],
    });
    await expect(write()).rejects.toMatchObject({ code: 'bad_output' });
  });
});
