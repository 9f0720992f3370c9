/**
 * The same chat loop with the Vercel AI SDK: the tool is Baton's definition, what it does is one call, and the bot is
 * silent from the moment somebody else owns the conversation.
 *
 * npm install ai @ai-sdk/openai-compatible
 * BATON_URL, BATON_KEY (role backend), LLM_BASE_URL, LLM_API_KEY, LLM_MODEL; the customer's lines come from stdin.
 */
import { createInterface } from 'node:readline/promises';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, jsonSchema, stepCountIs, tool } from 'ai';
import { BotClientError, createBotClient, handoffToHumanTool, runHandoffCall } from 'baton-handoff';

const env = process.env;
const bot = createBotClient({ baseUrl: env.BATON_URL ?? '', apiKey: env.BATON_KEY ?? '' });
const provider = createOpenAICompatible({
  name: 'llm',
  baseURL: env.LLM_BASE_URL ?? '',
  apiKey: env.LLM_API_KEY ?? 'none',
});
const conversation = env.CONVERSATION ?? `chat-${Date.now().toString(36)}`;
const { name, description, parameters } = handoffToHumanTool.function;

/** @type {import('ai').ModelMessage[]} */
const messages = [];
let count = 0;

/** @type {(who: string, text: string | null | undefined) => void} */
const show = (who, text) => {
  if (text) console.log(`${who}: ${text}`);
};

/** @type {(epoch: number) => import('ai').ToolSet} */
const toolsAt = (epoch) => ({
  [name]: tool({
    description,
    inputSchema: jsonSchema(/** @type {import('ai').JSONSchema7} */ (parameters)),
    execute: async (input, { toolCallId }) => {
      const call = { id: toolCallId, name, arguments: JSON.stringify(input), epoch };
      const outcome = await runHandoffCall(bot, conversation, call);
      show('system', outcome.say_to_customer);
      return outcome.content;
    },
  }),
});

/**
 * Answers while the AI owns the conversation. One step: after a handoff the model has nothing more to say.
 * @param {number} epoch
 */
async function answer(epoch) {
  const { text, content } = await generateText({
    model: provider(env.LLM_MODEL ?? 'gpt-4o-mini'),
    system: 'You are the support bot of a shop. Be brief.',
    messages,
    tools: toolsAt(epoch),
    stopWhen: stepCountIs(1),
  });
  const failed = content.find((part) => part.type === 'tool-error');
  if (failed !== undefined) throw failed.error;
  if (text === '') return;
  try {
    // Posted before it is shown: what came too late is refused, and nobody sees it.
    const turn = { id: `a${++count}`, role: /** @type {const} */ ('assistant'), content: text };
    await bot.postTurn(conversation, { ...turn, epoch });
    messages.push({ role: 'assistant', content: text });
    show('bot', text);
  } catch (error) {
    if (!(error instanceof BotClientError) || error.code !== 'not_owner') throw error;
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const turn = { id: `c${++count}`, role: /** @type {const} */ ('customer'), content: line };
  const taken = await bot.postTurn(conversation, turn);
  messages.push({ role: 'user', content: line });
  show('system', taken.say_to_customer);
  if (taken.owner === 'ai' && taken.decision?.action === 'continue') await answer(taken.epoch);
}
