/** The link by which a customer rates a conversation without signing in. */
import { z } from 'zod';
import { canSee } from '../adapters/postgres/conversations-read.ts';
import { id } from '../contract/fields.ts';
import { BatonError } from '../errors.ts';
import { endpoint, ok } from './endpoint.ts';

const params = z.strictObject({ id });

/** Reads the link, for a mail or a message of the caller's own. */
export const ratingEndpoints = [
  endpoint({
    method: 'get',
    path: '/v1/conversations/{id}/rating-link',
    operationId: 'getRatingLink',
    summary: 'A signed link on which the customer rates with one click, for a mail or a message.',
    tag: 'Conversations',
    roles: ['backend', 'agent', 'supervisor', 'admin'],
    update: null,
    repetition: 'none',
    params,
    status: 200,
    answer: z.object({ url: z.string() }),
    handle: async ({ caller, deps, params: path }) => {
      const viewer = { tenant: caller.tenant, agent: caller.agent };
      if (deps.ratings === undefined || !(await canSee(deps.pool, viewer, path.id)))
        throw new BatonError('not_found', `no conversation ${path.id}`);
      const token = deps.ratings.tokenFor({ tenant: caller.tenant, conversation: path.id });
      return ok({ url: `${deps.config.publicUrl}/rate/${token}` });
    },
  }),
];
