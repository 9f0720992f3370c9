/** Asks the workflow of every conversation that is not over what it knows, and holds that against the store. */
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { Pool } from '../adapters/postgres/pool.ts';
import { readRunning, runningConversations } from '../adapters/postgres/running-conversations.ts';
import { conversationWorkflowId, type ConversationRef } from '../domain/ids.ts';
import type { WorkflowView } from '../domain/view.ts';
import {
  viewDifferences,
  type StoredConversation,
  type ViewDifference,
} from '../domain/view-differences.ts';
import { conversationQuery } from '../workflows/messages.ts';

/** One conversation of which workflow and store do not say the same. */
export interface WorkflowFinding extends ConversationRef {
  /** Why nothing could be compared; null where it was. */
  fault: string | null;
  differences: ViewDifference[];
}

export interface WorkflowReport {
  asked: number;
  findings: WorkflowFinding[];
}

export interface VerifyParts {
  pool: Pool;
  client: Client;
}

const atOnce = 16;
/** What happens between the two looks is no difference: looked at again, with growing pauses. */
const looks = 4;
const pauseMs = 250;

/** Reads and asks; changes nothing. */
export async function verifyWorkflows(parts: VerifyParts): Promise<WorkflowReport> {
  const report: WorkflowReport = { asked: 0, findings: [] };
  for await (const page of runningConversations(parts.pool)) {
    const left = [...page];
    const work = async (): Promise<void> => {
      for (let ref = left.shift(); ref !== undefined; ref = left.shift()) {
        const finding = await verifyOne(parts, ref);
        report.asked += 1;
        if (finding !== null) report.findings.push(finding);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  }
  return report;
}

async function verifyOne(
  parts: VerifyParts,
  ref: ConversationRef,
): Promise<WorkflowFinding | null> {
  let finding: WorkflowFinding | null = null;
  for (let look = 1; look <= looks; look += 1) {
    const stored = await readRunning(parts.pool, ref);
    if (stored === undefined) return null;
    finding = await compareOne(parts, ref, stored);
    if (finding === null) return null;
    if (look < looks) await new Promise((resolve) => setTimeout(resolve, pauseMs * look));
  }
  return finding;
}

async function compareOne(
  { client }: VerifyParts,
  ref: ConversationRef,
  stored: StoredConversation,
): Promise<WorkflowFinding | null> {
  const handle = client.workflow.getHandle(conversationWorkflowId(ref));
  try {
    const { status } = await handle.describe();
    if (status.name !== 'RUNNING')
      return { ...ref, fault: `its workflow is ${status.name.toLowerCase()}`, differences: [] };
    const view: WorkflowView = await handle.query(conversationQuery);
    const differences = viewDifferences(view, stored);
    return differences.length === 0 ? null : { ...ref, fault: null, differences };
  } catch (error) {
    const fault =
      error instanceof WorkflowNotFoundError
        ? 'it has no workflow'
        : `its workflow does not answer: ${error instanceof Error ? error.message : String(error)}`;
    return { ...ref, fault, differences: [] };
  }
}
