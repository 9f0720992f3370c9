/** Console sign-in: a one-time link, a page that posts it, a cookie. */
import { getCookie } from 'hono/cookie';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { closeSession, openSession } from '../adapters/postgres/sign-in.ts';
import { BatonError } from '../errors.ts';
import { checkOrigin, cookieName, type Authentication } from './auth.ts';
import { readBody } from './chain.ts';
import type { ApiContext, Variables } from './endpoint.ts';
import { addressOf, createGuessGuard, signInGuesses, type TakeGuess } from './guesses.ts';
import { parseJson, parsePart } from './validate.ts';

const loginBody = z.strictObject({
  token: z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'use the token of the link'),
});
const bodyLimit = 4_096;

function cookie(context: ApiContext, value: string, maxAgeSeconds: number): string {
  const { publicUrl } = context.var.deps.config;
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  return `${cookieName(publicUrl)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure}`;
}

function page(token: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sign in to Baton</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><main><h1>Sign in to Baton</h1>
<form method="post" action="/auth/login"><input type="hidden" name="token" value="${token}">
<button type="submit" autofocus>Sign in</button></form></main></html>`;
}

function isForm(context: ApiContext): boolean {
  return (context.req.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded');
}

async function tokenOf(context: ApiContext): Promise<string> {
  const bytes = await readBody(context, bodyLimit);
  const value = isForm(context)
    ? Object.fromEntries(new URLSearchParams(bytes.toString()))
    : parseJson(bytes);
  return (parsePart(loginBody, value, 'body') as z.output<typeof loginBody>).token;
}

async function login(context: ApiContext, takeGuess: TakeGuess): Promise<Response> {
  if (
    context.req.header('origin') !== undefined ||
    context.req.header('sec-fetch-site') !== undefined
  )
    checkOrigin(context);
  const giveBack = takeGuess(addressOf(context));
  const session = await openSession(context.var.deps.pool, await tokenOf(context));
  if (session === undefined)
    throw new BatonError('unauthenticated', 'the link was used or is too old; ask for a new one');
  giveBack();
  context.header('set-cookie', cookie(context, session.cookie, session.maxAgeSeconds));
  return isForm(context) ? context.redirect('/', 303) : context.json({ signed_in: true }, 200);
}

async function logout(context: ApiContext): Promise<Response> {
  checkOrigin(context);
  const value = getCookie(context, cookieName(context.var.deps.config.publicUrl));
  if (value !== undefined && value.length <= 128) await closeSession(context.var.deps.pool, value);
  context.header('set-cookie', cookie(context, '', 0));
  return context.body(null, 204);
}

/** Adds the sign-in routes. The link's GET consumes nothing, so a mail scanner that follows it does no harm. */
export function mountSignIn(
  app: OpenAPIHono<{ Variables: Variables }>,
  authentication: Authentication,
  now: () => number,
): void {
  const takeGuess = createGuessGuard(signInGuesses, now);
  app.get('/login', async (context, next) => {
    // The console brings its own page; this one is for an API without the console.
    if (context.var.deps.staticFiles?.has('/index.html') === true) return next();
    const token = context.req.query('token') ?? '';
    context.header(
      'content-security-policy',
      "default-src 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    return context.html(page(/^[A-Za-z0-9_-]{43}$/.test(token) ? token : ''));
  });
  app.post('/auth/login', (context) => login(context, takeGuess));
  app.post('/auth/logout', logout);
  app.get('/auth/me', async (context) => {
    const { tenant, role, agent, kind } = await authentication.callerOf(context);
    return context.json({ tenant, role, agent, kind }, 200);
  });
}
