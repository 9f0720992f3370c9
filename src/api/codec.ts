/**
 * `POST /codec/decode`, which the Temporal UI and CLI call to show payloads in clear.
 *
 * What an operator sets: in the UI, under "Data Encoder", the endpoint `<public URL>/codec` and "include cross-origin
 * credentials" (else the UI sends no cookie and gets 401), and signs in to the console in the same browser. The session
 * cookie is `SameSite=Lax`, so UI and API must be on one site: the same host name at any port (`127.0.0.1` and
 * `localhost` are two), or subdomains of one domain. The CLI is given a key instead:
 * `--codec-endpoint <public URL>/codec --codec-auth "Bearer hof_..."`.
 */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Role } from '../domain/words.ts';
import { BatonError } from '../errors.ts';
import { isAllowedOrigin, isTemporalUi, type Authentication } from './auth.ts';
import { readBody, type KeyParts } from './chain.ts';
import type { ApiContext, Variables } from './endpoint.ts';
import { assertMayReadTranscripts } from './transcript-right.ts';
import { parseJson } from './validate.ts';

const route = '/codec/decode';
/** Slightly more than the payload text that one request may hold. */
const bodyLimit = 8.5 * 1024 * 1024;
/** Whoever reads all conversations of a tenant by the API may read them in the Temporal UI: the same leave is asked. */
const roles: readonly Role[] = ['supervisor', 'operator', 'admin'];
const mostNotes = 50;

/** Set on what is answered, so that the UI can read refusals too. */
function allowUi(context: ApiContext): void {
  const { headers } = context.res;
  headers.append('vary', 'origin');
  if (!isTemporalUi(context)) return;
  headers.set('access-control-allow-origin', context.req.header('origin') ?? '');
  headers.set('access-control-allow-credentials', 'true');
  headers.set('access-control-expose-headers', 'x-baton-notes,x-request-id');
  if (context.req.method !== 'OPTIONS') return;
  headers.set('access-control-allow-headers', 'content-type,x-namespace,authorization');
  headers.set('access-control-allow-methods', 'POST');
  headers.set('access-control-max-age', '600');
}

function checkAnyOrigin(context: ApiContext): void {
  if (context.req.header('origin') === undefined || isAllowedOrigin(context)) return;
  throw new BatonError('forbidden', 'payloads are decoded for the Temporal UI only');
}

async function callerOf(
  context: ApiContext,
  authentication: Authentication,
): Promise<Awaited<ReturnType<Authentication['codecCallerOf']>>> {
  checkAnyOrigin(context);
  const caller = await authentication.codecCallerOf(context);
  if (!roles.includes(caller.role))
    throw new BatonError('forbidden', `payloads are decoded for ${roles.join(', ')}`);
  await assertMayReadTranscripts(context.var.deps, caller);
  return caller;
}

async function decode(context: ApiContext, parts: KeyParts): Promise<Response> {
  const { deps } = context.var;
  if (deps.decodePayloads === undefined) return context.notFound();
  context.set('operation', 'decodePayloads');
  const caller = await callerOf(context, parts.authentication);
  parts.takeShare(`${caller.tenant}/${caller.id}`);
  const body = parseJson(await readBody(context, bodyLimit));
  const namespace = context.req.header('x-namespace');
  const decoded = await deps.decodePayloads({ caller, namespace, body });
  if (decoded.kind === 'refused' && decoded.reason === 'too_large')
    throw new BatonError('payload_too_large', 'too many payloads');
  if (decoded.kind === 'refused')
    throw new BatonError('invalid_request', `the payloads were refused: ${decoded.reason}`);
  // In a header: the Temporal CLI refuses a body with fields it does not know.
  const notes = decoded.notes.slice(0, mostNotes).map(({ index, code }) => `${index}=${code}`);
  return context.json(
    decoded.body,
    200,
    notes.length > 0 ? { 'x-baton-notes': notes.join(',') } : {},
  );
}

/** Adds the codec route. The Temporal UI is another origin: it may read these answers, and no other page may. */
export function mountCodec(app: OpenAPIHono<{ Variables: Variables }>, parts: KeyParts): void {
  app.use(route, async (context, next) => {
    await next();
    allowUi(context as ApiContext);
  });
  app.options(route, (context) => {
    checkAnyOrigin(context);
    return context.body(null, 204);
  });
  app.post(route, (context) => decode(context, parts));
}
