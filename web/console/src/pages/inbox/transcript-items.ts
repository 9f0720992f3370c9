/** A case as one list in time: turns, notes, notices, and where it changed hands. */
import type { Case, Decision, Handoff, Turn } from './data.ts';

export type TranscriptItem =
  | { kind: 'turn'; key: string; at: string; turn: Turn; decision: Decision | undefined }
  | { kind: 'note'; key: string; at: string; actor: string; text: string }
  | { kind: 'notice'; key: string; at: string; text: string }
  | { kind: 'requested'; key: string; at: string; handoff: Handoff }
  | { kind: 'accepted'; key: string; at: string; handoff: Handoff }
  | { kind: 'ended'; key: string; at: string; handoff: Handoff };

function turnItems({ turns, decisions, handoffs }: Case): TranscriptItem[] {
  const decided = new Map(decisions.map((decision) => [decision.turn, decision]));
  return turns.flatMap((turn): TranscriptItem[] => {
    const { at } = turn;
    const requested = handoffs.filter((handoff) => handoff.turn === turn.sequence);
    return [
      { kind: 'turn', key: turn.id, at, turn, decision: decided.get(turn.sequence) },
      ...requested.map((handoff): TranscriptItem => ({
        kind: 'requested',
        key: `r${handoff.id}`,
        at,
        handoff,
      })),
    ];
  });
}

function handoffItems({ turns, handoffs }: Case): TranscriptItem[] {
  const known = new Set(turns.map(({ sequence }) => sequence));
  return handoffs.flatMap((handoff): TranscriptItem[] => {
    const { id, turn, requested_at: requested, accepted_at: accepted, ended_at: ended } = handoff;
    return [
      ...(known.has(turn)
        ? []
        : [{ kind: 'requested' as const, key: `r${id}`, at: requested, handoff }]),
      ...(accepted === null
        ? []
        : [{ kind: 'accepted' as const, key: `a${id}`, at: accepted, handoff }]),
      ...(ended === null ? [] : [{ kind: 'ended' as const, key: `e${id}`, at: ended, handoff }]),
    ];
  });
}

/** Turns keep their order whatever their clocks say; everything else stands where it happened. */
export function transcriptItems(found: Case): TranscriptItem[] {
  const others: TranscriptItem[] = [
    ...handoffItems(found),
    ...found.notes.map(({ id, actor, content, at }) => ({
      kind: 'note' as const,
      key: id,
      at,
      actor,
      text: content,
    })),
    ...found.notices.map(({ id, content, at }) => ({
      kind: 'notice' as const,
      key: id,
      at,
      text: content,
    })),
  ].sort((a, b) => a.at.localeCompare(b.at));
  const items: TranscriptItem[] = [];
  for (const item of turnItems(found)) {
    while (others[0] !== undefined && item.kind === 'turn' && others[0].at < item.at)
      items.push(...others.splice(0, 1));
    items.push(item);
  }
  return [...items, ...others];
}
