/** What is recorded of a handoff when it ends. */
import type { MeetingWord } from './promise-words.ts';
import type {
  Arm,
  Channel,
  FinalHandoffState,
  OutcomeWord,
  Priority,
  Reason,
  Verdict,
} from './words.ts';

/** Everything the KPIs need of one ended handoff; instants are null where the step was not reached. */
export interface OutcomeData {
  number: number;
  final_state: FinalHandoffState;
  reason: Reason;
  rule: string | null;
  policy: string;
  policy_version: number;
  queue: string;
  priority: Priority;
  tier: string | null;
  language: string | null;
  channel: Channel;
  arm: Arm;
  agent: string | null;
  outcome: OutcomeWord;
  reason_code: string | null;
  resolution_code: string | null;
  verdict: Verdict | null;
  requested_at: number;
  accepted_at: number | null;
  first_human_action_at: number | null;
  first_human_message_at: number | null;
  ended_at: number;
  /** Milliseconds an agent held the case, over all assignments. */
  handle_ms: number;
  offers: number;
  /** Suggested replies that the agent was shown, and those they sent as they stood or edited; absent in older logs. */
  suggestions?: { shown: number; used: number };
  /** How the meeting of the handoff came out; absent where there was none. */
  meeting?: MeetingWord;
}
