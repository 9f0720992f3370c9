/** Who comes: the widget opens a session, or goes on with one. */
import type { z } from 'zod';
import { readIdentity, type SignedIdentity } from '../adapters/crypto/identity-token.ts';
import { markDemo } from '../adapters/postgres/demo-marks.ts';
import {
  addVisitor,
  findVisitor,
  welcomeBack,
  type Visitor,
  type VisitorFacts,
} from '../adapters/postgres/visitors.ts';
import { findSite, type WidgetSite } from '../adapters/postgres/widget-sites.ts';
import { session, sessionRequest } from '../contract/visitor.ts';
import { BatonError } from '../errors.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint, ok, type ApiContext, type Handling, type Reply } from './endpoint.ts';

function checkOrigin(context: ApiContext, site: WidgetSite): void {
  const origin = context.req.header('origin');
  if (site.origins.length === 0 || (origin !== undefined && site.origins.includes(origin))) return;
  throw new BatonError('forbidden', 'this page may not use the widget; add its origin to the site');
}

/** The signed identity, where one came. A bad signature is refused: nobody becomes anonymous by mistake. */
async function identify(
  deps: ApiDeps,
  body: z.output<typeof sessionRequest>,
  context: ApiContext,
): Promise<{ site: WidgetSite; identity: SignedIdentity | null }> {
  const found = await findSite(deps, body.site);
  if (found === undefined) throw new BatonError('not_found', `no site ${body.site}`);
  checkOrigin(context, found.site);
  if (body.identity === undefined) {
    if (found.site.requireIdentity)
      throw new BatonError(
        'unauthenticated',
        'this site takes visitors with a signed identity only',
      );
    return { site: found.site, identity: null };
  }
  const expected = { site: body.site, secrets: found.secrets, now: deps.now() };
  const identity = readIdentity(body.identity, expected);
  if (identity === null)
    throw new BatonError('unauthenticated', 'the identity is forged, late or for another site');
  return { site: found.site, identity };
}

/** A token stays with whom it was given: another identity, or none after one, gets a token of its own. */
function isSame(known: Visitor, site: string, identity: SignedIdentity | null): boolean {
  return known.site === site && known.subject === (identity?.subject ?? null);
}

/** An anonymous visitor who signs in brings their conversation along, unless they have one already. */
function conversationToKeep(known: Visitor | undefined, site: string): string | null {
  return known !== undefined && known.site === site && known.subject === null
    ? known.conversation
    : null;
}

function factsOf(
  body: z.output<typeof sessionRequest>,
  identity: SignedIdentity | null,
): VisitorFacts {
  const { subject: _subject, ...signed } = identity ?? { subject: '' };
  return {
    ...signed,
    ...(body.language !== undefined && { language: body.language }),
    ...(body.time_zone !== undefined && { time_zone: body.time_zone }),
  };
}

/** By whom a visitor's sessions are counted; null for one whom nobody knows yet. */
function personOf(
  site: string,
  known: Visitor | undefined,
  identity: SignedIdentity | null,
): string | null {
  if (known !== undefined) return known.id;
  return identity && `${site}/${identity.subject}`;
}

async function openSession(
  call: Handling<unknown, unknown, z.output<typeof sessionRequest>>,
): Promise<Reply<z.output<typeof session>>> {
  const { body, deps, context } = call;
  const { site, identity } = await identify(deps, body, context);
  const known = body.token === undefined ? undefined : await findVisitor(deps.pool, body.token);
  const person = personOf(site.id, known, identity);
  if (person !== null) call.takeSession(person);
  const facts = factsOf(body, identity);
  const about = {
    identified: identity !== null,
    appearance: site.appearance as z.output<typeof session>['appearance'],
  };
  if (known !== undefined && body.token !== undefined && isSame(known, site.id, identity)) {
    const expires = await welcomeBack(deps.pool, known, facts);
    const { conversation } = known;
    return ok({ token: body.token, conversation, expires_at: expires.toISOString(), ...about });
  }
  const added = await addVisitor(deps.pool, {
    tenant: site.tenant,
    site: site.id,
    subject: identity?.subject ?? null,
    conversation: conversationToKeep(known, site.id),
    facts,
  });
  const { token, conversation, expiresAt } = added;
  if (site.isDemo) await markDemo(deps.pool, site.tenant, [conversation], 'try_it');
  return ok({ token, conversation, expires_at: expiresAt.toISOString(), ...about });
}

export const sessionEndpoint = endpoint({
  method: 'post',
  tag: 'Visitor',
  audience: 'public',
  roles: [],
  bodyLimit: 16 * 1024,
  status: 200,
  path: '/v1/visitor/session',
  operationId: 'openVisitorSession',
  summary: 'Begin, or go on with a token; a signed identity finds its conversation on any device.',
  update: null,
  repetition: 'none',
  body: sessionRequest,
  answer: session,
  handle: openSession,
});
