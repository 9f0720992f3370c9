/** Takes workflows away with their histories; the server ends one that still runs. */
import { isGrpcServiceError, WorkflowNotFoundError, type Client } from '@temporalio/client';

/** Of gRPC. */
const notFound = 5;

async function deleteRun(client: Client, workflowId: string, runId: string): Promise<void> {
  const { namespace } = client.options;
  try {
    await client.workflowService.deleteWorkflowExecution({
      namespace,
      workflowExecution: { workflowId, runId },
    });
  } catch (error) {
    if (isGrpcServiceError(error) && (error.code as number) === notFound) return;
    throw error;
  }
}

async function currentRun(client: Client, workflowId: string): Promise<string | undefined> {
  try {
    return (await client.workflow.getHandle(workflowId).describe()).runId;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

/** Deletes every run of each workflow that the server knows of. Safe to run twice; a workflow that is not there is no fault. */
export async function deleteExecutions(
  client: Client,
  workflowIds: readonly string[],
): Promise<void> {
  for (const workflowId of workflowIds) {
    const runs = new Set<string>();
    // The list lags behind; what runs now is asked for by itself.
    const current = await currentRun(client, workflowId);
    if (current !== undefined) runs.add(current);
    for await (const { runId } of client.workflow.list({ query: `WorkflowId = '${workflowId}'` }))
      runs.add(runId);
    for (const runId of runs) await deleteRun(client, workflowId, runId);
  }
}
