import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PickRule, QueueRouting, Seat, WaitingCase } from '../../src/domain/eligibility.ts';
import {
  confirmPairings,
  floorOf,
  hasSpareSeat,
  matchCases,
  reachableQueues,
  whyWaiting,
} from '../../src/domain/matching.ts';
import { begin, second } from '../support/domain.ts';
import { queueOf, seat, waitingCase } from '../support/floor.ts';

const pairsOf = (
  seats: Seat[],
  queues: QueueRouting[],
  cases: WaitingCase[],
  at = begin,
): string[] =>
  matchCases(floorOf(seats, queues, at), cases).map(
    ({ waiting, agent }) => `${waiting.handoff}-${agent}`,
  );

describe('matchCases', () => {
  it.each<[PickRule, string]>([
    ['fewest_active', 'bob'],
    ['most_spare', 'cid'],
    ['round_robin', 'ann'],
  ])('by %s asks %s first', (pickRule, agent) => {
    const seats = [
      seat('ann', { heldUnits: 2, lastOfferedAt: begin - 3 }),
      seat('bob', { heldUnits: 1, lastOfferedAt: begin - 1, capacity: 2 }),
      seat('cid', { heldUnits: 2, lastOfferedAt: begin - 2, capacity: 9 }),
    ];
    expect(pairsOf(seats, [queueOf('general', { pickRule })], [waitingCase('h')])).toEqual([
      `h-${agent}`,
    ]);
  });

  it('takes turns by round robin, also within one look', () => {
    const cases = Array.from({ length: 6 }, (_unused, n) => waitingCase(`h${n}`));
    const seats = ['ann', 'bob', 'cid'].map((agent) => seat(agent));
    const asked = pairsOf(seats, [queueOf('general', { pickRule: 'round_robin' })], cases);
    expect(asked.map((pair) => pair.split('-')[1])).toEqual([
      'ann',
      'bob',
      'cid',
      'ann',
      'bob',
      'cid',
    ]);
  });

  it.each<[string, string, Partial<WaitingCase>, Partial<Seat>, Partial<QueueRouting>?]>([
    ['the agent hinted at', 'bob', { hintAgent: 'bob' }, {}],
    ['the agent of last time', 'bob', { lastAgent: 'bob' }, {}],
    [
      'not the agent of last time where the queue is not sticky',
      'ann',
      { lastAgent: 'bob' },
      {},
      { sticky: false },
    ],
    ['who speaks the language', 'bob', { language: 'fr' }, { languages: ['fr'] }],
    ['who serves the tier', 'bob', { tier: 'gold' }, { tiers: ['gold'] }],
    [
      'another than who let it lapse',
      'ann',
      { hintAgent: 'bob', excluded: ['bob'], queuedAt: 0 },
      {},
    ],
  ])('prefers %s', (...row) => {
    const [, agent, about, bob, settings = {}] = row;
    const seats = [seat('ann'), seat('bob', { ...bob, lastOfferedAt: begin })];
    expect(pairsOf(seats, [queueOf('general', settings)], [waitingCase('h', about)])).toEqual([
      `h-${agent}`,
    ]);
  });

  it('keeps a case for the colleague it was given to for one offer timeout, while they are there', () => {
    const given = waitingCase('h', { transferred: true, hintAgent: 'bob' });
    const full = seat('bob', { heldUnits: 3 });
    const queues = [queueOf('general')];
    expect(pairsOf([seat('ann'), full], queues, [given])).toEqual([]);
    expect(pairsOf([seat('ann'), full], queues, [given], begin + 30 * second)).toEqual(['h-ann']);
    expect(pairsOf([seat('ann'), seat('bob', { presence: 'away' })], queues, [given])).toEqual([
      'h-ann',
    ]);
  });

  it('gives without asking where the queue or the agent says so', () => {
    const accepted = (of: boolean | null, queue: boolean): boolean | undefined =>
      matchCases(
        floorOf(
          [seat('ann', { autoAccept: of })],
          [queueOf('general', { autoAccept: queue })],
          begin,
        ),
        [waitingCase('h')],
      )[0]?.accepted;
    expect([
      accepted(null, true),
      accepted(false, true),
      accepted(true, false),
      accepted(null, false),
    ]).toEqual([true, false, true, false]);
  });

  it('asks the overflow queue and then everybody, each from its step on', () => {
    const queue = queueOf('general', {
      steps: [
        { after_seconds: 30, overflow_queue: 'others' },
        { after_seconds: 60, any_agent: true },
      ],
    });
    const queues = [queue, queueOf('others'), queueOf('third')];
    const [other, third] = [
      seat('bob', { queues: ['others'] }),
      seat('cid', { queues: ['third'] }),
    ];
    const after = (seconds: number, seats: Seat[]): string[] =>
      pairsOf(seats, queues, [waitingCase('h')], begin + seconds * second);
    expect(after(29, [other, third])).toEqual([]);
    expect(after(30, [third, other])).toEqual(['h-bob']);
    expect(after(59, [third])).toEqual([]);
    expect(after(60, [third])).toEqual(['h-cid']);
  });
});

