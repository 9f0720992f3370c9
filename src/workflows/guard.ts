/** Hand-written checks of what arrives in messages: shape only, the rest is checked in `commit`. No zod here (memory). */
import type { CommandType } from '../domain/commands.ts';
import type { Waiting } from './inbox.ts';

const maxIdLength = 128;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function idOf(type: CommandType, argument: Record<string, unknown>, fallback: string): string {
  if (typeof argument['id'] === 'string') return argument['id'];
  const { turns } = argument;
  const first: unknown = Array.isArray(turns) && turns.length === 1 ? turns[0] : undefined;
  if (type === 'turn' && isRecord(first) && typeof first['id'] === 'string') return first['id'];
  return fallback;
}

/** Why an argument can't be a command, in words for the person at the Temporal UI; null when it can. */
export function argumentFault(argument: unknown): string | null {
  if (!isRecord(argument)) return 'give one JSON object as the argument';
  const { id, actor } = argument;
  if (id !== undefined && (typeof id !== 'string' || id.length === 0 || id.length > maxIdLength))
    return `id: give 1 to ${maxIdLength} characters, or leave it out`;
  if (actor !== undefined && !isRecord(actor)) return 'actor: give { "kind": ..., "id": ... }';
  return null;
}

/** The command of a message. Without an id the message's own serves, without an actor it was the Temporal UI. */
export function commandOf(
  type: CommandType,
  argument: Record<string, unknown>,
  fallbackId: string,
): Waiting['command'] {
  return {
    actor: { kind: 'operator', id: 'temporal' },
    ...argument,
    id: idOf(type, argument, fallbackId),
    type,
  };
}
