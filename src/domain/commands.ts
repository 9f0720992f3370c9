/** What may be asked of a conversation. Every command has an id: the same id with the same content is done once. */
import type { Decision } from './decision.ts';
import type { MeetingWord, PromiseKind } from './promise-words.ts';
import type { Turn } from './turn.ts';
import type {
  Actor,
  Channel,
  CloseWord,
  OutcomeWord,
  Owner,
  Priority,
  Reason,
  Staffing,
  Status,
  Verdict,
} from './words.ts';

/** What the caller knows of the customer; kept with the conversation, never in events. */
export interface CustomerFacts {
  id?: string;
  name?: string;
  email?: string;
  language?: string;
  /** IANA name, such as Europe/Berlin. */
  time_zone?: string;
  tier?: string;
  value?: number;
  attributes?: Record<string, unknown>;
}

/** What the tenant's own systems know of the customer; what the sender says of them counts first. */
export interface CustomerKnowledge {
  tier?: string;
  value?: number;
  /** The agent who looks after this customer. */
  account_owner?: string;
  open_tickets?: number;
}

/** What the sender would like; routing may decide otherwise. */
export interface Hints {
  queue?: string;
  agent?: string;
}

interface CommandBodies {
  /** One or more turns of the bot's side, stored in order in one commit and decided after each. */
  turn: {
    turns: Turn[];
    customer?: CustomerFacts;
    known?: CustomerKnowledge;
    hints?: Hints;
    channel?: Channel;
    /** Set for OpenAI-style message lists: how many turns of the list came before, and the id of the last of them. */
    chain?: { length: number; tail: string | null };
  };
  requestHuman: {
    reason?: Reason;
    queue?: string;
    agent?: string;
    customer?: CustomerFacts;
    known?: CustomerKnowledge;
  };
  answerProposal: { answer: 'yes' | 'no' };
  cancelHandoff: object;
  chooseChannel: { channel: Channel };
  leaveDetails: { name?: string; email?: string; phone?: string };
  /** "We will write by 14:00": an agent's word to the customer. */
  makePromise: { agent: string; kind: 'write_by' | 'call_by'; due_at: number };
  keepPromise: { agent: string; promise_id: string };
  /** Takes a slot, or moves the meeting there. */
  bookMeeting: { starts_at: number; agent?: string };
  cancelMeeting: object;
  /** What became of a meeting, ours or one of another calendar. */
  recordMeeting: {
    result: 'booked' | 'canceled' | 'attended' | 'missed';
    starts_at?: number;
    ends_at?: number;
  };
  offerMade: { offer_id: string; handoff_id: string; agent: string; timeout_seconds: number };
  acceptOffer: { offer_id: string; agent: string };
  /** `reoffer: false` asks not to be offered this case again. */
  rejectOffer: { offer_id: string; agent: string; reason?: string; reoffer?: boolean };
  /** Take the case from the queue, or push it to an agent. */
  claim: { agent: string };
  reply: {
    agent: string;
    content: string;
    epoch?: number;
    attachments?: string[];
    content_ref?: string;
  };
  note: { agent: string; content: string };
  transfer: { agent: string; to_queue?: string; to_agent?: string; note?: string };
  /** `result` is for the bot: what was found and done, as data. */
  returnToAi: { agent: string; summary?: string; result?: Record<string, unknown> };
  snooze: { agent: string; until_at: number };
  /** The paperwork after `resolve` is done before the queue's wrap-up time is over. */
  endWrapUp: { agent: string };
  resolve: {
    agent: string;
    outcome: OutcomeWord;
    reason_code?: string;
    resolution_code?: string;
    verdict?: Verdict;
    summary?: string;
    /** Ends it as spam or abuse, wherever it stands. */
    close_as?: CloseWord;
  };
  /** One click of the customer about how they were helped, 1 (bad) to 5 (good); the last one counts. */
  rate: { score: number };
  /** The workflow's timer fired; everything due at the command's instant happens. */
  deadlineReached: object;
  /** An effect came back. */
  briefFinished: {
    handoff_id: string;
    brief_id: string;
    writer: string;
    supported: number;
    dropped: number;
  };
  /** A delivery was given up; agent and operator see it in the log (I7). */
  deliveryFailed: { delivery_id: string; channel: string; target: string; cause: string };
  /** The agent left or fell silent: work returns to the queue with its age. `away` takes back what they did not accept. */
  agentUnavailable: { agent: string; cause: 'offline' | 'silent' | 'away' };
}

/** The name of a command: also the name of its update or signal. */
export type CommandType = keyof CommandBodies;
/** One command of a type: id, type and actor beside its body. */
export type CommandOf<T extends CommandType> = {
  id: string;
  type: T;
  actor: Actor;
} & CommandBodies[T];
/** Any command. */
export type Command = { [T in CommandType]: CommandOf<T> }[CommandType];

/** One JSON argument of an update or signal: the command without its type, which the message name gives. */
export type MessageArgument<T extends CommandType> = Omit<CommandOf<T>, 'type'>;

/** Every code a command may be refused with. */
export const refusalCodes = [
  'not_owner',
  'wrong_state',
  'offer_gone',
  'no_capacity',
  'slot_taken',
  'not_permitted',
  'unknown_agent',
  'unknown_queue',
  'command_conflict',
  'transcript_conflict',
  'conversation_erased',
  'invalid_request',
] as const;
/** A refusal is a normal answer, returned as data; each is also a code of `errors.ts`. */
export type RefusalCode = (typeof refusalCodes)[number];

/** A handoff as callers see it. */
export interface HandoffView {
  id: string;
  state: string;
  reason: Reason;
  queue: string;
  priority: Priority;
  agent: string | null;
  /** 1 is next; null when it isn't waiting. */
  position: number | null;
  /** From recent waits of the queue; null when there is too little to say. */
  estimated_wait_seconds: number | null;
  channels: Channel[];
  channel: Channel;
  promise: { id: string; due_at: number } | null;
  /** Whether anyone is there to take it; null when it isn't waiting. */
  staffing: Staffing | null;
  /** When the team is back, where its hours tell. */
  back_at: number | null;
  /** What the customer may quote. */
  case_number: string | null;
  /** What else was promised and is still open. */
  promises?: { id: string; kind: PromiseKind; due_at: number }[] | undefined;
  meeting?:
    | {
        state: MeetingWord;
        id: string | null;
        starts_at: number | null;
        ends_at: number | null;
      }
    | null
    | undefined;
}

/** What every command answers. */
export interface Answer {
  owner: Owner;
  owner_id: string | null;
  epoch: number;
  status: Status;
  handoff: HandoffView | null;
  say_to_customer: string | null;
  /** Under which the sentence is kept; the event `notice.posted` names it. */
  notice_id?: string;
}

/** What an agent left for the bot when they returned the conversation. */
export interface ReturnedSegment {
  handoff_id: string;
  summary: string | null;
  result: Record<string, unknown> | null;
}

/** What a turn command answers: the fate of each turn and the decision that counts. */
export interface TurnAnswer extends Answer {
  turn: { id: string; sequence: number | null };
  turns: { id: string; sequence: number | null; suppressed?: true }[];
  decision: Decision | null;
  /** Given once to the bot after an agent returned the conversation. */
  returned_summary?: string;
  /** The same segment with its structured result. */
  returned?: ReturnedSegment;
}

/** A command was done or refused; either is a normal answer. */
export type CommandResult =
  | { kind: 'done'; answer: Answer | TurnAnswer }
  | { kind: 'refused'; code: RefusalCode; detail: string; current: Answer | null };
