/** The floor of a tenant: calendars, switches, who is told of alerts, and what a supervisor sees. */
import { z } from 'zod';
import { hindrances } from '../domain/eligibility.ts';
import { contributionWords } from '../domain/precedence.ts';
import { waitingCauses } from '../domain/why-waiting.ts';
import { alertWords, ownerWords, staffingWords } from '../domain/words.ts';
import { id, instant, shortText } from './fields.ts';

const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'use HH:MM, 00:00 to 24:00');
const interval = z
  .tuple([wallTime, wallTime])
  .refine(
    ([from, to]) => from < to,
    'the end must lie behind the beginning; over midnight use two days',
  );
const day = z.array(interval).max(12).optional();

const week = z.strictObject({
  mon: day,
  tue: day,
  wed: day,
  thu: day,
  fri: day,
  sat: day,
  sun: day,
});
const isDay = (text: string): boolean =>
  new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
const holiday = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'use YYYY-MM-DD')
  .refine(isDay, 'there is no such day');

const calendarFields = {
  time_zone: z.string().max(64).describe('a name of the IANA time zone database'),
  week: week.describe('wall times by weekday; several intervals a day'),
};

export const calendarWrite = z
  .strictObject({
    name: shortText.optional(),
    ...calendarFields,
    holidays: z.array(holiday).max(1_000).optional(),
  })
  .meta({ id: 'CalendarWrite' });

export const calendarRecord = z
  .object({
    id: z.string(),
    name: z.string(),
    ...calendarFields,
    holidays: z.array(z.string()),
    version: z.int(),
    updated_at: instant,
  })
  .meta({ id: 'Calendar' });

export const switchChange = z
  .strictObject({
    humans_off: z.boolean().optional().describe('nobody is offered a case, no chat is promised'),
    ai_off: z.boolean().optional().describe('every conversation goes to a person'),
    note: shortText.nullable().optional(),
  })
  .meta({ id: 'SwitchChange' });

export const switchRecord = z
  .object({
    humans_off: z.boolean(),
    ai_off: z.boolean(),
    note: z.string().nullable(),
    changed_at: instant.nullable(),
    changed_by: z.string().nullable(),
  })
  .meta({ id: 'Switches' });

const destinationFields = {
  alerts: z.array(z.enum(alertWords)).min(1).max(alertWords.length),
  queues: z.array(id).max(200),
  enabled: z.boolean(),
};
const destinationTarget = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('webhook'),
    target: z.url({ protocol: /^https?$/ }).max(2048),
    ...z.object(destinationFields).partial({ queues: true, enabled: true }).shape,
  }),
  z.strictObject({
    kind: z.literal('email'),
    target: z.email().max(254),
    ...z.object(destinationFields).partial({ queues: true, enabled: true }).shape,
  }),
]);

export const destinationWrite = destinationTarget.meta({ id: 'AlertDestinationWrite' });

export const destinationRecord = z
  .object({
    name: z.string(),
    kind: z.enum(['webhook', 'email']),
    target: z.string(),
    ...destinationFields,
    secret: z
      .string()
      .nullable()
      .describe('signs what a webhook is sent; shown when the destination is made, null later'),
    created_at: instant,
  })
  .meta({ id: 'AlertDestination' });

const seconds = z.number().describe('seconds').nullable();

export const floorRecord = z
  .object({
    at: instant,
    switches: switchRecord,
    queues: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        staffing: z.enum(staffingWords),
        back_at: instant.nullable(),
        open: z.boolean(),
        waiting: z.int().describe('cases that wait, offered ones as well'),
        offered: z.int().describe('of them, those an agent is being asked about'),
        held: z.int().describe('cases that an agent holds'),
        oldest_waiting_seconds: seconds,
        at_risk: z.int().describe('open cases with a clock that warned and has not breached'),
        breached: z.int().describe('open cases with a clock that breached'),
        agents_on_shift: z.int(),
        accepts_last_hour: z.int(),
        median_wait_seconds: seconds,
      }),
    ),
    agents: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        presence: z.string(),
        away_reason: z.string().nullable().describe('why they are away, where they said so'),
        on_shift: z.boolean(),
        capacity: z.int(),
        units_taken: z.int(),
        cases: z.int(),
        longest_case_seconds: seconds,
      }),
    ),
  })
  .meta({ id: 'Floor' });

const waitingCase = z.object({
  handoff_id: z.string(),
  queue: z.string(),
  priority: z.int(),
  since: instant.describe('when it was requested; transfers and reassignment keep it'),
  waited_seconds: z.number(),
  place: z.int().nullable(),
  expected_wait_seconds: seconds,
  staffing: z.enum(staffingWords),
  back_at: instant.nullable(),
  causes: z.array(z.enum(waitingCauses)).describe('most telling first'),
  offer: z.object({ id: z.string(), agent: z.string(), until: instant.nullable() }).nullable(),
  step: z.int().describe('routing steps reached'),
  next_step_at: instant.nullable(),
  precedence: z.object({
    score: z.number().describe('seconds; the highest is served first'),
    contributions: z.array(z.object({ from: z.enum(contributionWords), seconds: z.number() })),
  }),
  eligible: z.array(z.string()).describe('agents who could be asked now'),
  hindered: z.array(z.object({ agent: z.string(), hindrance: z.enum(hindrances) })),
  hindrances: z.record(z.string(), z.int()).describe('how many agents by what hinders them'),
});

export const waitingRecord = z
  .object({
    waiting: z.boolean(),
    owner: z.enum(ownerWords),
    owner_id: z.string().nullable(),
    case: waitingCase.nullable().describe('null when nothing waits'),
  })
  .meta({ id: 'WhyWaiting' });
