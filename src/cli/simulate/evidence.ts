/** The observations of a run, grouped by conversation, as the checks read them. */
import type {
  StoredDecision,
  StoredEvent,
  StoredHead,
  StoredTurnFact,
} from '../../adapters/postgres/checker.ts';
import { at } from './http.ts';
import type { Observations, PlayedConversation, SentTurn } from './observations.ts';

export interface ConversationEvidence {
  id: string;
  head: StoredHead | undefined;
  turns: StoredTurnFact[];
  events: StoredEvent[];
  decisions: StoredDecision[];
  played: PlayedConversation | undefined;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** One entry for every conversation that was played or is stored. */
export function gather(observations: Observations): ConversationEvidence[] {
  const { stored, conversations } = observations;
  const heads = new Map(stored.heads.map((head) => [head.id, head]));
  const played = new Map(conversations.map((one) => [one.id, one]));
  const turns = groupBy(stored.turns, (turn) => turn.conversation);
  const events = groupBy(stored.events, (event) => event.conversation);
  const decisions = groupBy(stored.decisions, (decision) => decision.conversation);
  const ids = new Set([...heads.keys(), ...played.keys(), ...turns.keys(), ...events.keys()]);
  return [...ids].map((id) => ({
    id,
    head: heads.get(id),
    turns: turns.get(id) ?? [],
    events: events.get(id) ?? [],
    decisions: decisions.get(id) ?? [],
    played: played.get(id),
  }));
}

/** The events of one type, with their data typed. */
export function ofType<T extends StoredEvent['type']>(
  events: readonly StoredEvent[],
  type: T,
): Extract<StoredEvent, { type: T }>[] {
  return events.filter((event): event is Extract<StoredEvent, { type: T }> => event.type === type);
}

/** What became of a turn, as its sender knows: in the transcript, refused, or never answered. */
export type Fate = 'acknowledged' | 'refused' | 'unknown';

export function fateOf(sent: SentTurn): Fate {
  if (sent.replies.some(({ status }) => status === 200)) return 'acknowledged';
  return sent.replies.some(({ status }) => status >= 400 && status < 500) ? 'refused' : 'unknown';
}

/** How often an id occurs. */
export function countOf(ids: readonly unknown[], id: string): number {
  return ids.reduce((count: number, one) => (one === id ? count + 1 : count), 0);
}

/** The turn ids of a played stream, in order of arrival. */
export function streamedTurnIds(played: PlayedConversation): unknown[] {
  return played.streamed
    .filter(({ type }) => type === 'turn.created')
    .map(({ data }) => at(data, 'data', 'turn_id'));
}
