/** Faults and refusals as RFC 9457 problem documents. */
import { z } from 'zod';
import { answer } from './answer.ts';

/** `code` is stable, `type` leads to its page, `errors` names each wrong field by JSON pointer. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    instance: z.string(),
    request_id: z.string(),
    errors: z
      .array(
        z.object({
          pointer: z.string(),
          code: z.string(),
          message: z.string(),
          path: z.string().optional().describe('in a policy: where in its document'),
          line: z.int().nullable().optional(),
          fix: z.string().optional(),
        }),
      )
      .optional(),
    /** What is true instead, on refusals of a conversation. */
    current: answer.nullable().optional(),
  })
  .meta({ id: 'Problem' });
