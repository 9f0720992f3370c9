/** What helps an agent: knowledge, suggestions, macros, fields to confirm, the proposal at the end. */
import { z } from 'zod';
import { fieldTypes } from '../domain/target-fields.ts';
import { outcomeWords, verdictWords } from '../domain/words.ts';
import { id, instant, queryNumber, shortText, text } from './fields.ts';

const citedTurns = z.array(z.int().min(0));

export const knowledgeQuery = z.strictObject({
  q: text(1_000).min(1),
  language: z
    .string()
    .regex(/^[a-z]{2}$/, 'must be a language such as en')
    .optional(),
  limit: queryNumber(1, 20).optional(),
});

export const knowledgePassage = z
  .object({
    document_id: z.string(),
    passage: z.int(),
    title: z.string(),
    heading: z.string(),
    url: z.string().nullable(),
    content: z.string(),
    score: z.number(),
  })
  .meta({ id: 'KnowledgePassage' });

export const knowledgeDocument = z
  .object({
    id: z.string(),
    source: z.string(),
    title: z.string(),
    url: z.string().nullable(),
    language: z.string().nullable(),
    passages: z.int(),
    imported_at: instant,
  })
  .meta({ id: 'KnowledgeDocument' });

export const knowledgeImport = z
  .strictObject({
    /** Importing the same source again replaces the document. */
    source: text(1_000).min(1),
    kind: z.enum(['markdown', 'html']),
    content: text(1_000_000).min(1),
    title: shortText.optional(),
    url: z.httpUrl().max(2_000).optional(),
    language: z
      .string()
      .regex(/^[a-z]{2}$/, 'must be a language such as en')
      .optional(),
  })
  .meta({ id: 'KnowledgeImport' });

export const suggestionRecord = z
  .object({
    id: z.string(),
    number: z.int(),
    /** `templates` or the model's name. */
    writer: z.string(),
    content: z.string(),
    passages: z.array(
      z.object({
        document: z.string(),
        number: z.int(),
        title: z.string(),
        url: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Suggestion' });

export const suggestionList = z.object({
  language: z.string(),
  /** The last turn that was read. */
  turn: z.int(),
  data: z.array(suggestionRecord),
});

export const suggestionUse = z
  .strictObject({
    /** What was sent to the customer; null when the suggestion was passed over. */
    sent: text(256 * 1024).nullable(),
  })
  .meta({ id: 'SuggestionUse' });

export const suggestionOutcome = z.object({
  id: z.string(),
  use: z.enum(['used', 'edited', 'ignored']),
  distance: z.number().min(0).max(1),
});

export const macroBody = z
  .strictObject({
    name: shortText.min(1),
    content: text(16_384).min(1),
    language: z
      .string()
      .regex(/^[a-z]{2}$/, 'must be a language such as en')
      .optional(),
  })
  .meta({ id: 'MacroBody' });

export const macroRecord = z
  .object({
    id: z.string(),
    name: z.string(),
    content: z.string(),
    language: z.string().nullable(),
    updated_at: instant,
  })
  .meta({ id: 'Macro' });

export const macroRender = z.strictObject({ conversation_id: id });

export const renderedMacro = z.object({ content: z.string(), missing: z.array(z.string()) });

export const targetQuery = z.strictObject({ target: z.string().min(1).max(64) });

export const filledFields = z
  .object({
    target: z.string(),
    /** Every required field has a value. */
    complete: z.boolean(),
    brief_id: z.string(),
    writer: z.string(),
    fields: z.array(
      z.object({
        name: z.string(),
        type: z.enum(fieldTypes),
        required: z.boolean(),
        value: z.union([z.string(), z.number()]).nullable(),
        turns: citedTurns,
        problem: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'FilledFields' });

export const wrapUpProposal = z
  .object({
    writer: z.string(),
    summary: z.array(z.object({ text: z.string(), turns: citedTurns })),
    reason_code: z.string(),
    resolution_code: z.string(),
    outcome: z.enum(outcomeWords),
    reason_codes: z.array(z.string()),
    resolution_codes: z.array(z.string()),
    question: z.object({ text: z.string(), choices: z.array(z.enum(verdictWords)) }),
  })
  .meta({ id: 'WrapUpProposal' });

export const suggestionKpi = z
  .object({
    shown: z.int(),
    used: z.int(),
    edited: z.int(),
    ignored: z.int(),
    /** (used + edited) / shown; null when none was shown. */
    adopted_share: z.number().nullable(),
    by_writer: z.record(z.string(), z.object({ shown: z.int(), adopted: z.int() })),
  })
  .meta({ id: 'SuggestionKpi' });
