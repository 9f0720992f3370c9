/**
 * The typed client of a conversation's workflow: one call per command, safe to repeat.
 * Retry rules, measured (docs/adr/0005): the nonce of one call stays over its own retries, a new call gets a new one,
 * and so does an update that no worker heard, because an update that failed answers its failure for ever; what counts
 * for "once" is the command's id.
 */
import { createHash, randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation, type Client } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import type { CommandResult, MessageArgument } from '../domain/commands.ts';
import { faultOf, isTimeout, isUnheard, isWorthRetry } from './faults.ts';
import { createTurnstile, type Turnstile } from './turnstile.ts';
import {
  commandSignal,
  commandUpdate,
  conversationWorkflowId,
  conversationWorkflowType,
  searchAttributes,
  type AnsweredCommand,
  type ConversationInput,
  type ConversationRef,
  type SignalName,
} from '../workflows/messages.ts';

/** `pending`: the command is durably on its way, its answer is not known; repeat it with the same id to learn it. */
export type Sent = { kind: 'answered'; result: CommandResult } | { kind: 'pending' };

export interface ConversationClientOptions {
  client: Client;
  taskQueue: string;
  /** How long one call may take before it becomes `pending`; ms. */
  budgetMs?: number;
  /** For tests of rolling over. */
  rollAfterEvents?: number;
  /** Where the console is: then the memo of a workflow says where its conversation is found there. */
  consoleUrl?: string | undefined;
}

export interface ConversationClient {
  /**
   * Sends a command and waits for its answer; starts the conversation's workflow if none runs. Where many meet at one
   * conversation they go in by few, in their order; who had to wait may `lookAgain` first, and what that throws leaves
   * the line instead of the command.
   * @throws BatonError `store_unavailable`, `workflow_unavailable`, `queue_full`, `invalid_request`
   */
  send<T extends AnsweredCommand>(
    ref: ConversationRef,
    type: T,
    argument: MessageArgument<T>,
    lookAgain?: () => Promise<void>,
  ): Promise<Sent>;
  /** Sends without an answer; the workflow is started if none runs. */
  signal(ref: ConversationRef, name: SignalName, argument: object): Promise<void>;
}

const defaultBudgetMs = 10_000;
const signalBudgetMs = 5_000;
const firstPauseMs = 50;
const maxPauseMs = 400;
/** Below Temporal's ten, because other processes send too. */
const updatesAtOnce = 5;

/** Creates the client. It holds no state but the connection's. */
export function createConversationClient(options: ConversationClientOptions): ConversationClient {
  const turnstile = createTurnstile(updatesAtOnce);
  return {
    send: (ref, type, argument, lookAgain) =>
      sendInTurn({ ...options, turnstile }, ref, { type, argument, lookAgain }),
    signal: (ref, name, argument) => signal(options, ref, name, argument),
  };
}

interface Wanted<T extends AnsweredCommand> {
  type: T;
  argument: MessageArgument<T>;
  lookAgain: (() => Promise<void>) | undefined;
}

async function sendInTurn<T extends AnsweredCommand>(
  options: ConversationClientOptions & { turnstile: Turnstile },
  ref: ConversationRef,
  { type, argument, lookAgain }: Wanted<T>,
): Promise<Sent> {
  const deadline = Date.now() + (options.budgetMs ?? defaultBudgetMs);
  const entry = await options.turnstile.enter(conversationWorkflowId(ref), deadline);
  if (entry === false) return sendWithoutAnswer(options, ref, type, argument);
  try {
    if (entry.waited) await lookAgain?.();
    const updateId = updateIdOf(argument.id);
    const result = await update(options, ref, { type, argument, updateId, deadline });
    if (result !== undefined) return { kind: 'answered', result };
  } finally {
    entry.leave();
  }
  return sendWithoutAnswer(options, ref, type, argument);
}

async function sendWithoutAnswer(
  options: ConversationClientOptions,
  ref: ConversationRef,
  type: AnsweredCommand,
  argument: object,
): Promise<Sent> {
  await signal(options, ref, type, argument);
  return { kind: 'pending' };
}

