import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../src/contract/policy.ts';
import { armOf, drawOf } from '../../src/domain/arms.ts';
import { policyWith, Story, turn } from '../support/domain.ts';

const ids = Array.from({ length: 20_000 }, (_, index) => `c-${index}`);
const half = { arms: { propose: { share: 0.5, reasons: ['low_confidence' as const] } } };

function inArm(arm: string): string {
  const { policy } = policyWith(half);
  const found = ids.find((conversation) => armOf(policy, { tenant: 't', conversation }) === arm);
  return found ?? '';
}

describe('the arm of a conversation', () => {
  it('is the same whenever it is drawn, and its shares are those of the policy', () => {
    const { policy } = policyWith({
      arms: { no_brief: { share: 0.1 }, propose: { share: 0.3, reasons: ['frustration'] } },
    });
    const drawn = ids.map((conversation) => armOf(policy, { tenant: 't', conversation }));
    expect(ids.map((conversation) => armOf(policy, { tenant: 't', conversation }))).toEqual(drawn);
    const shareOf = (arm: string) => drawn.filter((each) => each === arm).length / drawn.length;
    expect(shareOf('no_brief')).toBeCloseTo(0.1, 1);
    expect(shareOf('propose')).toBeCloseTo(0.3, 1);
    expect(shareOf('brief')).toBeCloseTo(0.6, 1);
  });

  it('is the control without a section, and the older share still counts', () => {
    const ref = { tenant: 't', conversation: 'c' };
    expect(armOf(policyWith().policy, ref)).toBe('brief');
    expect(armOf(policyWith({ no_brief_share: 1 }).policy, ref)).toBe('no_brief');
  });

  it('spreads over similar ids', () => {
    const draws = ids.slice(0, 1000).map(drawOf);
    const lower = draws.filter((draw) => draw < 0.5).length;
    expect(lower).toBeGreaterThan(420);
    expect(lower).toBeLessThan(580);
  });
});

describe('the arm that proposes', () => {
  const policy = {
    rules: [
      {
        id: 'weak',
        when: { feature: 'signal_topic', is: 'weak' },
        action: 'handoff' as const,
        reason: 'low_confidence' as const,
        rank: 1,
      },
    ],
    ...half,
  };
  const weak = (id: string) => turn(id, { signals: { topic: 'weak' } });
  const begun = (arm: 'brief' | 'propose'): Story => {
    const story = new Story(policy);
    story.arm = arm;
    return story;
  };

  it('asks the customer first where the control hands off', () => {
    const control = begun('brief');
    control.say(weak('t1'));
    expect(control.now.owner).toBe('queue');
    const asked = begun('propose');
    asked.say(weak('t1'));
    expect(asked.now).toMatchObject({ owner: 'ai', proposal: { reason: 'low_confidence' } });
  });

  it('asks once: who let it pass is handed off the next time', () => {
    const story = begun('propose');
    story.say(weak('t1'));
    story.say(turn('t2', { content: 'the parcel is green and I am here' }));
    expect(story.now.owner).toBe('ai');
    story.say(weak('t3'));
    expect(story.now.owner).toBe('queue');
  });

  it('never stands between a customer and the person they ask for', () => {
    expect(inArm('propose')).not.toBe('');
    const words = `name: p
default_language: en
rules: []
routing: { default_queue: general, by_reason: {}, by_topic: {} }
sla: []
messages: { en: {} }
channels: [chat]
proposal_cooldown_turns: 1
max_ai_turns: null
idle_close_seconds: 60
reopen_window_seconds: 60
handoff_expiry_seconds: 60
case_idle_seconds: 60
arms: { propose: { share: 0.5, reasons: [customer_request] } }
`;
    const parsed = parsePolicy(words, 'yaml');
    expect(parsed.ok).toBe(false);
    if (!parsed.ok)
      expect(parsed.errors.map(({ path }) => path)).toContain('arms.propose.reasons[0]');
  });
});
