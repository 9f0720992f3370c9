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
import { foldEvent, newView, viewOfState } from '../../src/domain/view.ts';
import { finalHandoffStates } from '../../src/domain/words.ts';
import {
  play,
  someActions,
  someMoves,
  type Look,
  type Play,
} from '../support/conversation-play.ts';
import { command, ofType, stages, Story, storyAt, tick, turn } from '../support/domain.ts';

function always(look: Look, atEnd: (acts: Play) => void = () => undefined): void {
  const property = fc.property(someMoves, someActions, (moves, actions) =>
    atEnd(play(moves, actions, look)),
  );
  fc.assert(property, { numRuns: 1_000 });
}

const tableRows = ['pending ai', 'open queue', 'open agent', 'snoozed agent'];

/** The table at the head of conversation.ts. */
function expectTable(state: ConversationState): void {
  const { status, owner, ownerId, handoff } = state;
  const row = `${status} ${owner}`;
  if (status !== 'resolved') expect(tableRows).toContain(row);
  if (row === 'pending ai') expect([ownerId, isOpen(handoff)]).toEqual([null, false]);
  if (row === 'open queue') expect([isWaiting(handoff), ownerId]).toEqual([true, handoff?.queue]);
  if (row.endsWith(' agent') && status !== 'resolved')
    expect([isHeld(handoff), ownerId]).toEqual([true, handoff?.agent]);
}

/** What stands beside the table: snooze, offer and clocks fit the handoff. */
function expectFitting({ status, handoff, snoozedUntil, clocks }: ConversationState): void {
  const state = handoff?.state;
  if (status === 'snoozed') expect(state).toBe('active');
  expect(status === 'snoozed').toBe(snoozedUntil !== null);
  expect(state === 'offered').toBe((handoff?.offer ?? null) !== null);
  if (state === 'wrapping' || !isOpen(handoff)) expect(clocks).toEqual([]);
  for (const clock of clocks) expect(clock.pausedAt !== null).toBe(status === 'snoozed');
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
    always((_, { now }) => {
      expectTable(now);
      expectFitting(now);
    });
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
          const open = last.id === id && (isWaiting(last) || isHeld(last));
          expect(outcomes).toHaveLength(open ? 0 : 1);
          const ended = finalHandoffStates.find((state) => last.id === id && state === last.state);
          if (ended !== undefined) expect(outcomes[0]?.final_state).toBe(ended);
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

type ClockEvent = Extract<
  DomainEvent,
  { type: 'sla.started' | 'sla.warning' | 'sla.breached' | 'sla.stopped' }
>;

function isOfClock(event: DomainEvent): event is ClockEvent {
  return event.type.startsWith('sla.');
}

/** Each clock from its start to its stop: its alerts are its own, in time, and its end tells the truth. */
function expectClocks(events: DomainEvent[]): void {
  const running = new Map<string, string[]>();
  const begun: string[] = [];
  for (const event of events.filter(isOfClock)) {
    const key = `${event.data.handoff_id} ${event.data.metric}`;
    const alerts = running.get(key);
    expect(alerts === undefined).toBe(event.type === 'sla.started');
    if (event.type === 'sla.started') {
      running.set(key, []);
      begun.push(key);
    } else if (event.type === 'sla.stopped') {
      expect(event.data.met).toBe(!alerts?.includes('breach'));
      running.delete(key);
    } else expectAlert(alerts ?? [], event);
  }
  const once = begun.filter((key) => /time_to_human|resolution/.test(key));
  expect(new Set(once).size).toBe(once.length);
}

function expectAlert(
  alerts: string[],
  event: Extract<ClockEvent, { type: 'sla.warning' | 'sla.breached' }>,
): void {
  const threshold = event.type === 'sla.warning' ? String(event.data.fraction) : 'breach';
  expect(alerts).not.toContain(threshold);
  expect(event.data.late_ms).toBeGreaterThanOrEqual(0);
  alerts.push(threshold);
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
