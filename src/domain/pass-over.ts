/** Whom a case passes over: those who had their chance for a while, those who will have none for good. */
import type { CommandOf } from './commands.ts';
import type { Handoff } from './conversation.ts';

/** The agent is not asked again before the others; only the last few are remembered (I15). */
export function exclude(handoff: Handoff, agent: string): void {
  handoff.excluded = [...handoff.excluded.filter((id) => id !== agent), agent].slice(-16);
}

/** The agent is not asked again for this case; the first few who said so are remembered (I15). */
export function bar(handoff: Handoff, agent: string): void {
  const barred = handoff.barred ?? [];
  if (!barred.includes(agent)) handoff.barred = [...barred, agent].slice(0, 64);
}

/** After a rejection the others are asked first, or this agent not at all any more. */
export function passOver(handoff: Handoff, { agent, reoffer }: CommandOf<'rejectOffer'>): void {
  if (reoffer === false) bar(handoff, agent);
  else exclude(handoff, agent);
}
