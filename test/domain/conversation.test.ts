import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/domain/commands.ts';
import {
  isClosed,
  isHeld,
  isOpen,
  isWaiting,
  nextDeadline,
  type ConversationState,
} from '../../src/domain/conversation.ts';
import type { DomainEvent } from '../../src/domain/events.ts';
import type { BreachAction } from '../../src/domain/policy.ts';
import type { Facts } from '../../src/domain/step.ts';
import { foldEvent, newView, viewOfState } from '../../src/domain/view.ts';
import { finalHandoffStates } from '../../src/domain/words.ts';
import {
  command,
  ofType,
  second,
  sla,
  Story,
  storyAt,
  stages,
  tick,
  turn,
} from '../support/domain.ts';

/** One thing somebody does; the kinds are played against a reference model of offers, as Postgres would decide. */
interface Move {
  kind: (typeof kinds)[number];
  agent: 'ann' | 'bob';
  seconds: number;
  number: number;
}
const kinds = [
  'customer',
  'complaint',
  'unsure',
  'yes',
  'assistant',
  'lateAssistant',
  'numbered',
  'requestHuman',
  'answerYes',
  'answerNo',
  'cancel',
  'channel',
  'offer',
  'accept',
  'reject',
  'claim',
  'push',
  'reply',
  'note',
  'transferQueue',
  'transferAgent',
  'returnToAi',
  'snooze',
  'resolve',
  'deadline',
  'unavailable',
] as const;

type OfferRow = NonNullable<Facts['offer']>;

class Play {
  readonly story: Story;
  private offers = new Map<string, OfferRow>();
  private count = 0;

  constructor(actions: BreachAction[]) {
    this.story = new Story({ sla: sla.map((target) => ({ ...target, on_breach: actions })) });
  }

  do(move: Move): { events: DomainEvent[]; refusal: string | null } {
    this.count += 1;
    this.story.after(move.seconds);
    const { given, facts } = this.commandOf(move);
    return this.story.take({ ...given, id: `c${this.count}` } as Command, facts);
  }

  /** Advances to the next deadline, if there is one. */
  wait(): DomainEvent[] {
    const due = nextDeadline(this.story.now);
    if (due === null) return [];
    this.story.at = Math.max(this.story.at, due);
    return this.story.take(tick, this.deadlineFacts()).events;
  }

  private commandOf(move: Move): { given: Command; facts: Partial<Facts> } {
    const { agent, kind } = move;
    if (kind === 'offer') return { given: this.makeOffer(agent), facts: {} };
    if (kind === 'accept' || kind === 'reject') return this.answerOffer(agent, kind);
    if (kind === 'deadline') return { given: tick, facts: this.deadlineFacts() };
    return { given: this.plain(move), facts: { reservation: 'reserved' } };
  }

  private makeOffer(agent: string): Command {
    const id = `of${this.count}`;
    const handoffId = this.story.state?.handoff?.id ?? 'ho_none';
    this.offers.set(id, { id, handoffId, agent, state: 'pending', timeoutSeconds: 20 });
    return command('offerMade', {
      offer_id: id,
      handoff_id: handoffId,
      agent,
      timeout_seconds: 20,
    });
  }

  private answerOffer(agent: string, kind: 'accept' | 'reject'): ReturnType<Play['commandOf']> {
    const row = [...this.offers.values()].filter((offer) => offer.agent === agent).at(-1);
    if (row?.state === 'pending') row.state = kind === 'accept' ? 'accepted' : 'rejected';
    const body = { offer_id: row?.id ?? 'of_none', agent };
    const given = kind === 'accept' ? command('acceptOffer', body) : command('rejectOffer', body);
    return { given, facts: { offer: row === undefined ? null : { ...row } } };
  }

  private deadlineFacts(): Partial<Facts> {
    const open = this.story.state?.handoff?.offer;
    const row = open ? this.offers.get(open.id) : undefined;
    if (row === undefined || open == null || open.expiresAt > this.story.at) return {};
    if (row.state === 'pending') row.state = 'timeout';
    return { offer: { ...row } };
  }

