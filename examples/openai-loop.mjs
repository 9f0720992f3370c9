/**
 * A plain chat loop over an OpenAI-compatible API, with Baton at its door: every turn is posted before it counts, the
 * model may ask for a person by a tool, and the bot is silent from the moment somebody else owns the conversation.
 *
 * BATON_URL, BATON_KEY (role backend), LLM_BASE_URL, LLM_API_KEY, LLM_MODEL; the customer's lines come from stdin.
 */
import { createInterface } from 'node:readline/promises';
import OpenAI from 'openai';
import {
  BotClientError,
  createBotClient,
  handoffToHumanTool,
  isHandoffCall,
  runHandoffCall,
} from 'baton-handoff';

const env = process.env;
const bot = createBotClient({ baseUrl: env.BATON_URL ?? '', apiKey: env.BATON_KEY ?? '' });
const model = new OpenAI({ baseURL: env.LLM_BASE_URL, apiKey: env.LLM_API_KEY ?? 'none' });
const conversation = env.CONVERSATION ?? `chat-${Date.now().toString(36)}`;

/** @type {OpenAI.ChatCompletionMessageParam[]} */
const history = [{ role: 'system', content: 'You are the support bot of a shop. Be brief.' }];
let count = 0;

/** @type {(who: string, text: string | null) => void} */
const show = (who, text) => {
  if (text) console.log(`${who}: ${text}`);
};

/**
 * Answers while the AI owns the conversation.
 * @param {number} epoch
 */
async function answer(epoch) {
  const { choices } = await model.chat.completions.create({
    model: env.LLM_MODEL ?? 'gpt-4o-mini',
    messages: history,
    tools: [/** @type {OpenAI.ChatCompletionTool} */ (handoffToHumanTool)],
  });
  const message = choices[0]?.message;
  const call = message?.tool_calls?.find((one) => one.type === 'function');
  if (call !== undefined && isHandoffCall(call.function)) {
    const outcome = await runHandoffCall(bot, conversation, {
      ...call.function,
      id: call.id,
      epoch,
    });
    return show('system', outcome.say_to_customer);
  }
  const content = message?.content ?? '';
  const id = `a${++count}`;
  try {
    // Posted before it is shown: what came too late is refused, and nobody sees it.
    await bot.postTurn(conversation, { id, role: 'assistant', content, epoch });
    history.push({ role: 'assistant', content });
    show('bot', content);
  } catch (error) {
    if (!(error instanceof BotClientError) || error.code !== 'not_owner') throw error;
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const taken = await bot.postTurn(conversation, {
    id: `c${++count}`,
    role: 'customer',
    content: line,
  });
  history.push({ role: 'user', content: line });
  if (taken.returned)
    history.push({
      role: 'system',
      content: `A colleague helped meanwhile: ${taken.returned_summary ?? ''}`,
    });
  show('system', taken.say_to_customer);
  if (taken.owner === 'ai' && taken.decision?.action === 'continue') await answer(taken.epoch);
}
