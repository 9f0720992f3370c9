/** The OpenAPI document, from the same declarations that run. */
import { OpenAPIHono, type RouteConfig } from '@hono/zod-openapi';
import type { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { describeInbound, describeWebhooks, problemContent } from './openapi-doors.ts';
import { endpoints } from './routes.ts';

const refusals = {
  400: 'The body is not JSON.',
  401: 'A valid key is needed.',
  403: 'The role of the key may not do this.',
  404: 'There is nothing here for this key.',
  409: 'The conversation is in another state; `current` says in which.',
  413: 'The content is too large.',
  415: 'Another media type is needed.',
  422: 'The request is not valid; `errors` names each field.',
  429: 'Too many requests; see Retry-After.',
  503: 'Database or Temporal do not answer; see Retry-After.',
} as const;

function refusalsOf(endpoint: Endpoint): number[] {
  const reads = endpoint.method === 'get' || endpoint.method === 'delete';
  return [
    ...(reads ? [] : [400, 413, 415]),
    401,
    403,
    ...(endpoint.params === undefined ? [] : [404]),
    ...(endpoint.update !== null || endpoint.method === 'post' ? [409] : []),
    422,
    429,
    503,
  ].sort((left, right) => left - right);
}

type Responses = RouteConfig['responses'];

function successOf(endpoint: Endpoint): Responses {
  const others = Object.fromEntries(
    (endpoint.alsoAnswers ?? []).map((type) => [type, { schema: { type: 'string' as const } }]),
  );
  const json =
    endpoint.answer === undefined ? {} : { 'application/json': { schema: endpoint.answer } };
  const content = { ...json, ...others };
  const pending =
    endpoint.pending === undefined
      ? {}
      : {
          202: {
            description:
              'Durably taken; the outcome is not known yet. Ask again with the same ids.',
            content: { 'application/json': { schema: endpoint.pending } },
          },
        };
  const described = endpoint.status === 201 ? 'Created.' : 'Done.';
  return {
    [endpoint.status]: {
      description: described,
      ...(Object.keys(content).length > 0 && { content }),
    },
    ...pending,
  };
}

function requestOf(endpoint: Endpoint): RouteConfig['request'] {
  const body =
    endpoint.rawBody === true
      ? { 'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' } } }
      : endpoint.body && { 'application/json': { schema: endpoint.body } };
  return {
    ...(endpoint.params && { params: endpoint.params as z.ZodObject }),
    ...(endpoint.query && { query: endpoint.query as z.ZodObject }),
    ...(body && { body: { required: true, content: body } }),
  };
}

const idempotencyHeader = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: false,
  description: 'The first success under this key is answered again for 24 hours.',
  schema: { type: 'string' as const, maxLength: 255 },
};

const security = {
  keys: [{ key: [] }, { session: [] }],
  visitor: [{ visitor: [] }],
  public: [],
};

function securityOf({ audience = 'keys' }: Endpoint): NonNullable<RouteConfig['security']> {
  return security[audience];
}

function routeOf(endpoint: Endpoint): RouteConfig {
  const refused = refusalsOf(endpoint).map((status) => [
    status,
    { description: refusals[status as keyof typeof refusals], ...problemContent },
  ]);
  return {
    method: endpoint.method,
    path: endpoint.path,
    operationId: endpoint.operationId,
    summary: endpoint.summary,
    tags: [endpoint.tag],
    security: securityOf(endpoint),
    'x-roles': [...endpoint.roles],
    ...(endpoint.audience && { 'x-audience': endpoint.audience }),
    ...(endpoint.tellsTexts && { 'x-tells-texts': true }),
    'x-update': endpoint.update,
    'x-idempotency': endpoint.repetition,
    ...(endpoint.method === 'post' && { parameters: [idempotencyHeader] }),
    request: requestOf(endpoint),
    responses: { ...successOf(endpoint), ...(Object.fromEntries(refused) as Responses) },
  } as RouteConfig;
}

/** The whole API as OpenAPI 3.1; needs nothing that runs. */
export function openApiDocument(): object {
  const app = new OpenAPIHono();
  app.openAPIRegistry.registerComponent('securitySchemes', 'key', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key: hof_...',
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'visitor', {
    type: 'http',
    scheme: 'bearer',
    description: 'The token of a visitor of the widget: hv_...',
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'signature', {
    type: 'apiKey',
    in: 'header',
    name: 'webhook-signature',
    description:
      'Standard Webhooks over the raw body; Slack and Chatwoot sign in their own headers.',
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'baton_session',
    description: 'The session of the console.',
  });
  for (const endpoint of endpoints) app.openAPIRegistry.registerPath(routeOf(endpoint));
  describeInbound(app);
  describeWebhooks(app);
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Baton',
      version: '1',
      description: 'Hands conversations from an AI assistant to a human agent.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/' }],
  });
}