  private plain({ kind, agent, number }: Move): Command {
    const id = `t${this.count}`;
    const other = agent === 'ann' ? 'bob' : 'ann';
    const epoch = this.story.state?.epoch ?? 1;
    const said = (more: Parameters<typeof turn>[1]): Command =>
      command('turn', { turns: [turn(id, more)] });
    const commands: Partial<Record<Move['kind'], Command>> = {
      customer: said({}),
      complaint: said({ signals: { topic: 'complaint' } }),
      unsure: said({ signals: { topic: 'unsure' } }),
      yes: said({ content: 'yes please' }),
      assistant: said({ role: 'assistant', epoch }),
      lateAssistant: said({ role: 'assistant', epoch: Math.max(1, epoch - 1), sequence: number }),
      numbered: said({ sequence: number }),
      requestHuman: command('requestHuman', {}),
      answerYes: command('answerProposal', { answer: 'yes' }),
      answerNo: command('answerProposal', { answer: 'no' }),
      cancel: command('cancelHandoff', {}),
      channel: command('chooseChannel', { channel: 'email' }),
      claim: command('claim', { agent }),
      push: command('claim', { agent, actor: { kind: 'supervisor', id: 'sue' } }),
      reply: command('reply', { id, agent, content: 'hello' }),
      note: command('note', { agent, content: 'a note' }),
      transferQueue: command('transfer', { agent, to_queue: 'general' }),
      transferAgent: command('transfer', { agent, to_agent: other }),
      returnToAi: command('returnToAi', { agent, summary: 'done' }),
      snooze: command('snooze', { agent, until_at: this.story.at + 100 * second }),
      resolve: command('resolve', { agent, outcome: 'resolved' }),
      unavailable: command('agentUnavailable', { agent, cause: 'silent' }),
    };
    return commands[kind] ?? tick;
  }
}

const someMove: fc.Arbitrary<Move> = fc.record({
  kind: fc.constantFrom(...kinds, 'offer', 'accept', 'accept', 'reply', 'complaint', 'deadline'),
  agent: fc.constantFrom('ann' as const, 'ann' as const, 'bob' as const),
  seconds: fc.oneof(fc.constant(0), fc.nat(15), fc.nat(120), fc.constantFrom(700, 2_500, 9_000)),
  number: fc.integer({ min: 1, max: 9 }),
});
const someMoves = fc.array(someMove, { minLength: 1, maxLength: 22 });
const someActions = fc.subarray<BreachAction>(['alert', 'reassign', 'raise_priority']);

/** Plays the moves, looking at each step with the state before it (null before the first). */
function play(
  moves: Move[],
  actions: BreachAction[],
  look: (
    step: { before: ConversationState | null; events: DomainEvent[]; refusal: string | null },
    story: Story,
  ) => void,
): Play {
  const acts = new Play(actions);
  acts.story.say(turn('t0'));
  for (const move of moves) {
    const before = acts.story.state;
    const { events, refusal } = acts.do(move);
    look({ before, events, refusal }, acts.story);
  }
  return acts;
}

function always(
  look: Parameters<typeof play>[2],
  atEnd: (acts: Play) => void = () => undefined,
): void {
  const property = fc.property(someMoves, someActions, (moves, actions) =>
    atEnd(play(moves, actions, look)),
  );
  fc.assert(property, { numRuns: 1_000 });
}

/** The table at the head of conversation.ts. */
function expectTable(state: ConversationState): void {
  const { status, owner, ownerId, handoff } = state;
  const place = `${status} ${owner}`;
  expect(['pending ai', 'open queue', 'open agent', 'snoozed agent']).toContain(
    status === 'resolved' ? 'pending ai' : place,
  );
  if (status === 'pending') expect([ownerId, isOpen(handoff)]).toEqual([null, false]);
  if (place === 'open queue') expect([isWaiting(handoff), ownerId]).toEqual([true, handoff?.queue]);
  if (owner === 'agent' && status !== 'resolved')
    expect([isHeld(handoff), ownerId]).toEqual([true, handoff?.agent]);
  if (status === 'snoozed') expect(handoff?.state).toBe('active');
  expect(status === 'snoozed').toBe(state.snoozedUntil !== null);
  expect(handoff?.state === 'offered').toBe((handoff?.offer ?? null) !== null);
  if (handoff?.state === 'wrapping' || (handoff && !isOpen(handoff)))
    expect(state.clocks).toEqual([]);
  for (const clock of state.clocks) expect(clock.pausedAt !== null).toBe(status === 'snoozed');
}

