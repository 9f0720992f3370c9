/** What of a command is stored as text, and the hashes by which a repeat is told from another thing under a known id. */
import { createHash } from 'node:crypto';
import type { Command, CommandOf } from '../../domain/commands.ts';
import type { ConversationState } from '../../domain/conversation.ts';
import type { TakenTurn } from '../../domain/take-turns.ts';
import type { Turn } from '../../domain/turn.ts';
import type { StoredTurn } from './commit-write.ts';

/** SHA-256 over what the sender said; not over who said it, what others know, nor over hints to order it. */
export function contentHash(command: Command): string {
  const { actor: _actor, known: _known, ...content } = { known: undefined, ...command };
  const said =
    content.type === 'turn' ? { type: 'turn', turns: content.turns.map(turnContent) } : content;
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

function turnContent(turn: Turn): object {
  return [turn.id, turn.role, turn.content, turn.tool_calls ?? null, turn.content_ref ?? null];
}

/** SHA-256 over what a turn says. */
export function turnHash(turn: Turn): string {
  return createHash('sha256')
    .update(JSON.stringify(turnContent(turn)))
    .digest('hex');
}

/** The rows of the turns a command adds to the transcript. */
export function storedTurns(
  command: Command,
  taken: TakenTurn[],
  state: ConversationState,
): StoredTurn[] {
  if (command.type === 'reply') return [agentTurn(command, state)];
  return taken.map(({ turn, sequence, epoch }) => ({
    sequence,
    id: turn.id,
    role: turn.role,
    content: turn.content,
    content_hash: turnHash(turn),
    content_ref: turn.content_ref ?? null,
    tool_calls: turn.tool_calls ?? null,
    error: turn.error ?? false,
    signals: turn.signals ?? null,
    attachments: turn.attachments ?? null,
    actor: null,
    epoch,
  }));
}

function agentTurn(command: CommandOf<'reply'>, state: ConversationState): StoredTurn {
  const turn: Turn = { id: command.id, role: 'agent', content: command.content };
  return {
    sequence: state.turnSequence,
    id: command.id,
    role: 'agent',
    content: command.content,
    content_hash: turnHash(turn),
    content_ref: command.content_ref ?? null,
    tool_calls: null,
    error: false,
    signals: null,
    attachments: command.attachments ?? null,
    actor: command.agent,
    epoch: state.epoch,
  };
}

/** What a command says of the customer; kept with the conversation. */
export function customerOf(command: Command): object {
  if (command.type === 'turn' || command.type === 'requestHuman') return command.customer ?? {};
  if (command.type !== 'leaveDetails') return {};
  const { name, email, phone } = command;
  return Object.fromEntries(
    Object.entries({ name, email, phone }).filter(([, value]) => value !== undefined),
  );
}

export interface Texts {
  notes: { id: string; actor: string; content: string }[];
  summary: { handoff: string; text: string | null; result: object | null } | null;
}

/** Texts of a command that are no turns: notes, and the summary of a segment. */
export function textsOf(command: Command, noteId: string, state: ConversationState): Texts {
  const note = noteText(command);
  const left = leftForBot(command);
  const actor =
    command.type === 'note' || command.type === 'transfer' ? command.agent : command.actor.id;
  const handoff = state.handoff?.id;
  return {
    notes: note === undefined ? [] : [{ id: noteId, actor, content: note }],
    summary: left === null || handoff === undefined ? null : { handoff, ...left },
  };
}

function leftForBot(command: Command): { text: string | null; result: object | null } | null {
  if (command.type !== 'returnToAi' && command.type !== 'resolve') return null;
  const result = command.type === 'returnToAi' ? (command.result ?? null) : null;
  const text = command.summary ?? null;
  return text === null && result === null ? null : { text, result };
}

function noteText(command: Command): string | undefined {
  if (command.type === 'note') return command.content;
  return command.type === 'transfer' ? command.note : undefined;
}
