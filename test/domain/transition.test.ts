import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/domain/commands.ts';
import type { Facts } from '../../src/domain/step.ts';
import { transition } from '../../src/domain/transition.ts';
import {
  accept,
  command,
  makeOffer,
  offerFacts,
  ofType,
  second,
  stages,
  Story,
  storyAt,
  tick,
  types,
  type Stage,
} from '../support/domain.ts';

const supervisor = { kind: 'supervisor' as const, id: 'sue' };
const reserved = { reservation: 'reserved' as const };

/** Each command, with the facts that let it through; stages where it is done, all others refuse with the code. */
type Row = [
  sentence: string,
  given: (story: Story) => Command,
  done: readonly Stage[],
  codes: Partial<Record<Stage, string>> & { otherwise: string },
  facts?: (story: Story) => Partial<Facts>,
];
const held: Stage[] = ['accepted', 'active', 'snoozed'];
const waiting: Stage[] = ['queued', 'offered'];
const gone = { resolved: 'wrong_state', wrapping: 'wrong_state', otherwise: 'not_owner' };

const rows: Row[] = [
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

const cells = rows.flatMap(([sentence, given, done, codes, facts]) =>
  stages.map((stage) => {
    const code = done.includes(stage) ? null : (codes[stage] ?? codes.otherwise);
    return [sentence, stage, code, given, facts] as const;
  }),
);

describe('transition', () => {
  it.each(cells)('%s: in stage %s the refusal is %s', (_, stage, code, given, facts) => {
    const story = storyAt(stage);
    const before = structuredClone(story.now);
    const outcome = story.take(given(story), facts?.(story) ?? {});
    expect(outcome.refusal).toBe(code);
    if (code !== null) expect(story.now).toEqual(before);
  });

  it.each(rows.map(([sentence, given, , , facts]) => [sentence, given, facts] as const))(
    'nothing but a request begins a conversation: %s',
    (_, given) => {
      const first = given(storyAt('pending'));
      if (first.type === 'turn') throw new Error('turns are stepped elsewhere');
      const { refusal } = transition(null, first, new Story().context(reserved));
      expect(refusal?.code ?? null).toBe(first.type === 'requestHuman' ? null : 'wrong_state');
    },
  );

  it('a request tells the customer, mutes the AI and promises a person, in this order', () => {
    const story = new Story();
    const { events, say } = story.take(command('requestHuman', { queue: 'billing' }));
    expect(types(events)).toEqual([
      'conversation.created',
      'handoff.requested',
      'conversation.owner_changed',
      'sla.started',
      'sla.started',
      'promise.made',
      'handoff.queued',
    ]);
    expect(say).toBe('handoff');
    expect(story.now).toMatchObject({
      owner: 'queue',
      ownerId: 'billing',
      epoch: 2,
      status: 'open',
    });
  });

  it.each(['queued', 'offered', ...held] as const)(
    'a second request while %s changes nothing',
    (stage) => {
      const story = storyAt(stage);
      const before = structuredClone(story.now);
      expect(story.take(command('requestHuman', {})).events).toEqual([]);
      expect(story.now).toEqual(before);
    },
  );

  it('a request for an unknown queue is refused', () => {
    const story = storyAt('pending');
    expect(story.take(command('requestHuman', { queue: 'moon' })).refusal).toBe('unknown_queue');
  });

  it('a request says more of a customer, also later', () => {
    const story = storyAt('pending');
    story.take(command('requestHuman', { customer: { id: 'c1', language: 'de', tier: 'gold' } }));
    expect(story.now).toMatchObject({ customerId: 'c1', language: 'de', tier: 'gold' });
  });

  it('a request after the end reopens first: the epoch rises by two, one owner at a time', () => {
    const story = storyAt('wrapping');
    const { epoch } = story.now;
    const { events } = story.take(command('requestHuman', {}));
    expect(types(events).slice(0, 5)).toEqual([
      'handoff.completed',
      'conversation.reopened',
      'conversation.owner_changed',
      'handoff.requested',
      'conversation.owner_changed',
    ]);
    expect(story.now.epoch).toBe(epoch + 2);
  });

  it('a yes by command opens the handoff that was proposed', () => {
    const story = storyAt('proposal');
    const { events } = story.take(command('answerProposal', { answer: 'yes' }));
    expect(types(events)[0]).toBe('proposal.answered');
    expect(story.handoff).toMatchObject({ reason: 'low_confidence', rule: 'unsure', turn: 2 });
    expect(story.now.proposal).toBeNull();
  });

  it('a no by command leaves the AI in charge and starts the cool-down', () => {
    const story = storyAt('proposal');
    const { events, say } = story.take(command('answerProposal', { answer: 'no' }));
    expect(types(events)).toEqual(['proposal.answered']);
    expect(say).toBe('declined');
    expect(story.now).toMatchObject({ owner: 'ai', epoch: 1, proposal: null });
    expect(story.now.declinedAtCustomerTurn).toBe(2);
  });

  it('an accept that overtakes its offer counts as offered and accepted', () => {
    const story = storyAt('queued');
    const { events } = accept(story.after(5), 'bob');
    expect(types(events).slice(0, 3)).toEqual([
      'handoff.offered',
      'handoff.accepted',
      'conversation.owner_changed',
    ]);
    expect(ofType(events, 'handoff.accepted')[0]).toMatchObject({ agent: 'bob', waited_ms: 5_000 });
    expect(makeOffer(story, 'bob').refusal).toBe('wrong_state');
  });

  it.each(['pending', 'rejected', 'timeout', 'canceled', 'rescinded'] as const)(
    'an accept of an offer that is %s is refused',
    (state) => {
      const story = storyAt('offered');
      const given = command('acceptOffer', { offer_id: 'of_ann', agent: 'ann' });
      expect(story.take(given, offerFacts(story, 'ann', state)).refusal).toBe('offer_gone');
    },
  );

  it('an accept of an offer that was replaced, or of another handoff, is refused', () => {
    const story = storyAt('offered');
    const given = command('acceptOffer', { offer_id: 'of_bob', agent: 'bob' });
    const facts = offerFacts(story, 'bob', 'accepted');
    expect(story.take(given, facts).refusal).toBe('offer_gone');
    const other = { offer: { ...facts.offer, handoffId: 'ho_other' } };
    expect(storyAt('queued').take(given, other).refusal).toBe('offer_gone');
  });

  it('an accept that comes twice takes the case once', () => {
    const story = storyAt('accepted');
    expect(accept(story, 'ann').refusal).toBe('offer_gone');
    expect(ofType(story.events, 'handoff.accepted')).toHaveLength(1);
  });

  it('who rejected is not asked again before the others', () => {
    const story = storyAt('offered');
    const given = command('rejectOffer', { offer_id: 'of_ann', agent: 'ann', reason: 'busy' });
    const { events } = story.take(given, offerFacts(story, 'ann', 'rejected'));
    expect(types(events)).toEqual(['handoff.rejected', 'handoff.queued']);
    expect(ofType(events, 'handoff.queued')[0]).toMatchObject({
      cause: 'rejected',
      excluded_agents: ['ann'],
      since_at: story.handoff.requestedAt,
    });
  });

  it('a cancel while offered takes the offer back and gives the AI the word', () => {
    const story = storyAt('offered');
    const { events, say } = story.take(command('cancelHandoff', {}));
    expect(types(events)).toEqual([
      'handoff.canceled',
      'offer.rescinded',
      'sla.stopped',
      'sla.stopped',
      'outcome.recorded',
      'conversation.owner_changed',
    ]);
    expect(ofType(events, 'handoff.canceled')[0]?.reached).toBe('offered');
    expect(say).toBe('canceled');
    expect(story.now).toMatchObject({ owner: 'ai', status: 'pending', epoch: 3, clocks: [] });
  });

  it('an agent who leaves with a snoozed case leaves its clocks running', () => {
    const story = storyAt('snoozed');
    story.after(10).take(command('agentUnavailable', { agent: 'ann', cause: 'silent' }));
    expect(story.now).toMatchObject({ owner: 'queue', status: 'open', snoozedUntil: null });
    expect(story.now.clocks.map((clock) => [clock.metric, clock.pausedAt])).toEqual([
      ['resolution', null],
    ]);
    expect(story.handoff.excluded).toEqual(['ann']);
  });

  it('a brief of an earlier handoff is refused', () => {
    const given = { brief_id: 'b', writer: 'w', supported: 1, dropped: 0 };
    const late = command('briefFinished', { handoff_id: 'ho_old', ...given });
    expect(storyAt('queued').take(late).refusal).toBe('wrong_state');
  });
});
