/** What the page holds of the conversation it plays. */
import type { BriefRecord, DecisionRecord, KpiReport, Problem } from './api-types.ts';
import { emptyView, type View } from './view.ts';

/** Everything the page shows. */
export interface PlayState {
  conversation: string;
  view: View;
  decisions: Record<number, DecisionRecord>;
  brief: BriefRecord | null;
  temporalUrl: string | null;
  kpis: KpiReport | null;
  agents: Record<string, string>;
  busy: boolean;
  playing: boolean;
  connected: boolean;
  problem: Problem | null;
}

/** An id for a conversation that does not exist yet. */
export function freshId(): string {
  return `try-${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;
}

/** The conversation the address names, so that a reload goes on with it. */
export function idInAddress(): string | null {
  const id = window.location.hash.slice(1);
  return /^try-[a-z0-9]{1,40}$/.test(id) ? id : null;
}

/** A conversation of which nothing is known. */
export function initial(conversation: string): PlayState {
  return {
    conversation,
    view: emptyView,
    decisions: {},
    brief: null,
    temporalUrl: null,
    kpis: null,
    agents: {},
    busy: false,
    playing: false,
    connected: true,
    problem: null,
  };
}

/** The address if a link to it is safe to offer. */
export function webAddress(url: string | null | undefined): string | null {
  return url && /^https?:\/\//.test(url) ? url : null;
}
