/** The model brief: asked as structured output, parsed, checked against the transcript, and refused when it is not one. */
import type { z } from 'zod';
import { writtenBriefJsonSchema, writtenBriefSchema } from '../../contract/brief.ts';
import type { WrittenBrief } from '../../contract/brief.ts';
import type { Brief, BriefEntity, BriefInput } from '../../domain/brief.ts';
import { fitLines } from '../../domain/prepare-lines.ts';
import { checkBrief } from '../../domain/prepare-check.ts';
import { normalisedOf } from '../../domain/prepare-entities.ts';
import { flat } from '../../domain/prepare-text.ts';
import { ModelFailure } from './model-failure.ts';
import { briefInstructions, briefRequest } from './prompt.ts';
import { createStructuredModel } from './structured-model.ts';
import type { ModelOptions } from './structured-model.ts';

/** Where the model is and what a brief may cost. */
export interface ModelBriefWriterOptions extends ModelOptions {
  /** Characters of the transcript that are sent; 24,000 when not given. */
  maxInputCharacters?: number;
}

/** Writes briefs by a model. */
export interface ModelBriefWriter {
  /** One to four calls within the time limit; throws `ModelFailure`. The brief is checked and holds no markup. */
  writeModelBrief(input: BriefInput, signal?: AbortSignal): Promise<Brief>;
}

/** Below this share of held claims the whole answer is not to be trusted. */
const leastSupportedShare = 0.5;

/** A writer for any server with the OpenAI chat completions interface. It retries nothing by itself. */
export function createModelBriefWriter(options: ModelBriefWriterOptions): ModelBriefWriter {
  const model = createStructuredModel(options);
  return {
    async writeModelBrief(input, signal) {
      const question = {
        name: 'handoff_brief',
        schema: writtenBriefJsonSchema,
        instructions: briefInstructions,
        request: briefRequest(input, options.maxInputCharacters ?? 24_000),
        read: (value: unknown) => readWith(writtenBriefSchema, value),
      };
      return briefOf(await model.ask(question, signal), input, options.model);
    },
  };
}

/** Places only: keys that the model made up may carry text of the conversation. */
export function readWith<T>(schema: z.ZodType<T>, value: unknown): { value?: T; problem: string } {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data, problem: '' };
  const places = parsed.error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.slice(0, 4).join('.')} ${issue.code}`);
  return { problem: places.join(', ') };
}

function briefOf(written: WrittenBrief, input: BriefInput, model: string): Brief {
  const clean = cleaned(written);
  const draft: Brief = {
    version: 1,
    writer: flat(model).slice(0, 200) || 'model',
    lines: clean.lines,
    fields: {
      ...clean.fields,
      account: clean.fields.account.map(entityOf),
      entities: clean.fields.entities.map(entityOf),
    },
    supported: 0,
    dropped: 0,
  };
  const checked = checkBrief(draft, input.turns);
  const brief = { ...checked, lines: fitLines(checked.lines) };
  const total = brief.supported + brief.dropped;
  const wants = brief.lines.some((line) => line.section === 'what_the_customer_wants');
  if (!wants || brief.lines.length < 3 || brief.supported < total * leastSupportedShare) {
    throw new ModelFailure(
      'bad_output',
      `The transcript holds ${brief.supported} of ${total} claims of the model`,
    );
  }
  return brief;
}

function entityOf(entity: Omit<BriefEntity, 'normalised'>): BriefEntity {
  return { ...entity, normalised: normalisedOf(entity.type, entity.value) };
}

/** Every string without markup, links, invisible characters and line breaks. */
function cleaned<T>(value: T): T {
  if (typeof value === 'string') return flat(value) as T;
  if (Array.isArray(value)) return value.map(cleaned) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, cleaned(part)])) as T;
}
