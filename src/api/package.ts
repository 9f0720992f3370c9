/** The package: everything the next person needs, versioned by the event it reaches to, as JSON or as a page. */
import type { z } from 'zod';
import { listAttachments } from '../adapters/postgres/attachments.ts';
import {
  readBrief,
  readHandoffs,
  readNotes,
  readTurns,
  type ConversationHead,
} from '../adapters/postgres/conversations-read.ts';
import { readDecisions } from '../adapters/postgres/decisions-read.ts';
import { readNotices } from '../adapters/postgres/notices-read.ts';
import type { conversationPackage, packageQuery } from '../contract/conversations.ts';
import { ok, type Handling, type Reply } from './endpoint.ts';
import { packagePage, packagePageHeaders } from './package-page.ts';

type Package = z.output<typeof conversationPackage>;
type Call = Handling<{ id: string }, z.output<typeof packageQuery>, unknown>;

/** Rows of one list inside a package; a longer conversation is read by pages. */
const packageLimit = 2_000;

async function attachmentsOf(call: Call, ids: string[]): Promise<Package['attachments']> {
  const found = await listAttachments(call.deps.pool, call.caller.tenant, ids);
  const { publicUrl } = call.deps.config;
  return found.map(({ created_at: _at, ...file }) => ({
    ...file,
    url: `${publicUrl}/v1/attachments/${file.id}`,
  }));
}

async function packageOf(call: Call, head: ConversationHead): Promise<Package> {
  const { pool } = call.deps;
  const place = { tenant: call.caller.tenant, conversation: call.params.id };
  const { notes, summaries } = await readNotes(pool, place);
  const turns = await readTurns(pool, place, 0, packageLimit);
  const files = turns.flatMap((turn) => [
    ...turn.attachments,
    ...(turn.content_ref === null ? [] : [turn.content_ref]),
  ]);
  return {
    format: 1,
    version: head.version,
    generated_at: new Date(call.deps.now()).toISOString(),
    conversation: head,
    turns,
    decisions: await readDecisions(pool, place, 0, packageLimit),
    handoffs: await readHandoffs(pool, place),
    brief: (await readBrief(pool, place)) ?? null,
    notes: call.caller.role === 'backend' ? [] : notes,
    segment_summaries: summaries,
    notices: await readNotices(pool, place),
    attachments: await attachmentsOf(call, [...new Set(files)]),
  };
}

function wantsPage(call: Call): boolean {
  if (call.query.format !== undefined) return call.query.format === 'html';
  return (call.context.req.header('accept') ?? '').includes('text/html');
}

/** Answers with the package; the page is for reading, and holds what the JSON holds. */
export async function answerPackage(
  call: Call,
  head: ConversationHead,
): Promise<Reply<Package> | Response> {
  const document = await packageOf(call, head);
  if (!wantsPage(call)) return ok(document);
  return new Response(packagePage(document), { headers: packagePageHeaders });
}
