import type { Command } from '../../src/domain/commands.ts';
import type { Facts } from '../../src/domain/step.ts';
import { command, offerFacts, second, stages, tick, type Stage, type Story } from './domain.ts';

const supervisor = { kind: 'supervisor' as const, id: 'sue' };
export const reserved = { reservation: 'reserved' as const };

/** Each command, with the facts that let it through; stages where it is done, all others refuse with the code. */
export type Row = [
  sentence: string,
  given: (story: Story) => Command,
  done: readonly Stage[],
  codes: Partial<Record<Stage, string>> & { otherwise: string },
  facts?: (story: Story) => Partial<Facts>,
];
const held: Stage[] = ['accepted', 'active', 'snoozed'];
const waiting: Stage[] = ['queued', 'offered'];
const gone = { resolved: 'wrong_state', wrapping: 'wrong_state', otherwise: 'not_owner' };

export const rows: Row[] = [
  ['a person can be asked for at any time', () => command('requestHuman', {}), stages, no('')],
  [
    'only a question that was asked can be answered',
    () => command('answerProposal', { answer: 'yes' }),
    ['proposal'],
    no('wrong_state'),
  ],
  [
    'a handoff can be canceled while it waits',
    () => command('cancelHandoff', {}),
    waiting,
    no('wrong_state'),
  ],
  [
    'a channel can be chosen while a handoff goes on',
    () => command('chooseChannel', { channel: 'email' }),
    [...waiting, ...held],
    no('wrong_state'),
  ],
  [
    'details can be left until the wrap-up ends',
    () => command('leaveDetails', { email: 'a@b.example' }),
    [...waiting, ...held, 'wrapping'],
    no('wrong_state'),
  ],
  [
    'a rating is given when it is over',
    () => command('rate', { score: 5 }),
    ['wrapping', 'resolved'],
    no('wrong_state'),
  ],
  [
    'an offer is made to a case in the queue only',
    (story) =>
      command('offerMade', {
        offer_id: 'of_bob',
        handoff_id: story.now.handoff?.id ?? 'ho',
        agent: 'bob',
        timeout_seconds: 20,
      }),
    ['queued'],
    no('wrong_state'),
  ],
  [
    'an accept counts while the case waits, even before its offer was told',
    () => command('acceptOffer', { offer_id: 'of_ann', agent: 'ann' }),
    waiting,
    no('offer_gone'),
    (story) => (story.now.handoff === null ? {} : offerFacts(story, 'ann', 'accepted')),
  ],
  [
    'a rejection counts while the case waits',
    () => command('rejectOffer', { offer_id: 'of_ann', agent: 'ann' }),
    waiting,
    no('offer_gone'),
    (story) => (story.now.handoff === null ? {} : offerFacts(story, 'ann', 'rejected')),
  ],
  [
    'another agent may claim what no agent holds',
    () => command('claim', { agent: 'bob' }),
    ['pending', 'proposal', ...waiting],
    gone,
    () => reserved,
  ],
  [
    'a supervisor may give any open conversation to an agent',
    () => command('claim', { agent: 'bob', actor: supervisor }),
    ['pending', 'proposal', ...waiting, ...held],
    gone,
    () => reserved,
  ],
  [
    'only the agent who holds the case replies',
    () => command('reply', { id: 'r9', agent: 'ann', content: 'hi' }),
    held,
    gone,
  ],
  [
    'a reply of another agent never passes',
    () => command('reply', { id: 'r9', agent: 'bob', content: 'hi' }),
    [],
    gone,
  ],
  [
    'a reply written under an old epoch never passes',
    () => command('reply', { id: 'r9', agent: 'ann', content: 'hi', epoch: 1 }),
    [],
    gone,
  ],
  [
    'notes can always be left',
    () => command('note', { agent: 'ann', content: 'x' }),
    stages,
    no(''),
  ],
  [
    'the holder may transfer',
    () => command('transfer', { agent: 'ann', to_queue: 'general' }),
    held,
    gone,
  ],
  [
    'the holder may return the case to the AI',
    () => command('returnToAi', { agent: 'ann' }),
    held,
    gone,
  ],
  [
    'an answered case may be snoozed',
    (story) => command('snooze', { agent: 'ann', until_at: story.at + 900 * second }),
    ['active', 'snoozed'],
    { ...gone, accepted: 'wrong_state' },
  ],
  [
    'the holder may resolve',
    () => command('resolve', { agent: 'ann', outcome: 'resolved' }),
    held,
    { ...gone, queued: 'wrong_state', offered: 'wrong_state' },
  ],
  [
    'the bot may resolve what is its own; for the holder, whoever speaks for them',
    () => command('resolve', { agent: 'ann', outcome: 'resolved', actor: supervisor }),
    ['pending', 'proposal', ...held],
    no('wrong_state'),
  ],
  ['a look at the deadlines is always welcome', () => tick, stages, no('')],
  [
    'a brief may come at any time of its handoff',
    (story) =>
      command('briefFinished', {
        handoff_id: story.now.handoff?.id ?? 'ho',
        brief_id: 'b',
        writer: 'extractive',
        supported: 1,
        dropped: 0,
      }),
    stages.filter((stage) => stage !== 'pending' && stage !== 'proposal'),
    no('wrong_state'),
  ],
  [
    'an agent who leaves loses an offer or a case, nothing else',
    () => command('agentUnavailable', { agent: 'ann', cause: 'offline' }),
    ['offered', ...held],
    no('wrong_state'),
  ],
];

function no(otherwise: string): { otherwise: string } {
  return { otherwise };
}
