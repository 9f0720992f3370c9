/** What a transcript of a simulated past leaves open: who the customer is, and what `{order}` and the like stand for. */
import { fraction } from './draw.ts';
import type { Chance } from '../simulate/random.ts';
import type { Transcript, TranscriptTurn } from '../simulate/transcript.ts';

const products = ['vacuum cleaner', 'headphones', 'tablet', 'coffee machine', 'camera'] as const;
const tiers = ['standard', 'standard', 'standard', 'plus', 'premium'] as const;
const names = [
  'Alex',
  'Sam',
  'Kim',
  'Robin',
  'Noa',
  'Jules',
  'Mika',
  'Toni',
  'Luca',
  'Remi',
] as const;

export interface Part {
  customer: { id: string; name: string; tier: string; language: string; value: number };
  turns: TranscriptTurn[];
}

function fill(text: string, values: Record<string, string>): string {
  return text.replace(
    /\{(order|amount|product|name)\}/g,
    (whole, key: string) => values[key] ?? whole,
  );
}

/** A transcript as one customer had it. What the file says of the customer stands. */
export function castPart(draw: Chance, transcript: Transcript): Part {
  const name = draw.pick(names);
  const values = {
    name,
    order: `W${draw.between(100_000, 999_999)}`,
    amount: String(draw.between(15, 480)),
    product: draw.pick(products),
  };
  const customer = {
    id: `cu-${draw.between(1, 400)}`,
    name,
    tier: draw.pick(tiers),
    language: fraction(draw) < 0.9 ? 'en' : 'de',
    value: draw.between(0, 5000),
    ...transcript.customer,
  };
  return {
    customer,
    turns: transcript.turns.map((turn) => ({ ...turn, content: fill(turn.content, values) })),
  };
}
