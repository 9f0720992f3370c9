/** Ends and deletes the executions of one workflow id, all its runs. Their payloads are unreadable without their key. */
import {
  isGrpcServiceError,
  ServiceError,
  WorkflowNotFoundError,
  type Client,
} from '@temporalio/client';

const grpcNotFound = 5;
/** More are found by the next call. */
const runsAtOnce = 200;

function isGone(error: unknown): boolean {
  if (error instanceof WorkflowNotFoundError) return true;
  const cause = error instanceof ServiceError ? error.cause : error;
  const code: number | undefined = isGrpcServiceError(cause) ? cause.code : undefined;
  return code === grpcNotFound;
}

/** Nothing to do is no fault: whoever comes second finds it done. */
async function unlessGone(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/**
 * Ends the running execution and asks for the deletion of every run that the visibility store knows. Safe to repeat;
 * returns how many runs it found, so that a caller repeats until there is none: visibility lags behind.
 */
export async function removeHistory(
  client: Client,
  workflowId: string,
  reason: string,
): Promise<number> {
  const { namespace } = client.options;
  await unlessGone(client.workflow.getHandle(workflowId).terminate(reason));
  // The service itself: the client would decode memos, whose key is gone.
  const { executions } = await client.workflowService.listWorkflowExecutions({
    namespace,
    query: `WorkflowId = "${workflowId}"`,
    pageSize: runsAtOnce,
  });
  for (const { execution: workflowExecution = null } of executions)
    await unlessGone(
      client.workflowService.deleteWorkflowExecution({ namespace, workflowExecution }),
    );
  return executions.length;
}
