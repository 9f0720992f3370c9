/** What a brief must hold: facts of a file, and references that must not be invented. */
import { z } from 'zod';
import type { Brief, TranscriptTurn } from '../../domain/brief.ts';
import { atomsOf } from '../../domain/prepare-atoms.ts';
import { briefText } from '../../domain/prepare-lines.ts';
import { fold, turnText } from '../../domain/prepare-text.ts';

const action = z.looseObject({ tool: z.string(), ids: z.array(z.string()).default([]) });
const factsLine = z.looseObject({
  id: z.union([z.string(), z.number().transform(String)]),
  customerId: z.string().nullish(),
  mustMentionIds: z.array(z.string()).default([]),
  completedActions: z.array(action).default([]),
  failedActions: z.array(action).default([]),
  lastAgentRefusalTurn: z.number().nullish(),
});

/** The facts of one transcript. */
export type BriefFacts = z.infer<typeof factsLine>;

/** Reads a line of a facts file. */
export function parseFacts(source: string): BriefFacts {
  return factsLine.parse(JSON.parse(source));
}

/** How many there are and how many were found. */
export interface Tally {
  found: number;
  of: number;
}

/** Adds up tallies. */
export function tally(found: boolean[]): Tally {
  return { found: found.filter(Boolean).length, of: found.length };
}

/** What of the facts a brief holds, in its text unless the name says otherwise. */
export interface FactScore {
  must_mention_ids: Tally;
  customer_id: Tally;
  completed_actions: Tally;
  failed_actions: Tally;
  /** The line that says what was declined cites the turn of the last refusal. */
  refusal_reason: Tally;
}

/** Holds a brief against its facts. An action is found when its tool and all of its references are named. */
export function scoreFacts(brief: Brief, facts: BriefFacts): FactScore {
  const text = fold(briefText(brief.lines));
  const names = (value: string) => text.includes(fold(value));
  const acted = ({ tool, ids }: { tool: string; ids: string[] }) => names(tool) && ids.every(names);
  const { customerId, lastAgentRefusalTurn: refusal } = facts;
  const why = brief.lines.filter(({ section }) => section === 'why_you_have_this');
  return {
    must_mention_ids: tally(facts.mustMentionIds.map(names)),
    customer_id: tally(typeof customerId === 'string' ? [names(customerId)] : []),
    completed_actions: tally(facts.completedActions.map(acted)),
    failed_actions: tally(facts.failedActions.map(({ tool }) => names(tool))),
    refusal_reason: tally(
      typeof refusal === 'number'
        ? [
            why.some(
              ({ text: told, turns }) => told.includes('declined') && turns.includes(refusal),
            ),
          ]
        : [],
    ),
  };
}

/** References in the text of a brief that no turn holds. */
export function inventedIds(brief: Brief, turns: TranscriptTurn[]): string[] {
  const said = fold(turns.map(turnText).join('\n'));
  return atomsOf(briefText(brief.lines))
    .filter(({ kind }) => kind === 'id' || kind === 'email')
    .map(({ value }) => value)
    .filter((value) => !said.includes(fold(value)));
}
