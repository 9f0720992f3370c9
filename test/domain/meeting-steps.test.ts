import { describe, expect, it } from 'vitest';
import { bookMeeting } from '../../src/domain/meeting-steps.ts';
import type { Facts } from '../../src/domain/step.ts';
import { openPromises } from '../../src/domain/promise.ts';
import { command, ofType, second, storyAt, tick, type Story } from '../support/domain.ts';

const minute = 60 * second;

function slot(story: Story, inMinutes: number, revision = 0): Partial<Facts> {
  const startsAt = story.at + inMinutes * minute;
  return {
    meeting: {
      kind: 'booked',
      meeting: { id: 'mt_1', agent: 'ann', startsAt, endsAt: startsAt + 30 * minute, revision },
    },
  };
}

function book(story: Story, inMinutes: number, revision = 0) {
  const starts_at = story.at + inMinutes * minute;
  return story.take(command('bookMeeting', { starts_at }), slot(story, inMinutes, revision));
}

describe('a meeting', () => {
  it('that was booked keeps the case, prefers its agent, and is part of the outcome', () => {
    expect(bookMeeting).toBeTypeOf('function');
    const story = storyAt('queued', { sla: [] });
    const { events, say } = book(story, 24 * 60);
    expect(say).toBe('meeting_booked');
    expect(ofType(events, 'meeting.booked')).toMatchObject([{ meeting_id: 'mt_1', revision: 0 }]);
    expect(story.handoff).toMatchObject({ hintAgent: 'ann', meetingResult: 'booked' });
    story.after(24 * 3_600).take(tick);
    expect(story.handoff.state).toBe('queued');
    story.take(command('recordMeeting', { result: 'attended' }));
    const ended = story.take(command('cancelHandoff', {}));
    expect(ofType(ended.events, 'outcome.recorded')).toMatchObject([{ meeting: 'attended' }]);
  });

  it('is moved with a higher revision, and canceled with its promise', () => {
    const story = storyAt('queued', { sla: [] });
    book(story, 60);
    const moved = book(story, 120, 1);
    expect(ofType(moved.events, 'meeting.moved')).toMatchObject([{ revision: 1 }]);
    expect(openPromises(story.handoff)).toHaveLength(1);
    const canceled = story.take(command('cancelMeeting', {}));
    expect(canceled.say).toBe('meeting_canceled');
    expect(ofType(canceled.events, 'promise.withdrawn')).toHaveLength(1);
    expect(openPromises(story.handoff)).toEqual([]);
    expect(story.take(command('cancelMeeting', {})).refusal).toBe('wrong_state');
  });

  it('that nobody reported is missed, and the promise broken, half an hour after its end', () => {
    const story = storyAt('queued', { sla: [] });
    book(story, 60);
    story.at += (60 + 30 + 30) * minute - 1;
    expect(ofType(story.take(tick).events, 'meeting.missed')).toEqual([]);
    story.at += 1;
    const { events } = story.take(tick);
    expect(ofType(events, 'promise.broken')).toMatchObject([{ kind: 'meet_at' }]);
    expect(ofType(events, 'meeting.missed')).toHaveLength(1);
  });

  it('whose slot went to somebody else is refused and changes nothing', () => {
    const story = storyAt('queued');
    const before = story.now;
    const lost = story.take(command('bookMeeting', { starts_at: story.at + minute }), {
      meeting: { kind: 'taken' },
    });
    expect(lost.refusal).toBe('slot_taken');
    expect(story.now).toBe(before);
  });

  it('of another calendar is recorded with its times, and still to come when the case ends is called off', () => {
    const story = storyAt('active', { sla: [] });
    expect(story.take(command('recordMeeting', { result: 'booked' })).refusal).toBe(
      'invalid_request',
    );
    const starts_at = story.at + 60 * minute;
    story.take(
      command('recordMeeting', { result: 'booked', starts_at, ends_at: starts_at + 30 * minute }),
    );
    const { events } = story.take(command('resolve', { agent: 'ann', outcome: 'resolved' }));
    expect(ofType(events, 'meeting.canceled')).toMatchObject([{ by: { id: 'case_ended' } }]);
    expect(ofType(events, 'outcome.recorded')).toMatchObject([{ meeting: 'canceled' }]);
  });
});
