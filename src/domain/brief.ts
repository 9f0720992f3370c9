/** What an agent receives: fixed sections and fields, every claim with the turns that hold it. Travels as written. */
export const briefSections = [
  'why_you_have_this',
  'what_the_customer_wants',
  'what_was_tried',
  'facts',
  'mood_and_risk',
  'next_step',
] as const;
/** A section of the brief. */
export type BriefSection = (typeof briefSections)[number];

/** One line an agent reads. */
export interface BriefLine {
  section: BriefSection;
  text: string;
  /** Sequences of the turns that hold the claim; never empty. */
  turns: number[];
}

/** A reference, contact datum, amount, date, name or product of the case. */
export interface BriefEntity {
  type: 'order' | 'amount' | 'date' | 'email' | 'phone' | 'account' | 'name' | 'product' | 'other';
  /** As the transcript writes it. */
  value: string;
  /** For comparing and joining: lower-case e-mail, digits of a phone, ISO date, plain number, id without `#`. */
  normalised: string;
  turns: number[];
}

/** What was tried before an agent came. */
export interface AttemptedStep {
  /** The tool or the action, as the transcript names it. */
  step: string;
  result: 'ok' | 'failed' | 'unknown';
  turns: number[];
}

/** A value with the turns that hold it. */
export interface Cited<T> {
  value: T;
  turns: number[];
}

/** The structured half of the brief. */
export interface BriefFields {
  intent: Cited<string> | null;
  desired_outcome: Cited<string> | null;
  account: BriefEntity[];
  entities: BriefEntity[];
  attempted_steps: AttemptedStep[];
  sentiment: Cited<'calm' | 'tense' | 'angry'> | null;
  urgency: Cited<'low' | 'normal' | 'high'> | null;
  language: string | null;
  next_action: Cited<string> | null;
  open_questions: Cited<string>[];
  /** What the assistant promised. */
  promises: Cited<string>[];
}

/** A brief as stored and shown. */
export interface Brief {
  version: 1;
  /** Who wrote it: `extractive` is the deterministic writer; else the model's name. */
  writer: string;
  lines: BriefLine[];
  fields: BriefFields;
  /** Claims kept / claims written; those that the transcript doesn't hold were dropped. */
  supported: number;
  dropped: number;
}

/** A turn as the writers read it. */
export interface TranscriptTurn {
  sequence: number;
  role: 'customer' | 'assistant' | 'tool' | 'agent';
  content: string;
  tool_calls?: { name: string; arguments: Record<string, unknown> }[];
  error?: boolean;
}

/** What a brief is written from. */
export interface BriefInput {
  turns: TranscriptTurn[];
  reason: string;
  /** Sequence of the turn that led to the handoff. */
  trigger: number;
  customer?: { id?: string; name?: string; tier?: string; language?: string };
}
