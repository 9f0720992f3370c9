/**
 * One conversation of the past: commands at their instants through the same `commit` as live ones. Between them the past
 * does what the workflow's timer does: it lets every deadline happen at its own time.
 */
import { commitWithin } from '../../adapters/postgres/commit.ts';
import type { Connection } from '../../adapters/postgres/pool.ts';
import type { Command, CommandResult } from '../../domain/commands.ts';
import { nextDeadline, type ConversationState } from '../../domain/conversation.ts';
import type { ConversationRef } from '../../domain/ids.ts';
import { maskCommand } from '../../domain/mask-command.ts';
import type { RiskReader } from '../../domain/risk.ts';

type Body = { [T in Command['type']]: Omit<Extract<Command, { type: T }>, 'id'> }[Command['type']];

export class Past {
  readonly connection: Connection;
  readonly ref: ConversationRef;
  /** Null before the first command. */
  state: ConversationState | null = null;
  /** Epoch ms of the latest happening. */
  now: number;
  readonly #risk: RiskReader | undefined;
  #commands = 0;

  constructor(
    connection: Connection,
    ref: ConversationRef,
    given: { startsAt: number; risk: RiskReader | undefined },
  ) {
    this.connection = connection;
    this.ref = ref;
    this.now = given.startsAt;
    this.#risk = given.risk;
  }

  /** Lets `afterMs` pass, with all that falls due, then takes the command. */
  async take(afterMs: number, body: Body): Promise<CommandResult> {
    await this.pass(this.now + afterMs);
    return this.#commit(body, this.now);
  }

  /** Time goes on to an instant; deadlines until then are reached. */
  async pass(until: number): Promise<void> {
    for (;;) {
      const due = this.state === null ? null : nextDeadline(this.state);
      if (due === null || due > until) break;
      await this.#commit(
        { type: 'deadlineReached', actor: { kind: 'system', id: 'timer' } },
        Math.max(due, this.now),
      );
    }
    this.now = Math.max(this.now, until);
  }

  async #commit(body: Body, at: number): Promise<CommandResult> {
    this.#commands += 1;
    const command = { ...body, id: `past-${this.#commands}` };
    const { result, snapshot } = await commitWithin(this.connection, {
      ref: this.ref,
      knownVersion: null,
      command: maskCommand(command),
      at,
      risk: this.#risk,
    });
    this.state = snapshot ?? this.state;
    this.now = Math.max(this.now, at);
    return result;
  }
}
