import type { Action, Priority, ProposalAnswer, Reason } from './words.ts';

/** Where a decision's ground lies: a span of one turn (offsets in UTF-16 units, never the text itself, I12). */
export interface Evidence {
  /** Sequence of the turn. */
  turn: number;
  feature: string;
  start?: number;
  end?: number;
  value?: number | string | boolean;
}

/** The answer to "must the bot go on?", recorded for every turn, also when nothing happens. */
export interface Decision {
  action: Action;
  reason: Reason | null;
  /** Id of the rule that decided; null when no rule matched. Built-in rules begin with `builtin:`. */
  rule: string | null;
  queue: string | null;
  priority: Priority | null;
  /** The tier of agents the rule asks for; null leaves the customer's own. */
  tier: string | null;
  /** The name of the SLA targets the rule asks for; null for the unnamed ones. */
  sla: string | null;
  evidence: Evidence[];
  policy: string;
  policy_version: number;
  /** The version of the model whose features took part; null when none did. */
  model: string | null;
  /** What the customer's turn said to an open proposal; null when none was open or somebody else wrote. */
  proposal_answer: ProposalAnswer | null;
  /** The rule that came closest without matching, and how far it was: 0 almost matched, 1 not at all. */
  nearest: { rule: string; distance: number } | null;
}
