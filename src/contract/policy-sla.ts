/** The shape of the `sla` and `off_hours` sections of a policy. */
import { z } from 'zod';
import { defaultOffHours } from '../domain/policy-off-hours.ts';
import { pauseWords, slaActions } from '../domain/policy-sla.ts';
import { channelWords, clockMetrics } from '../domain/words.ts';

const name = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 of A-Z a-z 0-9 _ -');
const priority = z.literal([1, 2, 3, 4, 5]);
const actions = z.array(z.enum(slaActions)).max(slaActions.length);

/** One target of the `sla` section. */
export const slaTarget = z.strictObject({
  metric: z.enum(clockMetrics),
  target_seconds: z.number().int().min(1).max(31_536_000),
  priority: priority.optional(),
  tier: z.string().min(1).max(64).optional(),
  queue: name.optional(),
  name: name.optional(),
  warn_at: z.array(z.number().gt(0).lt(1)).max(10),
  on_breach: actions,
  on_warning: actions.optional(),
  pause_while: z.array(z.enum(pauseWords)).max(pauseWords.length).optional(),
  business_hours: z.boolean().optional(),
});

const ladder = z
  .array(z.enum(channelWords).exclude(['chat']))
  .min(1)
  .max(channelWords.length);

/** The `off_hours` section: which ways are offered while nobody is there, best first. */
export const offHours = z.strictObject({
  urgent: ladder.default(defaultOffHours.urgent as z.output<typeof ladder>),
  normal: ladder.default(defaultOffHours.normal as z.output<typeof ladder>),
  urgent_up_to: priority.default(defaultOffHours.urgent_up_to),
});
