/** Codes of the API in words for people. A code without an entry is shown with its underscores opened. */
const words: Record<string, string> = {
  ai: 'AI',
  customer_request: 'The customer asks for a person',
  risk_topic: 'A topic that is not for the AI',
  missing_knowledge: 'The assistant has no answer',
  repeated_correction: 'Corrected again and again',
  why_you_have_this: 'Why you have this',
  what_the_customer_wants: 'What the customer wants',
  what_was_tried: 'What was tried',
  facts: 'Facts',
  mood_and_risk: 'Mood and risk',
  next_step: 'Next step',
  time_to_human: 'Time to human',
  first_response: 'First response',
  next_response: 'Next response',
  resolution: 'Resolution',
  requested: 'Requested',
  queued: 'Waiting in the queue',
  offered: 'Offered to',
  accepted: 'Accepted by',
  rejected: 'Declined by',
  timeout: 'No answer from',
  rescinded: 'Offer withdrawn from',
  active: 'First human message',
  wrapping: 'Wrapping up',
  completed: 'Completed',
  'builtin:not_ai_owner': 'a person has the conversation',
};

/** A code in words. */
export function say(code: string): string {
  const known = words[code];
  if (known !== undefined) return known;
  const open = code.replace(/^builtin:/, '').replaceAll(/[_-]/g, ' ');
  return open.charAt(0).toUpperCase() + open.slice(1);
}

/** A duration for people: `0.4 s`, `12 s`, `3 min`, `24 h`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}

/** The time of day in the reader's zone. */
export function timeOfDay(instant: string | number): string {
  return new Date(instant).toLocaleTimeString([], {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
}

/** A share as a percentage; null is not enough data. */
export function percent(value: number | null): string | null {
  return value === null ? null : `${Math.round(value * 100)} %`;
}
