/** What is promised to a customer, as it is kept in the state. */
import type { BrokenPromiseAction } from './policy-customer.ts';
import type { Channel } from './words.ts';

/** A person by an instant, a letter by, a call by, a meeting at. */
export const promiseKinds = ['human_by', 'write_by', 'call_by', 'meet_at'] as const;
export type PromiseKind = (typeof promiseKinds)[number];

/** A promise that waits to be kept. */
export interface CasePromise {
  id: string;
  kind: PromiseKind;
  channel: Channel;
  /** Epoch ms. */
  dueAt: number;
  onBroken: BrokenPromiseAction[];
}

/** How a meeting came out: its link or slots were sent, a slot was booked, and what became of it. */
export const meetingWords = ['sent', 'booked', 'canceled', 'attended', 'missed'] as const;
export type MeetingWord = (typeof meetingWords)[number];

/** The booked meeting of a case. */
export interface CaseMeeting {
  id: string;
  /** Null when another system's calendar keeps it. */
  agent: string | null;
  startsAt: number;
  endsAt: number;
  /** Rises with every move: the sequence of the invitation. */
  revision: number;
}
