/** What of the API is no endpoint of ours: webhooks that we post, and doors whose callers sign instead of holding a key. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { webhookEvent, webhookTest } from '../contract/event-envelope.ts';
import { problem } from '../contract/problem.ts';
import { eventTypes } from '../domain/events.ts';
import { mailDispositions } from '../domain/inbound-mail.ts';

/** An answer that says what was wrong. */
export const problemContent = { content: { 'application/problem+json': { schema: problem } } };

function describeWebhook(
  app: OpenAPIHono,
  type: string,
  hook: { summary: string; schema: z.ZodType },
): void {
  app.openAPIRegistry.registerWebhook({
    method: 'post',
    path: type,
    operationId: type,
    summary: `${hook.summary}; signed by Standard Webhooks.`,
    tags: ['Webhooks'],
    request: {
      body: { required: true, content: { 'application/json': { schema: hook.schema } } },
    },
    responses: { '2XX': { description: 'Taken.' } },
  });
}

/** Every webhook that an endpoint may be sent. */
export function describeWebhooks(app: OpenAPIHono): void {
  for (const type of eventTypes)
    describeWebhook(app, type, {
      summary: `Sent to endpoints that asked for ${type}`,
      schema: webhookEvent,
    });
  describeWebhook(app, 'webhook.test', {
    summary: 'Sent by the test of an endpoint; nothing happened',
    schema: webhookTest,
  });
}

interface InboundDoor {
  path: string;
  operationId: string;
  summary: string;
  body: string;
  params?: z.ZodObject;
  answer: z.ZodType;
}

const inboundDoors: InboundDoor[] = [
  {
    path: '/v1/inbound/mail',
    operationId: 'takeInboundMail',
    summary: 'A whole mail from a provider, signed by Standard Webhooks over its bytes.',
    body: 'message/rfc822',
    answer: z.object({ disposition: z.enum(mailDispositions) }),
  },
  {
    path: '/v1/inbound/connectors/{id}',
    operationId: 'takeConnectorRequest',
    summary:
      'What the other side of a connector posts, signed in its own way (docs/connectors.md).',
    body: 'application/json',
    params: z.strictObject({ id: z.string() }),
    answer: z
      .object({
        refused: z.array(z.object({ code: z.string(), detail: z.string() })).optional(),
      })
      .loose()
      .describe('what the other side expects; `refused` says which of its wishes were not done'),
  },
];

/** Doors without a key: what is signed there is the request itself. */
export function describeInbound(app: OpenAPIHono): void {
  for (const { path, operationId, summary, body, params, answer } of inboundDoors)
    app.openAPIRegistry.registerPath({
      method: 'post',
      path,
      operationId,
      summary,
      tags: ['Inbound'],
      security: [{ signature: [] }],
      'x-roles': [],
      'x-audience': 'signed',
      'x-update': null,
      'x-idempotency': 'natural',
      request: {
        ...(params && { params }),
        body: { required: true, content: { [body]: { schema: { type: 'string' as const } } } },
      },
      responses: {
        200: {
          description: 'Taken, and what was made of it. The same again is once.',
          content: { 'application/json': { schema: answer } },
        },
        401: { description: 'Not signed, signed wrongly, or too long ago.', ...problemContent },
        413: { description: 'The content is too large.', ...problemContent },
      },
    });
}
