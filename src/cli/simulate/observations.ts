/** What the players saw from outside, as it was seen. The checker compares it with what is stored. */
import type { LoadSample, StoredFacts } from '../../adapters/postgres/checker.ts';
import type { ToolCall } from '../../domain/turn.ts';
import type { Transcript } from './transcript.ts';

/** One HTTP answer; status 0 when none came. */
export interface Reply {
  status: number;
  body: unknown;
}

export interface SentTurn {
  id: string;
  role: 'customer' | 'assistant' | 'tool';
  content: string;
  tool_calls?: ToolCall[];
  /** The final answer of each posting: one, or two where the same turn was posted twice. */
  replies: Reply[];
  /** Posted after a handoff with the epoch from before it: must be refused. */
  late: boolean;
}

export interface SentReply {
  id: string;
  agent: string;
  content: string;
  status: number;
}

/** A server-sent event as it arrived; `id` is the sequence. */
export interface StreamedEvent {
  id: number;
  type: string;
  data: unknown;
}

export interface ReadTurn {
  id: string;
  sequence: number;
  role: string;
  content: string;
}

export interface PlayedConversation {
  id: string;
  source: Transcript['id'];
  sent: SentTurn[];
  agentReplies: SentReply[];
  streamed: StreamedEvent[];
  /** How often the stream was dropped and resumed. */
  resumed: number;
  /** What GET turns gave at the end. */
  read: ReadTurn[];
  /** A person was asked for by POST handoff. */
  askedForHuman: boolean;
  /** What was planted and must not be found anywhere. */
  canaries: string[];
  /** Handoffs whose end the player waited for, and whether it came in time. */
  waits: { handoff: string; ended: boolean; waitedMs: number }[];
}

/** A request with another tenant's key for something of this one. */
export interface Trespass {
  path: string;
  status: number;
  /** Ids of this tenant that the answer held. */
  leaked: string[];
}

export interface Observations {
  conversations: PlayedConversation[];
  stored: StoredFacts;
  loads: LoadSample[];
  trespasses: Trespass[];
  /** `conversation/sequence` of every event of the tenant-wide feed, in its order. */
  feed: string[] | null;
  /** When the facts were loaded, epoch ms. */
  loadedAt: number;
}

/** An empty record of one conversation. */
export function newRecord(id: string, source: string): PlayedConversation {
  return {
    id,
    source,
    sent: [],
    agentReplies: [],
    streamed: [],
    resumed: 0,
    read: [],
    askedForHuman: false,
    canaries: [],
    waits: [],
  };
}
