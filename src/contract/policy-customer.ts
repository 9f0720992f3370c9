/** The `customer` section of a policy document. */
import { z } from 'zod';
import { channelWords } from '../domain/words.ts';

const seconds = z.number().int().min(10).max(31_536_000);
const minutes = (least: number, most: number) => z.number().int().min(least).max(most);

const promise = z.strictObject({
  within_seconds: seconds,
  on_broken: z.array(z.enum(['tell_customer', 'raise_priority', 'reassign'])).max(3),
});

/** What the customer is told while they wait and what is promised with each channel. All of it has defaults. */
export const customerSection = z
  .strictObject({
    progress: z
      .strictObject({
        first_after_seconds: seconds,
        every_seconds: seconds,
        at_most: z.number().int().min(1).max(50),
      })
      .nullable(),
    promises: z.partialRecord(z.enum(channelWords), promise),
    meeting: z
      .strictObject({
        slot_minutes: minutes(5, 240),
        notice_minutes: minutes(0, 10_080),
        days_ahead: minutes(1, 60),
      })
      .partial(),
  })
  .partial();
