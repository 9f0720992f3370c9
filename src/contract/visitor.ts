/** The widget's side: sites, sessions, and a conversation as its customer sees it. */
import { z } from 'zod';
import { meetingWords, promiseKinds } from '../domain/promise-words.ts';
import { channelWords, ownerWords, statusWords } from '../domain/words.ts';
import { epochMs, id, instant, queryNumber, shortText, text } from './fields.ts';

const origin = z
  .string()
  .max(300)
  .regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/, 'an origin such as https://shop.example.com');

const colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'a colour such as #2556c4');

/** Words and colours of the widget; nothing of it is markup. */
const appearance = z
  .strictObject({
    title: text(60),
    greeting: text(500),
    colour,
    on_colour: colour,
    side: z.enum(['left', 'right']),
    privacy_url: z
      .string()
      .max(500)
      .regex(/^https:\/\//, 'an https address'),
  })
  .partial();

const siteFields = {
  name: shortText.min(1),
  origins: z.array(origin).max(50),
  require_identity: z.boolean(),
  has_bot: z.boolean().describe('without a bot a person is asked for with the first message'),
  appearance,
  enabled: z.boolean(),
};

export const siteCreate = z
  .strictObject(siteFields)
  .partial()
  .required({ name: true })
  .meta({ id: 'WidgetSiteCreate' });

export const siteChange = z
  .strictObject(siteFields)
  .partial()
  .refine((body) => Object.keys(body).length > 0, 'change at least one field')
  .meta({ id: 'WidgetSiteChange' });

export const siteRecord = z
  .object({ id: z.string(), ...siteFields, created_at: instant })
  .meta({ id: 'WidgetSite' });

export const siteCreated = siteRecord
  .extend({ identity_secret: z.string().describe('given once') })
  .meta({ id: 'WidgetSiteCreated' });

export const siteSecret = z.object({ identity_secret: z.string().describe('given once') });

export const sessionRequest = z
  .strictObject({
    site: id,
    token: z.string().max(64).optional(),
    identity: z.string().max(4_096).optional().describe('a JWT (HS256) signed by the host site'),
    language: z
      .string()
      .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?$/)
      .optional(),
    time_zone: z
      .string()
      .regex(/^[A-Za-z0-9_+/-]{1,64}$/)
      .optional(),
  })
  .meta({ id: 'VisitorSessionRequest' });

export const session = z
  .object({
    token: z.string(),
    conversation: z.string(),
    expires_at: instant,
    identified: z.boolean(),
    appearance,
  })
  .meta({ id: 'VisitorSession' });

export const visitorFile = z
  .object({ id: z.string(), name: z.string(), media_type: z.string(), bytes: z.int() })
  .meta({ id: 'VisitorFile' });

export const visitorMessage = z
  .object({
    sequence: z.int().describe('of the event log; the value for `after`'),
    id: z.string(),
    role: z.enum(['customer', 'assistant', 'agent', 'system']),
    content: z.string(),
    whole: visitorFile
      .nullable()
      .describe('set where content is only the beginning: all of the text, as a file'),
    name: z.string().nullable().describe('of the agent'),
    key: z.string().nullable().describe('of a system message: what it is about'),
    files: z.array(visitorFile),
    at: instant,
  })
  .meta({ id: 'VisitorMessage' });

export const visitorState = z
  .object({
    version: z.int(),
    status: z.enum(statusWords),
    owner: z.enum(ownerWords),
    agent_name: z.string().nullable(),
    asks: z.boolean().describe('a question waits for yes or no: should a person take over?'),
    handoff: z
      .object({
        state: z.string(),
        position: z.int().nullable(),
        estimated_wait_seconds: z.number().nullable(),
        channels: z.array(z.enum(channelWords)),
        channel: z.enum(channelWords),
        person_by: epochMs.nullable(),
        promises: z.array(z.object({ kind: z.enum(promiseKinds), due_at: epochMs })),
        meeting: z
          .object({
            state: z.enum(meetingWords),
            id: z.string().nullable(),
            starts_at: epochMs.nullable(),
            ends_at: epochMs.nullable(),
          })
          .nullable(),
        contact: z.object({ email: z.boolean(), phone: z.boolean() }),
      })
      .nullable(),
  })
  .meta({ id: 'VisitorState' });

export const visitorPage = z
  .object({ messages: z.array(visitorMessage), state: visitorState })
  .meta({ id: 'VisitorConversation' });

export const visitorQuery = z.strictObject({ after: queryNumber(0, 1e15).optional() });

/** Longest message of a visitor; more than anybody types. */
export const visitorTurn = z
  .strictObject({
    id,
    content: text(16_000).describe('may be empty when there are attachments'),
    attachments: z.array(id).max(20).optional().describe('files that this visitor stored'),
  })
  .refine(
    ({ content, attachments = [] }) => content !== '' || attachments.length > 0,
    'write something, or attach a file',
  )
  .meta({ id: 'VisitorTurn' });

export const visitorTaken = z
  .object({ turn: z.object({ id: z.string(), sequence: z.int().nullable() }), state: visitorState })
  .meta({ id: 'VisitorTaken' });

export const visitorAnswer = z.object({ state: visitorState }).meta({ id: 'VisitorAnswer' });

export const visitorDetails = z
  .strictObject({
    name: text(200),
    email: z
      .string()
      .max(320)
      .regex(/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/, 'an e-mail address'),
    phone: z
      .string()
      .max(40)
      .regex(/^[+()\d ./-]{4,40}$/, 'a phone number'),
  })
  .partial()
  .refine((body) => Object.keys(body).length > 0, 'give at least one of name, email and phone');

export const visitorMeeting = z.strictObject({ starts: instant });
