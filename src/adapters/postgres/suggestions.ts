/** Suggestions shown to agents, and what became of them. */
import type { Suggestion, SuggestionUse } from '../../domain/suggest.ts';
import { newId } from './new-id.ts';
import type { Pool } from './pool.ts';

/** What was shown, where. */
export interface ShownSuggestions {
  tenant: string;
  conversation: string;
  agent: string | null;
  /** The last turn that was read. */
  turn: number;
  writer: string;
  suggestions: Suggestion[];
}

export interface SuggestionRow {
  id: string;
  number: number;
  writer: string;
  content: string;
  passages: Suggestion['passages'];
}

/** Those shown for a turn already, in their order; asking again shows the same. */
export async function findSuggestions(
  pool: Pool,
  place: { tenant: string; conversation: string; turn: number },
): Promise<SuggestionRow[]> {
  const { rows } = await pool.query<SuggestionRow>(
    `select id, number, writer, content, passages from suggestions
     where tenant = $1 and conversation = $2 and turn = $3 order by number`,
    [place.tenant, place.conversation, place.turn],
  );
  return rows;
}

/** Records what is shown and returns it; of two at once the first stands. */
export async function addSuggestions(
  pool: Pool,
  shown: ShownSuggestions,
): Promise<SuggestionRow[]> {
  const { tenant, conversation, turn, agent, writer } = shown;
  for (const [index, { content, passages }] of shown.suggestions.entries())
    await pool.query(
      `insert into suggestions (id, tenant, conversation, handoff, agent, turn, number, writer, content, passages)
       values ($1, $2, $3,
         (select id from handoffs where tenant = $2 and conversation = $3 order by number desc limit 1),
         $4, $5, $6, $7, $8, $9) on conflict do nothing`,
      [
        newId('sg'),
        tenant,
        conversation,
        agent,
        turn,
        index + 1,
        writer,
        content,
        JSON.stringify(passages),
      ],
    );
  return findSuggestions(pool, { tenant, conversation, turn });
}

/** A shown suggestion with its conversation; undefined when the tenant has none with this id. */
export async function readSuggestion(
  pool: Pool,
  tenant: string,
  id: string,
): Promise<{ conversation: string; content: string } | undefined> {
  const { rows } = await pool.query<{ conversation: string; content: string }>(
    'select conversation, content from suggestions where tenant = $1 and id = $2',
    [tenant, id],
  );
  return rows[0];
}

/** Records what became of a suggestion; the last word counts. */
export async function recordUse(
  pool: Pool,
  tenant: string,
  id: string,
  { use, distance }: SuggestionUse,
): Promise<void> {
  await pool.query(
    'update suggestions set use = $3, distance = $4, used_at = now() where tenant = $1 and id = $2',
    [tenant, id, use, distance],
  );
}

export interface UseCount {
  writer: string;
  use: 'shown' | 'used' | 'edited' | 'ignored';
  count: number;
}

/** How often each fate befell the suggestions of each writer. */
export async function countUses(pool: Pool, tenant: string): Promise<UseCount[]> {
  const { rows } = await pool.query<UseCount>(
    `select writer, use, count(*)::int as count from suggestions where tenant = $1 group by writer, use
     order by writer, use`,
    [tenant],
  );
  return rows;
}