describe('a conversation under any commands', () => {
  it('I4: the epoch rises by exactly one with each change of owner and never otherwise', () => {
    always(({ before, events }, story) => {
      const changes = ofType(events, 'conversation.owner_changed');
      const from = before?.epoch ?? 1;
      expect(changes.map((change) => change.epoch)).toEqual(changes.map((_, n) => from + n + 1));
      expect(story.now.epoch).toBe(from + changes.length);
      if (changes.length === 0 && before !== null)
        expect([story.now.owner, story.now.ownerId]).toEqual([before.owner, before.ownerId]);
    });
  });

  it('status, owner, offer and handoff always stand together as the table says', () => {
    always((_, story) => expectTable(story.now));
  });

  it('I6: an open handoff has a deadline, and nothing that was due is left after a look', () => {
    always((_, story) => {
      if (isOpen(story.now.handoff)) expect(nextDeadline(story.now)).not.toBeNull();
      const after = new Story();
      after.state = story.now;
      after.policy = story.policy;
      after.at = story.at;
      after.take(tick);
      expect(nextDeadline(after.now) ?? Infinity).toBeGreaterThan(story.at);
    });
  });

  it('I6: left alone, every conversation ends in a bounded number of steps', () => {
    always(
      () => undefined,
      (acts) => {
        let steps = 0;
        while (nextDeadline(acts.story.now) !== null && steps < 40) {
          acts.wait();
          steps += 1;
        }
        expect(steps).toBeLessThan(40);
        expect(isClosed(acts.story.now)).toBe(true);
        expect(isOpen(acts.story.now.handoff)).toBe(false);
      },
    );
  });

  it('I8: a clock warns and breaches once per threshold, never early, and stops with the right word', () => {
    always(
      (_, story) => expect(story.now.clocks.every((clock) => clock.dueAt > 0)).toBe(true),
      ({ story }) => expectClocks(story.events),
    );
  });

  it('I9: a handoff that ended has exactly one outcome, an open one none', () => {
    always(
      () => undefined,
      ({ story }) => {
        for (const { handoff_id: id } of ofType(story.events, 'handoff.requested')) {
          const outcomes = ofType(story.events, 'outcome.recorded').filter(
            (outcome) => outcome.handoff_id === id,
          );
          const last = story.handoff;
          const open = last.id === id && isOpen(last) && last.state !== 'wrapping';
          expect(outcomes).toHaveLength(open ? 0 : 1);
          if (last.id === id && !isOpen(last)) expect(outcomes[0]?.final_state).toBe(last.state);
        }
      },
    );
  });

  it('a promise is kept or broken, never both, and never after a broken one', () => {
    always(
      () => undefined,
      ({ story }) => {
        const settled = [
          ...ofType(story.events, 'promise.kept'),
          ...ofType(story.events, 'promise.broken'),
        ].map((promise) => promise.promise_id);
        expect(new Set(settled).size).toBe(settled.length);
      },
    );
  });

  it('a refusal has no events and leaves the state as it was', () => {
    always(({ before, events, refusal }, story) => {
      if (refusal === null) return;
      expect(events).toEqual([]);
      expect(story.now).toBe(before);
    });
  });

  it('folding the events gives the view that the state gives', () => {
    always(
      () => undefined,
      ({ story }) => {
        const view = story.events
          .map((event, index) => ({ ...event, sequence: index + 1 }))
          .reduce(foldEvent, newView());
        const { deadlineAt: _, ...expected } = viewOfState(story.now, story.events.length);
        expect(view).toMatchObject(expected);
      },
    );
  });
});

interface Running {
  due: number;
  alerts: string[];
}

function expectClocks(events: DomainEvent[]): void {
  const running = new Map<string, Running>();
  const started = new Map<string, number>();
  for (const { type, data } of events) {
    if (!type.startsWith('sla.') || !('metric' in data)) continue;
    const key = `${data.handoff_id} ${data.metric}`;
    const clock = running.get(key);
    if (type === 'sla.started') {
      expect(clock).toBeUndefined();
      running.set(key, { due: 'due_at' in data ? data.due_at : 0, alerts: [] });
      started.set(key, (started.get(key) ?? 0) + 1);
      if (data.metric === 'time_to_human' || data.metric === 'resolution')
        expect(started.get(key)).toBe(1);
    } else if ('late_ms' in data) {
      const threshold = 'fraction' in data ? `${data.fraction}` : 'breach';
      expect(clock?.alerts).not.toContain(threshold);
      expect(data.late_ms).toBeGreaterThanOrEqual(0);
      clock?.alerts.push(threshold);
    } else if ('met' in data) {
      expect(data.met).toBe(!clock?.alerts.includes('breach'));
      running.delete(key);
    }
  }
}

describe('conversation', () => {
  it.each(stages)('C4: in stage %s at least one party may act', (stage) => {
    const may: Command[] = [
      command('reply', { id: 'x', agent: 'ann', content: 'hi' }),
      command('cancelHandoff', {}),
      command('turn', { turns: [turn('x')] }),
    ];
    const story = storyAt(stage);
    const before = story.now;
    const changed = may.filter((given) => {
      story.state = before;
      const { refusal, events } = story.take(given);
      return refusal === null && events.length > 0;
    });
    expect(changed).not.toEqual([]);
  });

  it.each(finalHandoffStates)(
    'a handoff that is %s waits for nothing and is held by nobody',
    (state) => {
      const handoff = { ...storyAt('queued').handoff, state };
      expect([isOpen(handoff), isWaiting(handoff), isHeld(handoff)]).toEqual([false, false, false]);
    },
  );
});
