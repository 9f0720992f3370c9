/** Console sign-in: a one-time link or a password, a cookie, the end of one session or of all. */
import { getCookie } from 'hono/cookie';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { hashPassword, isPassword } from '../adapters/postgres/passwords.ts';
import {
  closeAllSessions,
  closeSession,
  openSession,
  openUserSession,
  userOfSession,
  type OpenedSession,
} from '../adapters/postgres/sign-in.ts';
import { findUser, setPassword } from '../adapters/postgres/users.ts';
import { BatonError } from '../errors.ts';
import { checkOrigin, cookieName, cookieOf, type Authentication } from './auth.ts';
import { readBody } from './chain.ts';
import type { ApiContext, Variables } from './endpoint.ts';
import {
  accountGuesses,
  addressOf,
  createGuessGuard,
  signInGuesses,
  type TakeGuess,
} from './guesses.ts';
import { parseJson, parsePart } from './validate.ts';

const loginBody = z.strictObject({
  token: z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'use the token of the link'),
});
const bodyLimit = 4_096;
/** Long enough that length alone makes it slow to guess; no other rule, so that sentences are welcome. */
const newPassword = z.string().min(12, 'use at least 12 characters').max(256);
const passwordLogin = z.strictObject({
  email: z.string().min(3).max(254),
  password: z.string().min(1).max(256),
});
const passwordChange = z.strictObject({ password: newPassword });

function setSession(context: ApiContext, session: OpenedSession): void {
  const { publicUrl } = context.var.deps.config;
  const { cookie, maxAgeSeconds } = session;
  const name = cookieName(publicUrl);
  context.header('set-cookie', cookieOf(publicUrl, { name, cookie, maxAgeSeconds }));
}

function page(token: string, refused: boolean): string {
  const why = refused
    ? '<p role="alert">The identity provider did not let you in, or nobody has invited its address. Ask an admin.</p>'
    : '';
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sign in to Baton</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><main><h1>Sign in to Baton</h1>${why}
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
  setSession(context, session);
  const { bare } = session;
  return isForm(context)
    ? context.redirect('/', 303)
    : context.json({ signed_in: true, without_password: bare }, 200);
}

function welcome(context: ApiContext, session: OpenedSession | undefined): Response {
  if (session === undefined) throw new BatonError('unauthenticated', 'the account is deactivated');
  setSession(context, session);
  return context.json({ signed_in: true }, 200);
}

/** Guesses are counted by address and by account: neither many accounts nor many addresses help. */
async function loginByPassword(
  context: ApiContext,
  takeGuess: TakeGuess,
  takeAccountGuess: TakeGuess,
): Promise<Response> {
  checkOrigin(context);
  const value = parseJson(await readBody(context, bodyLimit));
  const { email, password } = parsePart(passwordLogin, value, 'body') as z.output<
    typeof passwordLogin
  >;
  const giveBack = takeGuess(addressOf(context));
  const giveAccountBack = takeAccountGuess(email.toLowerCase());
  const { pool } = context.var.deps;
  const user = await findUser(pool, email);
  if (!(await isPassword(password, user?.password ?? null)) || user === undefined)
    throw new BatonError('unauthenticated', 'e-mail address and password do not go together');
  giveBack();
  giveAccountBack();
  return welcome(context, await openUserSession(pool, user.id, 'password'));
}

function sessionCookieOf(context: ApiContext): string {
  const value = getCookie(context, cookieName(context.var.deps.config.publicUrl));
  if (value === undefined || value.length > 128)
    throw new BatonError('unauthenticated', 'sign in first');
  return value;
}

/** Every other session of the person ends; this browser goes on with a new one. */
async function changePassword(context: ApiContext): Promise<Response> {
  checkOrigin(context);
  const { pool } = context.var.deps;
  const user = await userOfSession(pool, sessionCookieOf(context));
  if (user === undefined)
    throw new BatonError(
      'forbidden',
      'only a person that was added has a password: baton user add',
    );
  const value = parseJson(await readBody(context, bodyLimit));
  const { password } = parsePart(passwordChange, value, 'body') as z.output<typeof passwordChange>;
  await setPassword(pool, user, await hashPassword(password));
  return welcome(context, await openUserSession(pool, user.id, 'password'));
}

type Close = typeof closeSession;

async function logout(context: ApiContext, close: Close): Promise<Response> {
  checkOrigin(context);
  const value = getCookie(context, cookieName(context.var.deps.config.publicUrl));
  if (value !== undefined && value.length <= 128) await close(context.var.deps.pool, value);
  setSession(context, { cookie: '', maxAgeSeconds: 0 });
  return context.body(null, 204);
}

async function me(context: ApiContext, authentication: Authentication): Promise<Response> {
  const { tenant, role, agent, kind } = await authentication.callerOf(context);
  const value = getCookie(context, cookieName(context.var.deps.config.publicUrl));
  const found =
    kind === 'session' && value !== undefined
      ? await userOfSession(context.var.deps.pool, value)
      : undefined;
  const user = found && { name: found.name, email: found.email, has_password: found.has_password };
  return context.json({ tenant, role, agent, kind, user: user ?? null }, 200);
}

/** Adds the sign-in routes. The link's GET consumes nothing, so a mail scanner that follows it does no harm. */
export function mountSignIn(
  app: OpenAPIHono<{ Variables: Variables }>,
  authentication: Authentication,
  now: () => number,
): void {
  const takeGuess = createGuessGuard(signInGuesses, now);
  const takeAccountGuess = createGuessGuard(accountGuesses, now);
  app.get('/login', async (context, next) => {
    // The console brings its own page; this one is for an API without the console.
    if (context.var.deps.staticFiles?.has('/index.html') === true) return next();
    const token = context.req.query('token') ?? '';
    context.header(
      'content-security-policy',
      "default-src 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    const refused = context.req.query('refused') !== undefined;
    return context.html(page(/^[A-Za-z0-9_-]{43}$/.test(token) ? token : '', refused));
  });
  app.post('/auth/login', (context) => login(context, takeGuess));
  app.post('/auth/password', (context) => loginByPassword(context, takeGuess, takeAccountGuess));
  app.put('/auth/password', changePassword);
  app.post('/auth/logout', (context) => logout(context, closeSession));
  app.post('/auth/logout-everywhere', (context) => logout(context, closeAllSessions));
  app.get('/auth/me', (context) => me(context, authentication));
}
