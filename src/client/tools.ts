/**
 * Tools for a model that may ask for a person: definitions in the form of OpenAI's chat completions, and what a call of
 * one means. A model's arguments are data: a reason outside the list becomes `api_request`, a queue is not its to pick.
 */
import type { BotClient } from './bot-client.ts';
import { reasonWords } from '../domain/words.ts';

/** A function tool as OpenAI's chat completions take it. */
export interface ToolDefinition {
  type: 'function';
  function: { name: string; description: string; parameters: Record<string, unknown> };
}

/** What a model may say why; an agent's takeover is none of its reasons. */
export const toolReasons = reasonWords.filter((reason) => reason !== 'agent_takeover');

/** `handoff_to_human(reason, summary)`. */
export const handoffToHumanTool: ToolDefinition = {
  type: 'function',
  function: {
    name: 'handoff_to_human',
    description:
      'Hand the conversation to a human agent. Call it when the customer asks for a person, when you may not or cannot help, or when you are not sure. Say nothing after it: Baton tells the customer what happens next.',
    parameters: {
      type: 'object',
      additionalProperties: false,
      required: ['reason', 'summary'],
      properties: {
        reason: { type: 'string', enum: toolReasons, description: 'Why a person is needed.' },
        summary: {
          type: 'string',
          description: "The customer's issue in one or two sentences, for the human agent.",
        },
      },
    },
  },
};

/** The tool of the tau benchmarks, word for word: an agent that has learned it needs no change. */
export const transferToHumanAgentsTool: ToolDefinition = {
  type: 'function',
  function: {
    name: 'transfer_to_human_agents',
    description: "Transfer the user to a human agent, with a summary of the user's issue.",
    parameters: {
      type: 'object',
      required: ['summary'],
      properties: {
        summary: { type: 'string', description: "A summary of the user's issue." },
        reason: { type: 'string', description: 'Why the transfer is needed.' },
      },
    },
  },
};

/** A call as a model makes it. */
export interface ToolCall {
  name: string;
  /** JSON text, as it came. */
  arguments: string;
}

/** What the model is told of its call, and what the customer is to be told. */
export interface ToolOutcome {
  /** For the message with role `tool`. */
  content: string;
  say_to_customer: string | null;
  epoch: number;
  owner: 'ai' | 'queue' | 'agent';
}

const maxSummary = 2_000;

function argumentsOf(call: ToolCall): { reason?: string; summary?: string } {
  try {
    const value: unknown = JSON.parse(call.arguments);
    if (typeof value !== 'object' || value === null) return {};
    const { reason, summary } = value as Record<string, unknown>;
    return {
      ...(typeof reason === 'string' && { reason }),
      ...(typeof summary === 'string' && { summary: summary.slice(0, maxSummary) }),
    };
  } catch {
    return {};
  }
}

/** Whether the call is one of ours. */
export function isHandoffCall(call: ToolCall): boolean {
  return [handoffToHumanTool, transferToHumanAgentsTool].some(
    (tool) => tool.function.name === call.name,
  );
}

/** Does what the model asked for. The summary travels as a tool turn, so that the brief can cite it. */
export async function runHandoffCall(
  bot: BotClient,
  conversation: string,
  call: ToolCall & { id: string; epoch?: number },
): Promise<ToolOutcome> {
  const { reason, summary } = argumentsOf(call);
  if (summary !== undefined)
    await bot.postTurn(conversation, {
      id: call.id,
      role: 'tool',
      content: '',
      tool_calls: [{ name: call.name, arguments: { summary } }],
      ...(call.epoch !== undefined && { epoch: call.epoch }),
    });
  const known = toolReasons.find((word) => word === reason);
  const answer = await bot.requestHuman(conversation, { reason: known ?? 'api_request' }, call.id);
  const { owner, epoch, say_to_customer, handoff } = answer;
  return {
    content: `A person takes over (handoff ${handoff?.id ?? ''}). Do not answer the customer.`,
    say_to_customer,
    epoch,
    owner,
  };
}
