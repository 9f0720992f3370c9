/** What those who run an installation look at: who changed what, which alerts fired, which skills there are, what runs. */
import { z } from 'zod';
import { alertWords } from '../domain/words.ts';
import { cursor, id, instant, json, limit, shortText } from './fields.ts';

export const auditQuery = z.strictObject({
  actor: shortText.optional(),
  action: z
    .string()
    .max(100)
    .optional()
    .describe('exact, such as queue.changed; with a dot at its end all of them, such as queue.'),
  subject: shortText.optional(),
  since: instant.optional(),
  until: instant.optional(),
  cursor,
  limit,
});

/** One change of configuration. */
export const auditRecord = z
  .object({
    position: z.int(),
    at: instant,
    actor: z.string().describe('a key, a person signed in, or `system`'),
    action: z.string(),
    subject: z.string(),
    detail: json,
  })
  .meta({ id: 'AuditEntry' });

export const alertQuery = z.strictObject({
  queue: id.optional(),
  conversation: id.optional(),
  kind: z.enum(alertWords).exclude(['supervisor']).optional(),
  open: z.enum(['true', 'false']).optional().describe('true: only of handoffs that are not over'),
  since: instant.optional(),
  cursor,
  limit,
});

/** One clock that came near its target or passed it. */
export const alertRecord = z
  .object({
    conversation_id: z.string(),
    handoff_id: z.string(),
    kind: z.enum(alertWords).exclude(['supervisor']),
    clock: z.string(),
    threshold: z.string().describe('`warning:0.8`, or `breached`'),
    due_at: instant,
    late_ms: z.int().describe('how long after its instant it fired'),
    at: instant,
    queue: z.string(),
    priority: z.int(),
    agent: z.string().nullable(),
    handoff_state: z.string(),
  })
  .meta({ id: 'Alert' });

/** One skill, wherever it is named. */
export const skillRecord = z
  .object({
    id: z.string(),
    agents: z.array(z.object({ agent: z.string(), level: z.int() })),
    required_by: z.array(z.object({ queue: z.string(), level: z.int() })),
  })
  .meta({ id: 'Skill' });

/** What runs here, and how it is reached. */
export const installationRecord = z
  .object({
    version: z.string(),
    public_url: z.string(),
    temporal: z.object({
      namespace: z.string(),
      ui_url: z.string().nullable(),
      codec_endpoint: z
        .string()
        .nullable()
        .describe('what the Temporal UI is given as codec server; null when nothing is decoded'),
    }),
    health: z.object({ postgres: z.boolean(), temporal: z.boolean() }),
    demo: z.boolean().describe('whether simulated customers can be played here'),
  })
  .meta({ id: 'Installation' });
