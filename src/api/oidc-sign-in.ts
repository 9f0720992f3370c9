/** Sign-in by the identity provider: away to it, and back with a proof of an address that somebody was invited by. */
import { getCookie } from 'hono/cookie';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { IdentityProvider, ProofRefusal } from '../adapters/oidc/identity-provider.ts';
import { keepSignIn, takeSignIn } from '../adapters/postgres/oidc-sign-ins.ts';
import { openUserSession } from '../adapters/postgres/sign-in.ts';
import { findUser } from '../adapters/postgres/users.ts';
import { BatonError } from '../errors.ts';
import { cookieName, cookieOf } from './auth.ts';
import type { ApiContext, Variables } from './endpoint.ts';
import { addressOf, createGuessGuard, providerVisits, type TakeGuess } from './guesses.ts';

/** Why somebody came back without a session; the sign-in page says what to do. */
export type SignInRefusal = ProofRefusal | 'unknown' | 'stale';

const browserCookie = 'baton_oidc';

function providerOf(context: ApiContext): IdentityProvider {
  const { identityProvider } = context.var.deps;
  if (identityProvider !== undefined) return identityProvider;
  throw new BatonError('not_found', 'no identity provider is set up: BATON_OIDC_ISSUER');
}

/** The page that was wanted, when it is one of ours; `//host` and `/\host` lead elsewhere. */
function ownPath(to: string | undefined): string {
  return to !== undefined && /^\/(?![/\\])[!-[\]-~]{0,500}$/.test(to) ? to : '/';
}

function refuse(context: ApiContext, reason: SignInRefusal, cause?: string): Response {
  const { requestId, operation, deps } = context.var;
  if (cause !== undefined && reason !== 'denied')
    deps.onFault({ error: new Error(`sign-in ${reason}: ${cause}`), requestId, operation });
  return context.redirect(`/login?refused=${reason}`, 303);
}

async function leave(context: ApiContext, takeVisit: TakeGuess): Promise<Response> {
  takeVisit(addressOf(context));
  const begun = await providerOf(context).begin();
  if (begun.kind === 'refused') return refuse(context, begun.reason, begun.cause);
  const { pool, config } = context.var.deps;
  const kept = await keepSignIn(pool, begun, ownPath(context.req.query('to')));
  const name = cookieName(config.publicUrl, browserCookie);
  context.header('set-cookie', cookieOf(config.publicUrl, { name, ...kept }));
  return context.redirect(begun.url, 303);
}

async function comeBack(context: ApiContext): Promise<Response> {
  const provider = providerOf(context);
  const { pool, config } = context.var.deps;
  const name = cookieName(config.publicUrl, browserCookie);
  const state = context.req.query('state') ?? '';
  const cookie = getCookie(context, name) ?? '';
  const begun = await takeSignIn(pool, { state, cookie });
  if (begun === undefined) return refuse(context, 'stale');
  const proof = await provider.finish(new URL(context.req.url).searchParams, begun);
  if (proof.kind === 'refused') return refuse(context, proof.reason, proof.cause);
  const user = await findUser(pool, proof.email);
  const session = user && (await openUserSession(pool, user.id, 'oidc'));
  if (session === undefined) return refuse(context, 'unknown');
  const { publicUrl } = config;
  const over = { name, cookie: '', maxAgeSeconds: 0 };
  context.header('set-cookie', cookieOf(publicUrl, over), { append: true });
  const opened = { name: cookieName(publicUrl), ...session };
  context.header('set-cookie', cookieOf(publicUrl, opened), { append: true });
  return context.redirect(begun.returnTo, 303);
}

/** Adds the ways to the provider and back, and what the sign-in page has to know. */
export function mountOidc(app: OpenAPIHono<{ Variables: Variables }>, now: () => number): void {
  const takeVisit = createGuessGuard(providerVisits, now);
  app.get('/auth/ways', (context) =>
    context.json({ identity_provider: context.var.deps.identityProvider?.name ?? null }, 200),
  );
  app.get('/auth/oidc', (context) => leave(context, takeVisit));
  app.get('/auth/oidc/callback', comeBack);
}
