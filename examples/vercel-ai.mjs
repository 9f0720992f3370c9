/**
 * The same with the Vercel AI SDK: `npm install ai @ai-sdk/openai-compatible` beside this. The tool is Baton's
 * definition; what it does is one call. `createTools` needs no import of the SDK: a tool is an object.
 *
 *   const tools = createTools(bot, conversation, (text) => show(text));
 *   const result = await generateText({ model, messages, tools, stopWhen: isStepCount(1) });
 */
import { handoffToHumanTool, runHandoffCall } from 'baton-handoff';

/** A schema as the SDK's `jsonSchema()` makes it. */
const schemaSymbol = Symbol.for('vercel.ai.schema');

/**
 * @param {import('baton-handoff').BotClient} bot
 * @param {string} conversation
 * @param {(text: string | null) => void} show
 */
export function createTools(bot, conversation, show) {
  const { name, description, parameters } = handoffToHumanTool.function;
  return {
    [name]: {
      description,
      inputSchema: {
        [schemaSymbol]: true,
        _type: undefined,
        jsonSchema: parameters,
        validate: undefined,
      },
      /**
       * @param {Record<string, unknown>} input
       * @param {{ toolCallId: string }} call
       */
      execute: async (input, { toolCallId }) => {
        const call = { id: toolCallId, name, arguments: JSON.stringify(input) };
        const outcome = await runHandoffCall(bot, conversation, call);
        show(outcome.say_to_customer);
        return outcome.content;
      },
    },
  };
}
