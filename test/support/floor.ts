/** Seats, queues and cases of the tables and properties of matching. */
import type { QueueRouting, Seat, WaitingCase } from '../../src/domain/eligibility.ts';
import { begin } from './domain.ts';

export function seat(agent: string, more: Partial<Seat> = {}): Seat {
  return {
    agent,
    presence: 'online',
    silent: false,
    onShift: true,
    queues: ['general'],
    readOnlyQueues: [],
    skills: {},
    languages: [],
    tiers: [],
    capacity: 3,
    channelCapacity: {},
    autoAccept: null,
    heldUnits: 0,
    heldByChannel: {},
    lastOfferedAt: null,
    ...more,
  };
}

export function queueOf(id: string, more: Partial<QueueRouting> = {}): QueueRouting {
  return {
    id,
    units: 1,
    channelUnits: {},
    offerTimeoutSeconds: 30,
    skills: {},
    steps: [],
    pickRule: 'fewest_active',
    autoAccept: false,
    requireLanguage: false,
    requireTier: false,
    sticky: true,
    ...more,
  };
}

export function waitingCase(handoff: string, more: Partial<WaitingCase> = {}): WaitingCase {
  return {
    handoff,
    conversation: `c_${handoff}`,
    queue: 'general',
    priority: 3,
    rankAt: begin,
    sinceAt: begin,
    queuedAt: begin,
    stepsFrom: begin,
    transferred: false,
    hintAgent: null,
    lastAgent: null,
    excluded: [],
    barred: [],
    language: null,
    tier: null,
    channel: 'chat',
    skills: {},
    widenedAt: [],
    heldBy: [],
    ...more,
  };
}
