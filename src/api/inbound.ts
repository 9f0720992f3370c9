/**
 * Doors for other systems that hold no key of ours: each request is signed, over its raw body, with a time within five
 * minutes. Who signs wrongly learns nothing and is slowed down like somebody who guesses keys.
 */
import type { OpenAPIHono } from '@hono/zod-openapi';
import { isSigned } from '../adapters/http/webhook-message.ts';
import { BatonError } from '../errors.ts';
import { readBody } from './chain.ts';
import type { ApiDeps } from './deps.ts';
import type { ApiContext, Variables } from './endpoint.ts';
import { addressOf, createGuessGuard, credentialGuesses } from './guesses.ts';

const maxMailBytes = 21 * 1024 * 1024;
const maxHookBytes = 1024 * 1024;

function headersOf(context: ApiContext): Record<string, string> {
  return Object.fromEntries(context.req.raw.headers.entries());
}

async function takeMail(context: ApiContext): Promise<Response> {
  const { inbound } = context.var.deps;
  const mail = inbound?.mail;
  if (mail === undefined) throw new BatonError('not_found', 'mails are not taken here');
  const body = await readBody(context, maxMailBytes);
  if (!isSigned(mail.secret, { headers: headersOf(context), body }, context.var.deps.now()))
    throw new BatonError('unauthenticated', 'the signature is not valid, or too old');
  const { disposition } = await mail.receive(body);
  return context.json({ disposition }, 200);
}

async function takeHook(context: ApiContext): Promise<Response> {
  const hook = context.var.deps.inbound?.hook;
  const id = context.req.param('id') ?? '';
  if (hook === undefined) throw new BatonError('not_found', `no connector ${id}`);
  const body = await readBody(context, maxHookBytes);
  const answer = await hook({ connector: id, headers: headersOf(context), body });
  return context.json(answer, 200);
}

/** Adds the doors: `/v1/inbound/mail` for whole mails, `/v1/inbound/connectors/{id}` for what connectors are sent. */
export function mountInbound(
  app: OpenAPIHono<{ Variables: Variables }>,
  now: ApiDeps['now'],
): void {
  const takeGuess = createGuessGuard(credentialGuesses, now);
  const guarded =
    (take: (context: ApiContext) => Promise<Response>) => async (context: ApiContext) => {
      const giveBack = takeGuess(addressOf(context));
      try {
        const response = await take(context);
        giveBack();
        return response;
      } catch (error) {
        const isGuess = error instanceof BatonError && error.code === 'unauthenticated';
        if (!isGuess) giveBack();
        throw error;
      }
    };
  app.post('/v1/inbound/mail', (context) => guarded(takeMail)(context as ApiContext));
  app.post('/v1/inbound/connectors/:id', (context) => guarded(takeHook)(context as ApiContext));
}
