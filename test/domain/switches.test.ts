import { describe, expect, it } from 'vitest';
import { underSwitches } from '../../src/domain/switches.ts';
import type { Decision } from '../../src/domain/decision.ts';
import { command, ofType, Story, storyAt, turn } from '../support/domain.ts';

const aiOff = { switches: { humansOff: false, aiOff: true } };

describe('with the AI off', () => {
  it('the next word of anyone goes to a person, with its reason', () => {
    const story = new Story();
    const { events } = story.take(command('turn', { turns: [turn('t1')] }), aiOff);
    expect(story.now).toMatchObject({ owner: 'queue', epoch: 2 });
    expect(ofType(events, 'turn.decided')[0]).toMatchObject({
      action: 'handoff',
      reason: 'policy_restriction',
      rule: 'builtin:ai_off',
    });
  });

  it('a handoff that the policy wants anyway keeps its own reason', () => {
    const story = new Story();
    const complaint = turn('t1', { signals: { topic: 'complaint' } });
    story.take(command('turn', { turns: [complaint] }), aiOff);
    expect(story.handoff.reason).toBe('risk_topic');
  });

  it('who has a person keeps them', () => {
    const story = storyAt('active');
    const decision = { action: 'continue' } as Decision;
    expect(underSwitches(decision, story.now, story.context(aiOff))).toBe(decision);
  });
});
