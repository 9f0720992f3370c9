/** Any system that can sign a post: customers' turns and agents' replies in. Events go out to webhook endpoints. */
import { z } from 'zod';
import type { WebhookConnectorConfig } from '../../contract/connectors.ts';
import { isSigned } from '../http/webhook-message.ts';
import type { Connector, Received, Remote, Request, Wish } from './connector.ts';

const id = z.string().regex(/^[A-Za-z0-9_-]{1,61}$/);
const content = z.string().min(1).max(16_384);
const body = z.union([
  z.strictObject({
    conversation: id,
    turn: z.strictObject({
      id,
      content,
      name: z.string().max(200).optional(),
      email: z.string().max(254).optional(),
    }),
  }),
  z.strictObject({
    conversation: id,
    reply: z.strictObject({ id, agent: z.string().max(128), content }),
  }),
  z.strictObject({ conversation: id, accept: z.strictObject({ agent: z.string().max(128) }) }),
]);

function wishesOf(config: WebhookConnectorConfig, payload: unknown): Wish[] {
  const parsed = body.safeParse(payload);
  if (!parsed.success) return [];
  const { conversation } = parsed.data;
  const at = { conversation };
  if ('turn' in parsed.data) {
    const { name, email, ...turn } = parsed.data.turn;
    const who = { ...(name !== undefined && { name }), ...(email !== undefined && { email }) };
    return [{ kind: 'customer_turn', at, create: true, ...turn, ...who }];
  }
  if ('reply' in parsed.data) {
    const { agent: theirs, ...reply } = parsed.data.reply;
    const agent = config.agents[theirs];
    return agent === undefined ? [] : [{ kind: 'agent_reply', at, agent, ...reply }];
  }
  const agent = config.agents[parsed.data.accept.agent];
  return agent === undefined ? [] : [{ kind: 'accept', at, agent }];
}

function receive(remote: Remote<WebhookConnectorConfig>, request: Request): Received {
  if (!isSigned(remote.secret(remote.config.signing_secret), request, request.now)) return null;
  try {
    const payload: unknown = JSON.parse(request.body.toString('utf8'));
    return { answer: {}, wishes: wishesOf(remote.config, payload) };
  } catch {
    return { answer: {}, wishes: [] };
  }
}

export const webhookConnector: Connector<WebhookConnectorConfig> = {
  test: (remote) => {
    remote.secret(remote.config.signing_secret);
    return Promise.resolve({ kind: 'delivered', status: null });
  },
  receive,
};
