/** People of the console: who they are, what they may do, and how they are let in. */
import { z } from 'zod';
import { id, instant, shortText } from './fields.ts';

const personRole = z.enum(['agent', 'supervisor', 'operator', 'admin']);
const agent = id.nullable().describe('as which agent a person of role `agent` works; else null');
const name = shortText.min(1);

export const userInvite = z
  .strictObject({
    email: z.email().max(254),
    name,
    role: personRole,
    agent: agent.optional(),
  })
  .refine((body) => (body.role === 'agent') === (body.agent !== undefined && body.agent !== null), {
    path: ['agent'],
    message: 'a person of role agent names the agent, nobody else does',
  })
  .meta({ id: 'UserInvite' });

export const userChange = z
  .strictObject({
    name,
    role: personRole,
    agent,
    active: z.boolean().describe('false ends every session at once and lets nobody in'),
  })
  .partial()
  .meta({ id: 'UserChange' });

export const userRecord = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: personRole,
    agent: z.string().nullable(),
    state: z
      .enum(['invited', 'active', 'deactivated'])
      .describe('`invited` until the person first comes in'),
    last_sign_in_at: instant.nullable(),
    created_at: instant,
  })
  .meta({ id: 'User' });

export const userInvited = userRecord
  .extend({
    invitation: z.object({
      mailed: z.boolean(),
      link: z
        .string()
        .nullable()
        .describe('good once; only where the mail did not leave, and null on a repetition'),
      expires_at: instant,
    }),
  })
  .meta({ id: 'UserInvited' });
