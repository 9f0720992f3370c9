/** Ticket and CRM fields filled from a brief: a mapping of the policy, pure, for an agent to confirm. */
import type { Brief, BriefEntity } from './brief.ts';
import { briefText } from './prepare-lines.ts';

/** What a field of a target may take. */
export const fieldTypes = ['text', 'number', 'date', 'email', 'phone', 'choice'] as const;
export type FieldType = (typeof fieldTypes)[number];

/** Where a value may come from. */
export const fieldSources = [
  'summary',
  'intent',
  'desired_outcome',
  'next_action',
  'sentiment',
  'urgency',
  'language',
  'attempted_steps',
  'open_questions',
  'promises',
  'customer_id',
  'customer_name',
  'customer_email',
  'customer_phone',
  'customer_tier',
  'order',
  'amount',
  'date',
  'product',
  'reason',
  'queue',
  'conversation_id',
] as const;
export type FieldSource = (typeof fieldSources)[number];

/** One field of a target. */
export interface TargetField {
  /** As the target calls it. */
  name: string;
  from: FieldSource;
  type: FieldType;
  required?: boolean;
  /** For `choice`: our value to theirs; a value without an entry is left empty. */
  choices?: Record<string, string>;
  max_length?: number;
}

/** A system that takes fields, such as `zendesk`. */
export interface FieldTarget {
  target: string;
  fields: TargetField[];
}

/** The section `fields` of a policy. */
export interface FieldsSection {
  targets?: FieldTarget[];
  /** What an agent may give as reason and resolution; ours when absent. */
  reason_codes?: string[];
  resolution_codes?: string[];
}

/** What is known beside the brief. */
export interface FieldContext {
  conversationId: string;
  reason: string;
  queue: string;
  customer: { id?: string; name?: string; email?: string; phone?: string; tier?: string };
}

/** A field ready to confirm. */
export interface FilledField {
  name: string;
  type: FieldType;
  required: boolean;
  value: string | number | null;
  /** Turns that hold the value; empty for what the conversation's record knows. */
  turns: number[];
  /** Why there is no value, or why it needs a look: `missing` or `not_<type>`. */
  problem: string | null;
}

interface Sourced {
  value: string;
  turns: number[];
}

function sourced(claim: { value: string; turns: number[] } | null | undefined): Sourced | null {
  return claim === null || claim === undefined ? null : { value: claim.value, turns: claim.turns };
}

function listed(claims: { value: string; turns: number[] }[]): Sourced | null {
  if (claims.length === 0) return null;
  return {
    value: claims.map(({ value }) => value).join('; '),
    turns: [...new Set(claims.flatMap(({ turns }) => turns))],
  };
}

/** What the record knows counts before what was said. */
function known(value: string | undefined, entity: BriefEntity | undefined): Sourced | null {
  if (value !== undefined && value !== '') return { value, turns: [] };
  return sourced(entity);
}

type Reader = (brief: Brief, context: FieldContext) => Sourced | null;

const account = (brief: Brief, type: BriefEntity['type']) =>
  brief.fields.account.find((entity) => entity.type === type);
const entity =
  (type: BriefEntity['type']): Reader =>
  (brief) =>
    sourced(brief.fields.entities.find((item) => item.type === type));
const given = (value: string | null): Sourced | null =>
  value === null || value === '' ? null : { value, turns: [] };

const readers: Record<FieldSource, Reader> = {
  summary: ({ lines }) =>
    lines.length === 0
      ? null
      : { value: briefText(lines), turns: [...new Set(lines.flatMap(({ turns }) => turns))] },
  intent: ({ fields }) => sourced(fields.intent),
  desired_outcome: ({ fields }) => sourced(fields.desired_outcome),
  next_action: ({ fields }) => sourced(fields.next_action),
  sentiment: ({ fields }) => sourced(fields.sentiment),
  urgency: ({ fields }) => sourced(fields.urgency),
  language: ({ fields }) => given(fields.language),
  attempted_steps: ({ fields }) =>
    listed(
      fields.attempted_steps.map(({ step, result, turns }) => ({
        value: `${step} (${result})`,
        turns,
      })),
    ),
  open_questions: ({ fields }) => listed(fields.open_questions),
  promises: ({ fields }) => listed(fields.promises),
  customer_id: (brief, { customer }) => known(customer.id, account(brief, 'account')),
  customer_name: (brief, { customer }) => known(customer.name, account(brief, 'name')),
  customer_email: (brief, { customer }) => known(customer.email, account(brief, 'email')),
  customer_phone: (brief, { customer }) => known(customer.phone, account(brief, 'phone')),
  customer_tier: (_, { customer }) => given(customer.tier ?? null),
  order: entity('order'),
  amount: entity('amount'),
  date: entity('date'),
  product: entity('product'),
  reason: (_, { reason }) => given(reason),
  queue: (_, { queue }) => given(queue),
  conversation_id: (_, { conversationId }) => given(conversationId),
};

function numberOf(text: string): number | null {
  const found = /-?\d{1,15}(?:[.,\s]\d{1,9})*/u.exec(text)?.[0] ?? '';
  const decimal = /^(.*?)[.,](\d{1,2})$/u.exec(found);
  const whole = (decimal?.[1] ?? found).replace(/[.,\s]/gu, '');
  return whole === '' ? null : Number(`${whole}.${decimal?.[2] ?? '0'}`);
}

/** The value as each type wants it; null when it is not one. */
const typed: Record<FieldType, (text: string, field: TargetField) => string | number | null> = {
  text: (text, field) => text.slice(0, field.max_length ?? 10_000),
  number: numberOf,
  date: (text) => /^\d{4}-\d{2}-\d{2}/u.exec(text)?.[0] ?? null,
  email: (text) =>
    /^[^\s@]{1,64}@[^\s@]{1,190}\.[^\s@]{2,63}$/u.test(text) ? text.toLowerCase() : null,
  phone: (text) => (text.replace(/\D/gu, '').length >= 6 ? text.replace(/[^\d+]/gu, '') : null),
  choice: (text, { choices = {} }) =>
    (Object.hasOwn(choices, text) ? choices[text] : undefined) ?? null,
};

/** A date is taken from its normal form, where the transcript writes it in words. */
function textFor(field: TargetField, brief: Brief, found: Sourced): string {
  if (field.type !== 'date') return found.value;
  return (
    brief.fields.entities.find(({ value, type }) => type === 'date' && value === found.value)
      ?.normalised ?? found.value
  );
}

/** Fills one field; what is missing or does not fit is said, never guessed. */
function fillField(field: TargetField, brief: Brief, context: FieldContext): FilledField {
  const found = readers[field.from](brief, context);
  const value = found === null ? null : typed[field.type](textFor(field, brief, found), field);
  const problem = found === null ? 'missing' : value === null ? `not_${field.type}` : null;
  return {
    name: field.name,
    type: field.type,
    required: field.required ?? false,
    value,
    turns: found?.turns ?? [],
    problem,
  };
}

/** The fields of a target, filled as far as brief and record know them, in the order of the mapping. */
export function fillFields(
  target: FieldTarget,
  brief: Brief,
  context: FieldContext,
): FilledField[] {
  return target.fields.map((field) => fillField(field, brief, context));
}

/** True when every required field has a value. */
export function isComplete(fields: FilledField[]): boolean {
  return fields.every(({ required, value }) => !required || value !== null);
}
