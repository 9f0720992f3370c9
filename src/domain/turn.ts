import type { Reason, TurnRole } from './words.ts';

/** A call the assistant made; `arguments` is the JSON object it sent, already masked. */
export interface ToolCall {
  name: string;
  arguments: Record<string, unknown>;
}

/** Facts the bot measured about its own turn. All optional; what is absent is derived from the text. */
export interface Signals {
  /** 0..1, the bot's confidence in its answer. */
  confidence?: number;
  /** 0..1, the best score of its retrieval. */
  retrieval_score?: number;
  intent?: string;
  topic?: string;
  /** -1..1. */
  sentiment?: number;
  unanswered?: boolean;
  /** The bot was stopped by one of its own guardrails. */
  policy_block?: boolean;
  identity_check?: 'passed' | 'failed';
  urgency?: 'low' | 'normal' | 'high';
  /** The bot asks for a handoff itself (a tool call such as `handoff_to_human`). */
  handoff_requested?: boolean;
  handoff_reason?: Reason;
  /** A model's second opinion, asked by the API before the update: one more signal, never the decision (I14). */
  opinion?: Opinion;
}

/** What a model thinks should happen. The reason is for the record: no rule reads it. */
export interface Opinion {
  action: 'continue' | 'propose' | 'handoff';
  confidence: number;
  reason?: Reason;
}

/** A turn as it enters `commit`: masked, validated, at most 16 KB of content (longer text by reference). */
export interface Turn {
  id: string;
  role: TurnRole;
  content: string;
  tool_calls?: ToolCall[];
  /** A tool turn that reports a failure. */
  error?: boolean;
  signals?: Signals;
  /** The sender's own number, to restore its order (I2). */
  sequence?: number;
  /** The epoch an assistant turn was written under (I4). */
  epoch?: number;
  /** Ids of stored attachments. */
  attachments?: string[];
  /** Set when the whole text is longer than `content`: the id of the stored long text. */
  content_ref?: string;
}
