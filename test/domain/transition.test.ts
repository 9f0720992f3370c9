import { describe, expect, it } from 'vitest';
import { transition } from '../../src/domain/transition.ts';
import { reserved, rows } from '../support/command-table.ts';
import {
  accept,
  command,
  makeOffer,
  offerFacts,
  ofType,
  stages,
  Story,
  storyAt,
  types,
} from '../support/domain.ts';

const cells = rows.flatMap(([sentence, given, done, codes, facts]) =>
  stages.map((stage) => ({
    sentence,
    stage,
    code: done.includes(stage) ? null : (codes[stage] ?? codes.otherwise),
    given,
    facts,
  })),
);
const held = ['accepted', 'active', 'snoozed'] as const;

describe('transition', () => {
  it.each(cells)(
    '$sentence: in stage $stage the refusal is $code',
    ({ stage, code, given, facts }) => {
      const story = storyAt(stage);
      const before = structuredClone(story.now);
      const outcome = story.take(given(story), facts?.(story) ?? {});
      expect(outcome.refusal).toBe(code);
      if (code !== null) expect(story.now).toEqual(before);
    },
  );

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
    expect(types(events).slice(0, 6)).toEqual([
      'handoff.completed',
      'conversation.reopened',
      'outcome.settled',
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
      'promise.withdrawn',
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
