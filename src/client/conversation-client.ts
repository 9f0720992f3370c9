/**
 * The typed client of a conversation's workflow: one call per command, safe to repeat.
 * Retry rules, measured (docs/adr/0005): the nonce of one call stays over its own retries, a new call gets a new one,
 * because an update that failed answers its failure for ever; what counts for "once" is the command's id.
 */
import { createHash, randomUUID } from 'node:crypto';
import {
  isGrpcServiceError,
  ServiceError,
  WithStartWorkflowOperation,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';
import { ApplicationFailure, TypedSearchAttributes } from '@temporalio/common';
import type { CommandResult, MessageArgument } from '../domain/commands.ts';
import { BatonError, type ErrorCode } from '../errors.ts';
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
}

export interface ConversationClient {
  /**
   * Sends a command and waits for its answer; starts the conversation's workflow if none runs.
   * @throws BatonError `store_unavailable`, `workflow_unavailable`, `queue_full`, `invalid_request`
   */
  send<T extends AnsweredCommand>(
    ref: ConversationRef,
    type: T,
    argument: MessageArgument<T>,
  ): Promise<Sent>;
  /** Sends without an answer; the workflow is started if none runs. */
  signal(ref: ConversationRef, name: SignalName, argument: object): Promise<void>;
}

const defaultBudgetMs = 10_000;
const firstPauseMs = 50;
const maxPauseMs = 400;

const grpc = {
  deadline: 4,
  notFound: 5,
  exhausted: 8,
  precondition: 9,
  aborted: 10,
  unavailable: 14,
};

/** Faults of one try after which the same update is worth sending again inside the call's budget. */
function isWorthRetry(error: unknown): boolean {
  const code = grpcCode(error);
  return code === grpc.precondition || code === grpc.notFound || code === grpc.aborted;
}

function grpcCode(error: unknown): number | undefined {
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) ? cause.code : undefined;
}

/** Creates the client. It holds no state but the connection's. */
export function createConversationClient(options: ConversationClientOptions): ConversationClient {
  const { client, taskQueue } = options;
  const budgetMs = options.budgetMs ?? defaultBudgetMs;

  function startOptions(ref: ConversationRef): {
    workflowId: string;
    taskQueue: string;
    args: [ConversationInput];
    typedSearchAttributes: TypedSearchAttributes;
    priority: { priorityKey: number; fairnessKey: string };
    workflowTaskTimeout: '5 s';
    staticSummary: string;
    staticDetails: string;
    memo: Record<string, string>;
  } {
    const input: ConversationInput = {
      ...ref,
      ...(options.rollAfterEvents === undefined
        ? {}
        : { rollAfterEvents: options.rollAfterEvents }),
    };
    return {
      workflowId: conversationWorkflowId(ref),
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
      staticDetails: `tenant \`${ref.tenant}\`, conversation \`${ref.conversation}\``,
      memo: { tenant: ref.tenant, conversation: ref.conversation },
    };
  }

  async function updateOnce<T extends AnsweredCommand>(
    ref: ConversationRef,
    call: { type: T; argument: MessageArgument<T>; updateId: string; deadline: number },
  ): Promise<CommandResult> {
    const startWorkflowOperation = new WithStartWorkflowOperation(conversationWorkflowType, {
      ...startOptions(ref),
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

  async function send<T extends AnsweredCommand>(
    ref: ConversationRef,
    type: T,
    argument: MessageArgument<T>,
  ): Promise<Sent> {
    const deadline = Date.now() + budgetMs;
    const updateId = updateIdOf(argument.id);
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(maxPauseMs, pauseMs * 2)) {
      try {
        const call = { type, argument, updateId, deadline };
        return { kind: 'answered', result: await updateOnce(ref, call) };
      } catch (error) {
        if (isTimeout(error)) return signalInstead(ref, type, argument);
        const again = isWorthRetry(error) && Date.now() + pauseMs < deadline;
        if (!again) throw faultOf(error);
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
  }

  async function signalInstead<T extends AnsweredCommand>(
    ref: ConversationRef,
    type: T,
    argument: MessageArgument<T>,
  ): Promise<Sent> {
    await signal(ref, type, argument);
    return { kind: 'pending' };
  }

  async function signal(ref: ConversationRef, name: SignalName, argument: object): Promise<void> {
    try {
      await client.withDeadline(Date.now() + 5_000, () =>
        client.workflow.signalWithStart(conversationWorkflowType, {
          ...startOptions(ref),
          signal: commandSignal(name),
          signalArgs: [argument],
        }),
      );
    } catch (error) {
      throw faultOf(error);
    }
  }

  return { send, signal };
}

function updateIdOf(commandId: string): string {
  const hash = createHash('sha256').update(commandId).digest('hex').slice(0, 24);
  return `turn:${hash}:${randomUUID()}`;
}

function isTimeout(error: unknown): boolean {
  return (
    error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || grpcCode(error) === grpc.deadline
  );
}

const failureCodes: ErrorCode[] = [
  'store_unavailable',
  'queue_full',
  'invalid_request',
  'internal',
];

function faultOf(error: unknown): BatonError {
  if (error instanceof BatonError) return error;
  if (error instanceof WorkflowUpdateFailedError) {
    const type = error.cause instanceof ApplicationFailure ? error.cause.type : undefined;
    const code = failureCodes.find((known) => known === type) ?? 'internal';
    return new BatonError(code, error.cause?.message ?? error.message, {
      cause: error,
      ...(code === 'store_unavailable' ? { retryAfterSeconds: 2 } : {}),
    });
  }
  const code = grpcCode(error);
  if (code === grpc.exhausted)
    return new BatonError('queue_full', 'the conversation or the cluster has too much to do', {
      cause: error,
      retryAfterSeconds: 1,
    });
  if (code === undefined && !(error instanceof ServiceError))
    return new BatonError('internal', error instanceof Error ? error.message : String(error), {
      cause: error,
    });
  return new BatonError('workflow_unavailable', 'Temporal does not answer', {
    cause: error,
    retryAfterSeconds: 2,
  });
}
