/** Systems Baton connects to, and which events each is told of. */
import type { EventType } from './events.ts';

/** What each kind of connector needs to hear. A kind that only asks or only receives hears nothing. */
export const connectorEvents = {
  slack: [
    'handoff.requested',
    'handoff.briefed',
    'handoff.accepted',
    'turn.created',
    'outcome.recorded',
    'sla.breached',
  ],
  zendesk: ['handoff.requested', 'handoff.briefed', 'turn.created', 'outcome.recorded'],
  hubspot: ['handoff.requested', 'handoff.briefed', 'outcome.recorded'],
  chatwoot: [
    'turn.created',
    'conversation.owner_changed',
    'handoff.requested',
    'handoff.briefed',
    'conversation.resolved',
  ],
} as const satisfies Record<string, readonly EventType[]>;

/** Every kind of connector. */
export const connectorKinds = ['slack', 'zendesk', 'hubspot', 'chatwoot', 'webhook'] as const;
export type ConnectorKind = (typeof connectorKinds)[number];
