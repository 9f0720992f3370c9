/**
 * Commands that wait for the loop, in order of arrival. A sender that numbers its turns gets its order back: a turn
 * that came early is held at most {@link holdMs} and {@link maxHeld} turns, then taken and flagged `gap` (I2).
 */
import type { CommandResult, CommandType } from '../domain/commands.ts';

export interface Waiting {
  command: { type: CommandType; id: string; [field: string]: unknown };
  /** When it arrived, by the workflow's clock. */
  at: number;
  /** Set when somebody waits for the answer. */
  settle: ((outcome: Outcome) => void) | null;
  /** How often its commit failed by a fault that is not the store being away. */
  faults?: number;
}

export type Outcome =
  { kind: 'answered'; result: CommandResult } | { kind: 'failed'; code: string; message: string };

/** Longer holds the whole conversation up; shorter gives up on a sender's order that a slow network would restore. */
const holdMs = 2_000;
const maxHeld = 5;
/** Callers that wait are refused past this many; signals, whose senders can't be told, past ten times as many. */
export const maxWaiting = 100;

function senderSequence(entry: Waiting): number | undefined {
  if (entry.command.type !== 'turn') return undefined;
  const { turns } = entry.command;
  const first: unknown = Array.isArray(turns) ? turns[0] : undefined;
  if (typeof first !== 'object' || first === null || !('sequence' in first)) return undefined;
  return typeof first.sequence === 'number' ? first.sequence : undefined;
}

export class Inbox {
  private entries: Waiting[] = [];

  get size(): number {
    return this.entries.length;
  }

  push(entry: Waiting): void {
    this.entries.push(entry);
  }

  /** Puts a command back at the front: its commit failed and nobody but us will try again. */
  putBack(entry: Waiting): void {
    this.entries.unshift(entry);
  }

  /** The next command to commit; undefined when none is ready at `now`. `last` is the sender's last number stored. */
  take(last: number | null, now: number): Waiting | undefined {
    const index = this.entries.findIndex((entry) => this.isReady(entry, last, now));
    return index === -1 ? undefined : this.entries.splice(index, 1)[0];
  }

  /** Whether {@link take} would give something. */
  hasReady(last: number | null, now: number): boolean {
    return this.entries.some((entry) => this.isReady(entry, last, now));
  }

  /** When the first held turn must be taken all the same; null when none is held. */
  holdUntil(): number | null {
    const held = this.entries.filter((entry) => senderSequence(entry) !== undefined);
    return held.length === 0 ? null : Math.min(...held.map((entry) => entry.at + holdMs));
  }

  /** Whether somebody waits for an answer. */
  get hasCallers(): boolean {
    return this.entries.some((entry) => entry.settle !== null);
  }

  /** Answers everybody who waits; what they asked for is not done. Commands without a caller stay. */
  refuseCallers(outcome: Outcome): void {
    const callers = this.entries.filter((entry) => entry.settle !== null);
    this.entries = this.entries.filter((entry) => entry.settle === null);
    for (const entry of callers) entry.settle?.(outcome);
  }

  private isReady(entry: Waiting, last: number | null, now: number): boolean {
    const sequence = senderSequence(entry);
    if (sequence === undefined || sequence <= (last ?? 0) + 1) return true;
    const numbered = this.entries.filter((other) => senderSequence(other) !== undefined);
    const lowest = Math.min(...numbered.map((other) => senderSequence(other) ?? 0));
    // One that waited long enough lets those before it go too: it must not wait for their time as well.
    const overdue = numbered.some((other) => now >= other.at + holdMs);
    return (overdue || numbered.length > maxHeld) && sequence === lowest;
  }
}
