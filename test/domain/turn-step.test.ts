import { describe, expect, it } from 'vitest';
import { isSuppressed } from '../../src/domain/turn-step.ts';
import { ofType, storyAt, stages, Story, turn, types, type Stage } from '../support/domain.ts';

const assistant = (more = {}) => turn('b1', { role: 'assistant', ...more });

describe('the fence', () => {
  const rows: [string, ReturnType<typeof turn>, Stage[]][] = [
    ['a customer may always write', turn('c1'), [...stages]],
    [
      'an assistant that knows no epoch writes until the first handoff',
      assistant(),
      ['pending', 'proposal'],
    ],
    [
      'an assistant under the first epoch writes while it owns',
      assistant({ epoch: 1 }),
      ['pending', 'proposal'],
    ],
    ['an assistant ahead of its epoch never writes', assistant({ epoch: 9 }), []],
    ['a tool writes for the owner only', turn('x1', { role: 'tool' }), ['pending', 'proposal']],
  ];
  it.each(
    rows.flatMap(([s, t, ok]) => stages.map((stage) => [s, stage, t, ok.includes(stage)] as const)),
  )('%s: stage %s', (_, stage, given, passes) =>
    expect(isSuppressed(storyAt(stage).now, given)).toBe(!passes),
  );

  it('after a return only the new epoch passes, and tools that know none', () => {
    const story = storyAt('wrapping');
    story.say(turn('c9'));
    const { epoch } = story.now;
    const fate = [{}, { epoch: 1 }, { epoch: epoch - 1 }, { epoch }].map((more) =>
      isSuppressed(story.now, assistant(more)),
    );
    expect(fate).toEqual([true, true, true, false]);
    expect(isSuppressed(story.now, turn('x1', { role: 'tool' }))).toBe(false);
  });
});

describe('turns', () => {
  it('a late assistant turn is recorded as suppressed and enters no transcript', () => {
    const story = storyAt('queued');
    const { turnSequence } = story.now;
    const { events } = story.say(assistant({ epoch: 1 }));
    expect(ofType(events, 'turn.suppressed')).toEqual([
      { turn_id: 'b1', role: 'assistant', epoch: 1, current_epoch: 2, owner: 'queue' },
    ]);
    expect(types(events)).toHaveLength(1);
    expect(story.now.turnSequence).toBe(turnSequence);
  });

  it('a yes takes the proposal, a no ends it', () => {
    const yes = storyAt('proposal');
    const answered = yes.say(turn('c5', { content: 'yes please' })).events;
    expect(ofType(answered, 'proposal.answered')).toEqual([{ turn: 3, answer: 'yes' }]);
    expect(yes.handoff).toMatchObject({ reason: 'low_confidence', state: 'queued' });
    const no = storyAt('proposal');
    expect(no.say(turn('c5', { content: 'no thanks' })).say).toBe('declined');
    expect(no.now).toMatchObject({ owner: 'ai', proposal: null, handoff: null });
  });

  it('numbers that skip are flagged, also the first; numbers that come late do not count back', () => {
    const story = new Story();
    for (const n of [2, 3, 1, 4, 6]) story.say(turn(`n${n}`, { sequence: n }));
    const flags = ofType(story.events, 'turn.created').map((e) => [
      e.sender_sequence,
      e.gap ?? false,
    ]);
    expect(flags).toEqual([
      [2, true],
      [3, false],
      [1, true],
      [4, false],
      [6, true],
    ]);
  });

  it('the number of a suppressed turn is taken: the next one is no gap', () => {
    const story = new Story();
    story.say(turn('n1', { sequence: 1 }));
    story.say(turn('n2', { sequence: 2, role: 'assistant', epoch: 5 }));
    story.say(turn('n3', { sequence: 3 }));
    expect(ofType(story.events, 'turn.created').at(-1)).not.toHaveProperty('gap');
  });

  it('each turn of the AI stretch pushes the idle close on, none of an agent stretch', () => {
    const story = storyAt('pending').after(100);
    story.say(turn('c2'));
    expect(story.now.idleCloseAt).toBe(story.at + 3_600_000);
    const held = storyAt('active');
    held.say(turn('c9'));
    expect(held.now.idleCloseAt).toBeNull();
  });
});
