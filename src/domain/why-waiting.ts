/** Why a case still waits, in words: from who is there, the open offer, and what stands between it and each agent. */
import type { Hindrance } from './eligibility.ts';
import type { WaitingReasons } from './matching.ts';
import type { Staffing } from './words.ts';

/** One cause; the first of a list is what a supervisor should look at first. */
export const waitingCauses = [
  'offer_pending',
  'humans_off',
  'queue_closed',
  'outside_hours',
  'nobody_on_shift',
  'nobody_eligible',
  'all_full',
  'agents_excluded',
  'kept_for_colleague',
  'step_not_reached',
  'about_to_be_offered',
] as const;
export type WaitingCause = (typeof waitingCauses)[number];

const absent: readonly Hindrance[] = ['offline', 'away', 'silent', 'off_shift'];
const unfit: readonly Hindrance[] = ['other_queue', 'may_not_reply', 'skills', 'language', 'tier'];
const excluded: readonly Hindrance[] = ['barred', 'asked_recently', 'holds_it'];

/** What speaks for a wait, most telling first; never empty. */
export function causesOf(facts: {
  staffing: Staffing;
  offered: boolean;
  reasons: WaitingReasons | null;
}): WaitingCause[] {
  const { staffing, offered, reasons } = facts;
  if (offered) return ['offer_pending'];
  const away = staffing === 'staffed' ? [] : [staffing];
  if (reasons === null) return away.length > 0 ? away : ['queue_closed'];
  const found = new Set([...away, ...fromAgents(reasons)]);
  if (found.size === 0) found.add('nobody_on_shift');
  return waitingCauses.filter((cause) => found.has(cause));
}

function fromAgents({ eligible, hindered, nextStepAt }: WaitingReasons): WaitingCause[] {
  if (eligible.length > 0) return ['about_to_be_offered'];
  const present = hindered
    .map(({ hindrance }) => hindrance)
    .filter((hindrance) => !absent.includes(hindrance));
  const fitting = present.filter((hindrance) => !unfit.includes(hindrance));
  const causes: WaitingCause[] = [];
  if (present.length === 0) causes.push('nobody_on_shift');
  else if (fitting.length === 0) causes.push('nobody_eligible');
  if (fitting.includes('full')) causes.push('all_full');
  if (fitting.some((hindrance) => excluded.includes(hindrance))) causes.push('agents_excluded');
  if (fitting.includes('kept_for_another')) causes.push('kept_for_colleague');
  if (nextStepAt !== null) causes.push('step_not_reached');
  return causes;
}
