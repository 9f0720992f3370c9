/** A conversation, from its first turn to its recorded outcome, AI and human stretches alike. */
import {
  ApplicationFailure,
  continueAsNew,
  currentUpdateInfo,
  log,
  setHandler,
  uuid4,
} from '@temporalio/workflow';
import type { CommandResult, CommandType, MessageArgument } from '../domain/commands.ts';
import { argumentFault, commandOf } from './guard.ts';
import { maxWaiting, type Outcome } from './inbox.ts';
import {
  answeredCommands,
  commandDescriptions,
  commandSignal,
  commandUpdate,
  conversationQuery,
  systemSignals,
  type AnsweredCommand,
  type ConversationEnd,
  type ConversationInput,
} from './messages.ts';
import { Run } from './run.ts';

/** The workflow. Runs until the reopening window after `resolved` has passed; rolls over when its history is long. */
export async function conversation(input: ConversationInput): Promise<ConversationEnd> {
  const run = new Run(input);
  listen(run);
  const reason = await run.untilDone();
  run.stop();
  if (reason === 'closed') return endOf(run);
  return continueAsNew<typeof conversation>({
    ...input,
    view: run.view,
    effects: run.pendingEffects,
  });
}

function listen(run: Run): void {
  setHandler(conversationQuery, () => run.view, {
    description: 'Status, owner, epoch and handoff as this run knows them.',
  });
  // Messages that came before this run's first step are handed out as their handlers are set. Signals first: their
  // senders may have gone on to an update, while who sent an update waited for its answer (I2).
  for (const type of answeredCommands) takeSignals(run, type);
  for (const type of systemSignals) if (type !== 'wakeUp') takeSignals(run, type);
  for (const type of answeredCommands) answerUpdates(run, type);
  setHandler(
    commandSignal('wakeUp'),
    () => {
      wakeUp(run);
    },
    { description: 'The sweep found this conversation overdue: look at what is due.' },
  );
}

function answerUpdates(run: Run, type: AnsweredCommand): void {
  const handler = async (argument: MessageArgument<AnsweredCommand>): Promise<CommandResult> => {
    const fallbackId = currentUpdateInfo()?.id ?? freshId();
    const command = commandOf(type, { ...argument }, fallbackId);
    return settled(
      await new Promise<Outcome>((settle) => {
        run.inbox.push({ command, at: Date.now(), settle });
      }),
    );
  };
  setHandler(commandUpdate(type), handler, {
    description: commandDescriptions[type],
    validator: (argument) => {
      const fault = argumentFault(argument);
      if (fault !== null) throw ApplicationFailure.nonRetryable(fault, 'invalid_request');
      if (run.isFull) throw ApplicationFailure.retryable('too many commands wait', 'queue_full');
    },
  });
}

function settled(outcome: Outcome): CommandResult {
  if (outcome.kind === 'answered') return outcome.result;
  throw ApplicationFailure.retryable(outcome.message, outcome.code);
}

/** A signal never throws: its sender is gone, and a throw would fail the whole workflow. */
function takeSignals(run: Run, type: CommandType & Parameters<typeof commandSignal>[0]): void {
  const handler = (argument: unknown): void => {
    const fault = argumentFault(argument);
    if (fault !== null || run.inbox.size >= maxWaiting * 10) {
      log.error('a signal was dropped', { type, fault: fault ?? 'too many commands wait' });
      return;
    }
    const command = commandOf(type, argument as Record<string, unknown>, freshId());
    run.inbox.push({ command, at: Date.now(), settle: null });
  };
  const description =
    type in commandDescriptions
      ? `${commandDescriptions[type as AnsweredCommand]} Gives no answer.`
      : 'Sent by the matching loop.';
  setHandler(commandSignal(type), handler, { description });
}

/** An id for a message that came without one: the same on every replay, and no secret. */
function freshId(): string {
  // uuid4() is deterministic and not cryptographically secure: it names, it does not protect.
  return uuid4();
}

function wakeUp(run: Run): void {
  const command = commandOf('deadlineReached', {}, `wake-up-${freshId()}`);
  run.inbox.push({ command, at: Date.now(), settle: null });
}

function endOf(run: Run): ConversationEnd {
  const { status, outcome, epoch, turns, handoff } = run.view;
  return { status, outcome, epoch, turns, handoff };
}
