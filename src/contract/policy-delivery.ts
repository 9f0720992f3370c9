/** The section `delivery` of a policy. */
import { z } from 'zod';
import { deliveryChannels } from '../domain/words.ts';

const channel = z.enum(deliveryChannels);

export const deliverySection = z.strictObject({
  first_retry_seconds: z.number().int().min(1).max(3_600).optional(),
  give_up_after_seconds: z
    .number()
    .int()
    .min(1)
    .max(30 * 24 * 3_600)
    .optional(),
  automatic_mail_window_seconds: z
    .number()
    .int()
    .min(1)
    .max(24 * 3_600)
    .optional(),
  rating_mail_after_seconds: z
    .number()
    .int()
    .min(0)
    .max(14 * 24 * 3_600)
    .nullable()
    .optional(),
  /** An endpoint that wants turns is told of them anyway, so nothing falls back to one. */
  fallback: z.partialRecord(channel, channel.exclude(['webhook'])).optional(),
});
