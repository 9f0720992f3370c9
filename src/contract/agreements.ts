/** What is agreed with a customer: promises and meetings. */
import { z } from 'zod';
import { maxLinkLength } from '../domain/meeting-link.ts';
import { epochMs, id, instant, queryNumber, shortText } from './fields.ts';

export const promiseRequest = z
  .strictObject({ kind: z.enum(['write_by', 'call_by']), due: instant })
  .meta({ id: 'PromiseRequest' });

export const keepRequest = z.strictObject({ promise_id: id });

export const meetingRequest = z
  .strictObject({ starts: instant, agent: id.optional() })
  .meta({ id: 'MeetingRequest' });

export const meetingReport = z
  .strictObject({
    result: z.enum(['booked', 'canceled', 'attended', 'missed']),
    starts: instant.optional(),
    ends: instant.optional(),
  })
  .refine(
    (body) => body.result !== 'booked' || (body.starts !== undefined && body.ends !== undefined),
    'a booking needs starts and ends',
  )
  .meta({ id: 'MeetingReport' });

export const slotQuery = z.strictObject({ limit: queryNumber(1, 200).optional() });

/** Ways to a meeting: slots of ours, and links of other calendars. */
export const meetingOptions = z
  .object({
    slots: z.array(
      z.object({ starts_at: epochMs, ends_at: epochMs, starts: instant, agents: z.int() }),
    ),
    link: z.object({ provider: z.string(), url: z.string() }).nullable(),
  })
  .meta({ id: 'MeetingOptions' });

export const meetingLinkRequest = z
  .strictObject({
    scope: z.enum(['queue', 'agent']),
    id,
    template: z.string().min(1).max(maxLinkLength),
  })
  .meta({ id: 'MeetingLinkRequest' });

export const meetingLink = z
  .object({
    scope: z.enum(['queue', 'agent']),
    id: z.string(),
    provider: z.string(),
    template: z.string(),
  })
  .meta({ id: 'MeetingLink' });

/** What a calendar answered to an invitation, as the mail brought it. */
export const calendarReply = z.strictObject({
  calendar: z
    .string()
    .min(1)
    .max(64 * 1024),
});

export const calendarReplyResult = z.object({
  meeting_id: z.string().nullable(),
  answer: shortText.nullable(),
});
