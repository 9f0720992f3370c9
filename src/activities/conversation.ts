/** What a conversation's workflow may do to the world. Each is safe to run twice; each says why. */
import { ApplicationFailure, log } from '@temporalio/activity';
import { commitCommand, type CommitRequest } from '../adapters/postgres/commit.ts';
import {
  findBrief,
  readBriefWork,
  storeBrief,
  type BriefWork,
  type StoredBrief,
} from '../adapters/postgres/briefs.ts';
import { isStoreAway, isUnstorable, type Pool } from '../adapters/postgres/pool.ts';
import { checkCommand } from '../contract/command.ts';
import type { Brief, BriefInput } from '../domain/brief.ts';
import type { CommandResult } from '../domain/commands.ts';
import type { IntentReader } from '../domain/opening-intent.ts';
import type { NumberedEvent } from '../domain/events.ts';
import { conversationOf, type ConversationRef } from '../domain/ids.ts';
import { maskCommand } from '../domain/mask-command.ts';
import { writeExtractiveBrief } from '../domain/prepare.ts';
import type { RiskReader } from '../domain/risk.ts';
import { viewOfState, type WorkflowView } from '../domain/view.ts';

/** What the activities are built from. */
export interface ConversationDeps {
  pool: Pool;
  /** Reads what customers want where the bot does not say it; null when no model is configured. */
  readIntent?: IntentReader | undefined;
  /** The model that writes briefs; null when none is configured. */
  writeModelBrief: ((input: BriefInput, signal?: AbortSignal) => Promise<Brief>) | null;
  /** The model behind the feature `risk`; absent where none is loaded. */
  risk?: RiskReader | undefined;
  /** Tells listeners that a conversation has new events; a hint, never waited for. */
  touched: (ref: ConversationRef) => void;
  /** Tells the matching loops that there may be work; a hint. */
  wakeMatching: () => void;
}

/** A command as the workflow forwards it, unchecked. */
export interface CommitInput {
  workflowId: string;
  knownVersion: number | null;
  command: unknown;
  at: number;
}

/** What the loop folds and answers with. */
export interface CommitOutput {
  result: CommandResult;
  /** Given when the workflow knew nothing yet. */
  view: WorkflowView | null;
  events: NumberedEvent[];
  deadlineAt: number | null;
  closed: boolean;
}

/** The handoff whose brief is wanted. */
export interface BriefRef extends ConversationRef {
  handoff: string;
}

/** What became of a brief; the text stays in Postgres. */
export type BriefReport = StoredBrief;

/** All that workflows may ask for. */
export interface ConversationActivities {
  commit(input: CommitInput): Promise<CommitOutput>;
  writeBrief(ref: BriefRef): Promise<BriefReport>;
}

function invalid(detail: string): CommitOutput {
  const result: CommandResult = { kind: 'refused', code: 'invalid_request', detail, current: null };
  return { result, view: null, events: [], deadlineAt: null, closed: false };
}

/** The activities over their parts. Workflows import the type only. */
export function createConversationActivities(deps: ConversationDeps): ConversationActivities {
  return {
    commit: (input) => commit(deps, input),
    writeBrief: (ref) => writeBrief(deps, ref),
  };
}

/**
 * Takes one command to Postgres in one transaction. Twice is once: the command's id is its key.
 * Fails with `store_unavailable` when Postgres does not answer; a bad command is refused as data.
 */
async function commit(deps: ConversationDeps, input: CommitInput): Promise<CommitOutput> {
  const ref = conversationOf(input.workflowId);
  const checked = checkCommand(input.command);
  if (ref === undefined) return invalid(`${input.workflowId} is not the id of a conversation`);
  if (!checked.ok) return invalid(checked.detail);
  const { knownVersion, at } = input;
  const request: CommitRequest = {
    ref,
    knownVersion,
    command: maskCommand(checked.command),
    at,
    risk: deps.risk,
    readIntent: deps.readIntent,
  };
  try {
    const committed = await commitCommand(deps.pool, request);
    if (committed.wrote) announce(deps, ref, committed.events);
    const { result, snapshot, version, events, deadlineAt, closed } = committed;
    const view = snapshot === null ? null : viewOfState(snapshot, version);
    return { result, view, events, deadlineAt, closed };
  } catch (error) {
    if (isUnstorable(error)) return invalid('the command holds characters that are no text');
    throw storeFailure(error);
  }
}

/** Events after which a case may meet an agent. */
const routedTypes = ['handoff.queued', 'conversation.owner_changed', 'handoff.completed'];

function announce(deps: ConversationDeps, ref: ConversationRef, events: NumberedEvent[]): void {
  deps.touched(ref);
  if (events.some(({ type }) => routedTypes.includes(type))) deps.wakeMatching();
}

/**
 * Writes and stores the brief of a handoff. Twice is once: a brief that has read as much stays. The deterministic brief
 * is stored first, so that no agent waits for a model; the model's replaces it when it comes within the policy's time.
 */
async function writeBrief(deps: ConversationDeps, ref: BriefRef): Promise<BriefReport> {
  const [stored, work] = [await findBrief(deps.pool, ref), await readBriefWork(deps.pool, ref)];
  const lastTurn = work.input.turns.at(-1)?.sequence ?? 0;
  const mayChange = work.waiting && work.rules.refresh;
  const isNews = stored === undefined || (mayChange && stored.lastTurn < lastTurn);
  if (!isNews && stored.settled) return stored;
  const model = work.rules.model ? deps.writeModelBrief : null;
  const brief = writeExtractiveBrief(work.input);
  const first = { brief, lastTurn, fallback: null, settled: model === null };
  const standing = await storeBrief(deps.pool, ref, first);
  if (model === null) return standing;
  deps.touched(ref);
  return storeBrief(deps.pool, ref, { lastTurn, ...(await modelBriefOf(model, work, brief)) });
}

/** The model's brief, or the deterministic one with the reason why (I13). */
async function modelBriefOf(
  model: NonNullable<ConversationDeps['writeModelBrief']>,
  { input, rules }: BriefWork,
  brief: Brief,
): Promise<{ brief: Brief; fallback: string | null; settled: true }> {
  try {
    const signal = AbortSignal.timeout(rules.model_seconds * 1000);
    return { brief: await model(input, signal), fallback: null, settled: true };
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    log.warn('the model did not write the brief; the deterministic writer does', { cause });
    return { brief, fallback: cause.slice(0, 500), settled: true };
  }
}

function storeFailure(error: unknown): ApplicationFailure {
  const away = isStoreAway(error);
  return ApplicationFailure.create({
    type: away ? 'store_unavailable' : 'internal',
    message: away ? 'the database does not answer' : 'the commit failed',
    nonRetryable: false,
    ...(error instanceof Error ? { cause: error } : {}),
  });
}
