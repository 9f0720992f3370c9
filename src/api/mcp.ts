/**
 * The Model Context Protocol at `/mcp`: a bot's model asks for a person as it would call any tool. Stateless; the tenant
 * comes from the API key. What a model writes is data: its reason is one of the list, its summary is text for the brief.
 */
import type { OpenAPIHono } from '@hono/zod-openapi';
import { createMcpHandler, McpServer, type CallToolResult } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { readAvailability } from '../adapters/postgres/availability.ts';
import { readConversation } from '../adapters/postgres/conversations-read.ts';
import { id, reason, text } from '../contract/fields.ts';
import type { Answer } from '../domain/commands.ts';
import { BatonError } from '../errors.ts';
import type { Caller } from './caller.ts';
import { readBody, type KeyParts } from './chain.ts';
import { actorOf, answerIn, commandIdOf } from './command.ts';
import type { ApiDeps } from './deps.ts';
import type { Variables } from './endpoint.ts';
import { Refused } from './problem.ts';
import { maskedText } from './turn-text.ts';

const roles = ['backend', 'admin'];
const bodyLimit = 64 * 1024;
const conversation = id.describe('The id of the conversation.');

interface Session {
  caller: Caller;
  deps: ApiDeps;
}

function said(value: object, isError = false): CallToolResult {
  return { content: [{ type: 'text', text: JSON.stringify(value) }], isError };
}

/** A refusal is told to the model in words; a fault is not explained. */
async function attempt(run: () => Promise<object>): Promise<CallToolResult> {
  try {
    return said(await run());
  } catch (error) {
    if (error instanceof Refused) return said({ refused: error.code, detail: error.message }, true);
    if (error instanceof BatonError && error.code !== 'internal')
      return said({ failed: error.code, detail: error.message }, true);
    throw error;
  }
}

function outlineOf({ owner, epoch, status, handoff, say_to_customer }: Answer): object {
  return { owner, epoch, status, handoff, say_to_customer };
}

async function keepSummary(
  { caller, deps }: Session,
  place: string,
  summary: string,
): Promise<void> {
  const turn = commandIdOf('turn', undefined);
  await deps.conversations.send({ tenant: caller.tenant, conversation: place }, 'turn', {
    id: turn,
    actor: actorOf(caller),
    turns: [
      {
        id: turn,
        role: 'tool',
        content: '',
        tool_calls: [
          { name: 'handoff_to_human', arguments: { summary: maskedText(summary, 'a summary') } },
        ],
      },
    ],
  });
}

type Wanted = { conversation: string; reason?: string | undefined; summary?: string | undefined };

async function handOff(session: Session, wanted: Wanted): Promise<object> {
  const { caller, deps } = session;
  if (wanted.summary !== undefined) await keepSummary(session, wanted.conversation, wanted.summary);
  const ref = { tenant: caller.tenant, conversation: wanted.conversation };
  const known = reason.safeParse(wanted.reason);
  const sent = await deps.conversations.send(ref, 'requestHuman', {
    id: commandIdOf('requestHuman', undefined),
    actor: actorOf(caller),
    reason: known.success ? known.data : 'api_request',
  });
  return sent.kind === 'pending' ? { status: 'pending' } : outlineOf(answerIn(sent.result));
}

async function statusOf({ caller, deps }: Session, place: string): Promise<object> {
  const found = await readConversation(deps.pool, { tenant: caller.tenant, agent: null }, place);
  if (found === undefined) throw new BatonError('not_found', `no conversation ${place}`);
  const { owner, epoch, status, handoff } = found.head;
  return { owner, epoch, status, handoff };
}

async function cancel(session: Session, place: string): Promise<object> {
  await statusOf(session, place);
  const { caller, deps } = session;
  const sent = await deps.conversations.send(
    { tenant: caller.tenant, conversation: place },
    'cancelHandoff',
    { id: commandIdOf('cancelHandoff', undefined), actor: actorOf(caller) },
  );
  return sent.kind === 'pending' ? { status: 'pending' } : outlineOf(answerIn(sent.result));
}

/** The four tools over one caller. */
function serverFor(session: Session): McpServer {
  const server = new McpServer({ name: 'baton', version: session.deps.config.version });
  server.registerTool(
    'handoff_to_human',
    {
      description:
        'Hand the conversation to a human agent. Afterwards say nothing to the customer but say_to_customer.',
      inputSchema: z.object({
        conversation,
        reason: z.string().max(64).optional().describe('Why a person is needed.'),
        summary: text(2_000).optional().describe("The customer's issue, for the human agent."),
      }),
    },
    (wanted) => attempt(() => handOff(session, wanted)),
  );
  server.registerTool(
    'handoff_status',
    {
      description: 'Who owns the conversation and how its handoff stands.',
      inputSchema: z.object({ conversation }),
    },
    (wanted) => attempt(() => statusOf(session, wanted.conversation)),
  );
  server.registerTool(
    'handoff_cancel',
    {
      description: 'The customer no longer wants to wait for a person.',
      inputSchema: z.object({ conversation }),
    },
    (wanted) => attempt(() => cancel(session, wanted.conversation)),
  );
  server.registerTool(
    'check_availability',
    {
      description: 'Whether human agents are there now, and how long customers wait.',
      inputSchema: z.object({ queue: id.optional() }),
    },
    ({ queue = null }) =>
      attempt(async () => {
        const { caller, deps } = session;
        const queues = await readAvailability(deps.pool, caller.tenant, queue);
        if (queue !== null && queues.length === 0)
          throw new BatonError('unknown_queue', `no queue ${queue}`);
        return { queues };
      }),
  );
  return server;
}

/** Serves `/mcp` by streamable HTTP, without sessions: each request carries its key. */
export function mountMcp(app: OpenAPIHono<{ Variables: Variables }>, parts: KeyParts): void {
  app.all('/mcp', async (context) => {
    context.set('operation', 'mcp');
    if (context.req.header('authorization') === undefined)
      throw new BatonError('unauthenticated', 'send a valid key: Authorization: Bearer hof_...');
    const caller = await parts.authentication.callerOf(context);
    parts.takeShare(`${caller.tenant}/${caller.id}`);
    if (!roles.includes(caller.role))
      throw new BatonError(
        'forbidden',
        `role ${caller.role} has no tools here; use a backend's key`,
      );
    const session = { caller, deps: context.var.deps };
    const body = context.req.method === 'POST' ? await readBody(context, bodyLimit) : undefined;
    const handler = createMcpHandler(() => serverFor(session), { responseMode: 'json' });
    const request = new Request(context.req.url, {
      method: context.req.method,
      headers: context.req.raw.headers,
      ...(body !== undefined && { body: new Uint8Array(body) }),
    });
    return handler.fetch(request);
  });
}
