/** The section `brief` of a policy. */
import { z } from 'zod';

export const briefSection = z.strictObject({
  model: z.boolean().optional(),
  model_seconds: z.number().int().min(1).max(40).optional(),
  refresh: z.boolean().optional(),
});
