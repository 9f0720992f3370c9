/** Openings of conversations with the intent that a person gave them. */
import { z } from 'zod';
import { openingTurns } from '../../domain/model/opening.ts';
import type { Opening } from '../../learn/train-intent.ts';
import { CommandError } from '../command-error.ts';
import { readJsonLines } from './json-lines.ts';

/** Where the label may stand, in the order in which it is looked for. */
export const labelFields = ['intent', 'subflow', 'flow'] as const;
export type LabelField = (typeof labelFields)[number];

const content = z.union([z.string(), z.array(z.int().min(0))]);
const turn = z.looseObject({
  role: z.string(),
  content: content.nullish(),
  tokens: z.array(z.int().min(0)).optional(),
});
const label = z.string().min(1).optional();

const line = z.looseObject({
  id: z.union([z.string(), z.number().transform(String)]).optional(),
  group: z.string().optional(),
  intent: label,
  subflow: label,
  flow: label,
  text: content.optional(),
  firstCustomerTurns: z.array(content).optional(),
  turns: z.array(turn).optional(),
  messages: z.array(turn).optional(),
});
type Line = z.infer<typeof line>;

const shape =
  'Write one opening per line: { "id", "firstCustomerTurns": ["..."], "intent": "..." }; "text" or "turns" may stand for the turns, token ids for text, "subflow" or "flow" for the intent.';

const customerRoles = ['customer', 'user'];

function turnsOf(value: Line): Opening['turns'] {
  if (value.firstCustomerTurns !== undefined) return value.firstCustomerTurns;
  if (value.text !== undefined) return [value.text];
  return (value.turns ?? value.messages ?? [])
    .filter(({ role }) => customerRoles.includes(role))
    .map((one) => one.content ?? one.tokens ?? '')
    .filter((one) => one.length > 0);
}

/** The labelled openings of the files; `field` says where the label stands, else the first field that the file has. */
export async function readOpenings(
  files: readonly string[],
  field?: LabelField,
): Promise<Opening[]> {
  const openings: Opening[] = [];
  for (const file of files) {
    const lines = await readJsonLines(file, line, shape);
    const own = field ?? labelFields.find((name) => lines.some((one) => one[name] !== undefined));
    if (own === undefined) throw new CommandError(`${file} has no labels.`, shape);
    lines.forEach((value, at) => openings.push(openingOf(value, own, `${file}, line ${at + 1}`)));
  }
  return openings;
}

function openingOf(value: Line, field: LabelField, place: string): Opening {
  const turns = turnsOf(value).slice(0, openingTurns);
  const given = value[field];
  if (given === undefined) throw new CommandError(`${place}: there is no ${field}.`, shape);
  if (turns.length === 0) throw new CommandError(`${place}: the customer says nothing.`, shape);
  const id = value.id ?? place;
  return { id, group: value.group ?? id, turns, label: given };
}

/** What makes two openings the same: who it is and what was said. */
export function openingKey({ id, turns }: Opening): string {
  return JSON.stringify([id, turns]);
}
