/**
 * OpenAI-style message lists as turns. Such a list is the whole history without ids, so each id is a hash over the one
 * before, the index, role, content and tool calls: a changed message changes every id after it. The hashes are over
 * masked text, because a hash of a card number could be guessed back.
 */
import type { ChatMessage } from '../contract/turns.ts';
import type { ToolCall, Turn } from '../domain/turn.ts';
import { hashId } from './command.ts';
import { maskedRecord, maskedText } from './turn-text.ts';

const roles = {
  user: 'customer',
  assistant: 'assistant',
  tool: 'tool',
  function: 'tool',
} as const;

function textOf(content: ChatMessage['content']): string {
  if (content === undefined || content === null) return '';
  if (typeof content === 'string') return content;
  return content.map((part) => part.text ?? `[${part.type}]`).join('\n');
}

function argumentsOf(text: string | Record<string, unknown>): Record<string, unknown> {
  if (typeof text !== 'string') return text;
  try {
    const value: unknown = JSON.parse(text === '' ? '{}' : text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // A model's arguments need not be JSON; they are kept as text.
  }
  return { text };
}

function toolCallsOf(message: ChatMessage, index: number): ToolCall[] {
  return (message.tool_calls ?? []).map((call) => ({
    name: call.function.name,
    arguments: maskedRecord(argumentsOf(call.function.arguments), `/messages/${index}/tool_calls`),
  }));
}

/** The turns of a list, in order; instructions to the model (`system`, `developer`) are no turns. */
export function turnsOf(messages: readonly ChatMessage[]): Turn[] {
  const turns: Turn[] = [];
  let previous = '';
  for (const [index, message] of messages.entries()) {
    if (message.role === 'system' || message.role === 'developer') continue;
    const role = roles[message.role];
    const content = maskedText(textOf(message.content), `/messages/${index}/content`);
    const calls = toolCallsOf(message, index);
    const id = hashId('m', previous, turns.length, role, content, JSON.stringify(calls));
    turns.push({ id, role, content, ...(calls.length > 0 && { tool_calls: calls }) });
    previous = id;
  }
  return turns;
}
