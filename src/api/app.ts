/** The whole API as one function from requests to responses; no port, no timer of its own. */
import { randomBytes } from 'node:crypto';
import { OpenAPIHono } from '@hono/zod-openapi';
import { BatonError } from '../errors.ts';
import { createAuthentication } from './auth.ts';
import { chain } from './chain.ts';
import { mountCodec } from './codec.ts';
import type { ApiDeps } from './deps.ts';
import { mountDocs } from './docs.ts';
import type { ApiContext, Variables } from './endpoint.ts';
import { mountInbound } from './inbound.ts';
import { mountMetrics } from './metrics.ts';
import { mountOidc } from './oidc-sign-in.ts';
import { problemResponse } from './problem.ts';
import { mountRatings } from './rating-page.ts';
import { createRateLimiter } from './rate-limit.ts';
import { endpoints } from './routes.ts';
import { mountMcp } from './mcp.ts';
import { mountVisitorCors } from './visitor-cors.ts';
import { mountSignIn } from './sign-in.ts';

export type App = OpenAPIHono<{ Variables: Variables }>;

/** A visitor types; a page reloads. More is no person. */
const visitorRate = { burst: 60, perSecond: 10 };
/** One visitor reloads, opens tabs, comes back from a dead spot. Too low, and a bad line locks them out. */
const sessionRate = { burst: 20, perSecond: 0.5 };
const requestIdPattern = /^[A-Za-z0-9_-]{8,64}$/;
const consolePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-src 'self'; frame-ancestors 'self'";

function mountFrame(app: App, deps: ApiDeps): void {
  app.use('*', async (context, next) => {
    const given = context.req.header('x-request-id') ?? '';
    const requestId = requestIdPattern.test(given) ? given : randomBytes(12).toString('hex');
    context.set('deps', deps);
    context.set('requestId', requestId);
    context.set('operation', `${context.req.method} (no route)`);
    await next();
    // After the handler: one that answers with a Response of its own gets these too.
    const { headers } = context.res;
    headers.set('x-request-id', requestId);
    headers.set('x-content-type-options', 'nosniff');
    headers.set('referrer-policy', 'no-referrer');
    if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
  });
  app.onError((error, context) => problemResponse(error, context as ApiContext));
  app.notFound((context) => {
    const wanted = `${context.req.method} ${context.req.path}`;
    return problemResponse(
      new BatonError('not_found', `there is no ${wanted}`),
      context as ApiContext,
    );
  });
}

function mountHealth(app: App, deps: ApiDeps): void {
  app.get('/livez', (context) => context.json({ status: 'ok' }, 200));
  app.get('/readyz', async (context) => {
    const health = await deps.health().catch(() => ({ postgres: false, temporal: false }));
    const ready = health.postgres && health.temporal;
    return context.json({ status: ready ? 'ok' : 'not_ready', ...health }, ready ? 200 : 503);
  });
}

/** Addresses of the console's pages: whatever a browser opens that is neither a file nor ours to answer. */
function isPage(context: ApiContext): boolean {
  const { path } = context.req;
  if (path === '/' || path === '/login') return true;
  const wantsPage = (context.req.header('accept') ?? '').includes('text/html');
  return wantsPage && !/^\/(v1|auth|assets|codec)\/|\.[a-z0-9]+$/i.test(path);
}

function mountStatic(app: App, deps: ApiDeps): void {
  const files = deps.staticFiles;
  if (files === undefined) return;
  app.get('*', async (context, next) => {
    const { path } = context.req;
    const file = files.get(isPage(context as ApiContext) ? '/index.html' : path);
    if (file === undefined) return next();
    const forEver = path.startsWith('/assets/');
    return context.body(new Uint8Array(file.body), 200, {
      'content-type': file.type,
      'content-security-policy': consolePolicy,
      'cache-control': forEver ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
  });
}

/** Builds the API over its parts. */
export function createApp(deps: ApiDeps): App {
  const app: App = new OpenAPIHono<{ Variables: Variables }>();
  const authentication = createAuthentication(deps.pool, deps.now);
  const takeShare = createRateLimiter(deps.config.rateLimit, deps.now);
  const { sessionsPerMinute } = deps.config;
  const shares = {
    takeShare,
    takeVisitorShare: createRateLimiter(visitorRate, deps.now),
    takeAddressShare: createRateLimiter(
      { burst: sessionsPerMinute, perSecond: sessionsPerMinute / 60 },
      deps.now,
    ),
    takeSession: createRateLimiter(sessionRate, deps.now),
  };
  mountFrame(app, deps);
  mountVisitorCors(app);
  mountMetrics(app, deps);
  mountHealth(app, deps);
  mountDocs(app);
  mountSignIn(app, authentication, deps.now);
  mountOidc(app, deps.now);
  mountInbound(app, deps.now);
  mountRatings(app, deps);
  mountCodec(app, { authentication, takeShare });
  mountMcp(app, { authentication, takeShare });
  for (const endpoint of endpoints)
    app.on(
      endpoint.method.toUpperCase(),
      endpoint.path.replaceAll(/\{(.+?)\}/g, ':$1'),
      chain(endpoint, { authentication, ...shares }),
    );
  mountStatic(app, deps);
  return app;
}