/** The answer; `undefined` when it did not come in time. */
async function update<T extends AnsweredCommand>(
  options: ConversationClientOptions,
  ref: ConversationRef,
  first: UpdateCall<T>,
): Promise<CommandResult | undefined> {
  let call = first;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(maxPauseMs, pauseMs * 2)) {
    try {
      return await updateOnce(options, ref, call);
    } catch (error) {
      if (isTimeout(error)) return undefined;
      const unheard = isUnheard(error);
      if (!(unheard || isWorthRetry(error)) || Date.now() + pauseMs >= call.deadline)
        throw faultOf(error);
      if (unheard) call = { ...call, updateId: updateIdOf(call.argument.id) };
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

interface UpdateCall<T extends AnsweredCommand> {
  type: T;
  argument: MessageArgument<T>;
  updateId: string;
  deadline: number;
}

async function updateOnce<T extends AnsweredCommand>(
  options: ConversationClientOptions,
  ref: ConversationRef,
  call: UpdateCall<T>,
): Promise<CommandResult> {
  const { client } = options;
  const workflowId = conversationWorkflowId(ref);
  // The operation serves one try only: a new one each time.
  const startWorkflowOperation = new WithStartWorkflowOperation(conversationWorkflowType, {
    workflowId,
    ...startOptions(options, ref),
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
  return client.withDeadline(call.deadline, () =>
    client.workflow.executeUpdateWithStart(commandUpdate(call.type), {
      startWorkflowOperation,
      updateId: call.updateId,
      args: [call.argument],
    }),
  );
}

async function signal(
  options: ConversationClientOptions,
  ref: ConversationRef,
  name: SignalName,
  argument: object,
): Promise<void> {
  const { client } = options;
  const workflowId = conversationWorkflowId(ref);
  try {
    await client.withDeadline(Date.now() + signalBudgetMs, () =>
      client.workflow.signalWithStart(conversationWorkflowType, {
        workflowId,
        ...startOptions(options, ref),
        signal: commandSignal(name),
        signalArgs: [argument],
      }),
    );
  } catch (error) {
    throw faultOf(error);
  }
}

interface ConversationMemo extends Record<string, unknown> {
  conversation: ConversationRef;
  console?: string;
}

interface StartOptions {
  taskQueue: string;
  args: [ConversationInput];
  typedSearchAttributes: TypedSearchAttributes;
  priority: { priorityKey: number; fairnessKey: string };
  workflowTaskTimeout: '5 s';
  staticSummary: string;
  memo: ConversationMemo;
}

function startOptions(options: ConversationClientOptions, ref: ConversationRef): StartOptions {
  const { taskQueue, rollAfterEvents } = options;
  const input = rollAfterEvents === undefined ? { ...ref } : { ...ref, rollAfterEvents };
  return {
    taskQueue,
    args: [input],
    typedSearchAttributes: new TypedSearchAttributes([
      { key: searchAttributes.tenant, value: ref.tenant },
      { key: searchAttributes.status, value: 'pending' },
      { key: searchAttributes.owner, value: 'ai' },
    ]),
    priority: { priorityKey: 2, fairnessKey: ref.tenant },
    // The longest a conversation stalls when its worker died in the middle of a step.
    workflowTaskTimeout: '5 s',
    staticSummary: `conversation ${ref.conversation}`,
    memo: memoOf(ref, options.consoleUrl),
  };
}

/** What the Temporal UI shows of a conversation in every run: which it is, and where the console has it. */
function memoOf(ref: ConversationRef, consoleUrl: string | undefined): ConversationMemo {
  if (consoleUrl === undefined) return { conversation: ref };
  const url = `${consoleUrl}/decisions/${encodeURIComponent(ref.conversation)}`;
  return { conversation: ref, console: url };
}

function updateIdOf(commandId: string): string {
  const hash = createHash('sha256').update(commandId).digest('hex').slice(0, 24);
  return `turn:${hash}:${randomUUID()}`;
}
