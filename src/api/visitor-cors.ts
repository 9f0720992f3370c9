/**
 * The widget runs in pages of other origins. Its routes take no cookie, only a token in a header, so any origin may call
 * them; which pages may open a session is the site's to say.
 */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Variables } from './endpoint.ts';

const headers = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'authorization, content-type, idempotency-key, last-event-id',
  'access-control-expose-headers': 'retry-after',
  'access-control-max-age': '600',
};

/** Answers preflights and lets pages read what the visitor's routes answer. */
export function mountVisitorCors(app: OpenAPIHono<{ Variables: Variables }>): void {
  app.use('/v1/visitor/*', async (context, next) => {
    if (context.req.method === 'OPTIONS') return new Response(null, { status: 204, headers });
    await next();
    for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value);
    return undefined;
  });
}