describe('confirmPairings', () => {
  it('drops what a floor read later has no room for', () => {
    const queues = [queueOf('general')];
    const cases = ['h1', 'h2', 'h3'].map((id) => waitingCase(id));
    const found = matchCases(floorOf([seat('ann')], queues, begin), cases);
    expect(found).toHaveLength(3);
    const later = floorOf([seat('ann', { heldUnits: 2 })], queues, begin);
    expect(confirmPairings(later, found).map(({ waiting }) => waiting.handoff)).toEqual(['h1']);
    const gone = floorOf([seat('ann', { presence: 'offline' })], queues, begin);
    expect(confirmPairings(gone, found)).toEqual([]);
  });
});

const names = ['general', 'billing', 'night'];
const skillsOf = fc.dictionary(fc.constantFrom('tax', 'law'), fc.integer({ min: 1, max: 5 }));
const seatsOf = fc.array(
  fc.record({
    presence: fc.constantFrom(
      'online' as const,
      'online' as const,
      'away' as const,
      'offline' as const,
    ),
    onShift: fc.boolean(),
    queues: fc.subarray(names),
    readOnlyQueues: fc.subarray(['night']),
    skills: skillsOf,
    languages: fc.subarray(['en', 'de']),
    capacity: fc.integer({ min: 0, max: 4 }),
    lastOfferedAt: fc.option(fc.integer({ min: 1, max: 9 })),
  }),
  { maxLength: 6 },
);
const queuesOf = fc.tuple(
  ...names.map((id) =>
    fc.record({
      id: fc.constant(id),
      units: fc.integer({ min: 1, max: 2 }),
      skills: skillsOf,
      requireLanguage: fc.boolean(),
      pickRule: fc.constantFrom<PickRule>('fewest_active', 'round_robin', 'most_spare'),
      steps: fc.subarray([
        { after_seconds: 30, lower_levels: 2, drop_language: true },
        { after_seconds: 60, overflow_queue: 'billing' },
        { after_seconds: 90, any_agent: true },
      ]),
    }),
  ),
);
const casesOf = fc.array(
  fc.record({
    queue: fc.constantFrom(...names),
    language: fc.constantFrom('en', 'de', null),
    excluded: fc.subarray(['a0', 'a1']),
    barred: fc.subarray(['a2']),
    stepsFrom: fc.integer({ min: 0, max: 100 }).map((seconds) => begin - seconds * second),
  }),
  { maxLength: 12 },
);

describe('any floor', () => {
  const play = (
    of: (play: { seats: Seat[]; queues: QueueRouting[]; cases: WaitingCase[] }) => void,
  ): void => {
    fc.assert(
      fc.property(seatsOf, queuesOf, casesOf, (seats, queues, cases) => {
        of({
          seats: seats.map((more, n) => seat(`a${n}`, more)),
          queues: queues.map((more) => queueOf(more.id, more)),
          cases: cases.map((more, n) => waitingCase(`h${n}`, more)),
        });
      }),
    );
  };

  it('M1: pairs a case once and fills no seat beyond its capacity', () => {
    play(({ seats, queues, cases }) => {
      const pairings = matchCases(floorOf(seats, queues, begin), cases);
      expect(new Set(pairings.map(({ waiting }) => waiting.handoff)).size).toBe(pairings.length);
      for (const one of seats) {
        const units = pairings.filter(({ agent }) => agent === one.agent);
        const sum = units.reduce((all, pairing) => all + pairing.units, 0);
        expect(sum).toBeLessThanOrEqual(one.capacity);
      }
    });
  });

  it('M2: passes a case over only when the answer to "why does it wait?" names no eligible agent', () => {
    play(({ seats, queues, cases }) => {
      const floor = floorOf(seats, queues, begin);
      const paired = new Set(matchCases(floor, cases).map(({ waiting }) => waiting.handoff));
      for (const waiting of cases)
        if (!paired.has(waiting.handoff)) expect(whyWaiting(floor, waiting)?.eligible).toEqual([]);
    });
  });

  it('looks only into queues that matter: leaving the others out changes no pair', () => {
    play(({ seats, queues, cases }) => {
      const floor = floorOf(seats, queues, begin);
      const reached = hasSpareSeat(floor) ? reachableQueues(floor) : [];
      const some = cases.filter((waiting) => reached.includes(waiting.queue));
      expect(pairsOf(seats, queues, some)).toEqual(pairsOf(seats, queues, cases));
    });
  });

  it('serves in order: a case behind never takes what one before it could have had', () => {
    play(({ seats, queues, cases }) => {
      const all = matchCases(floorOf(seats, queues, begin), cases);
      const first = matchCases(floorOf(seats, queues, begin), cases.slice(0, 3));
      expect(all.slice(0, first.length)).toEqual(first);
    });
  });
});
