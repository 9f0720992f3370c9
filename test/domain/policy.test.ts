import { describe, expect, it } from 'vitest';
import { messageFor, queueFor, type Policy } from '../../src/domain/policy.ts';
import { base } from '../support/arbitrary-rules.ts';
import { command, ofType, Story, turn } from '../support/domain.ts';

const policy: Policy = {
  ...base,
  messages: {
    en: { handoff: 'A person of {queue}', by_reason: { tool_failure: { handoff: 'Our systems' } } },
    pt: { handoff: 'Uma pessoa' },
  },
};

describe('what the customer is told', () => {
  it.each([
    ['in their language', 'pt', null, 'Uma pessoa'],
    ['in the broad language of a region', 'pt-BR', null, 'Uma pessoa'],
    ['in the default language, where theirs is missing', 'sv', null, 'A person of sales'],
    ['in the words of the reason', 'en', 'tool_failure', 'Our systems'],
    [
      'in their language before the words of the reason in another',
      'pt',
      'tool_failure',
      'Uma pessoa',
    ],
    [
      'in the default language, where a name is no language',
      '__proto__',
      null,
      'A person of sales',
    ],
  ] as const)('is said %s', (_title, language, reason, expected) => {
    expect(messageFor(policy, 'handoff', { language, reason }, { queue: 'sales' })).toBe(expected);
  });

  it('is nothing where the policy says nothing', () => {
    expect(messageFor(policy, 'declined', { language: 'en' })).toBe('');
  });
});

describe('the queue', () => {
  it("is the topic's before the default", () => {
    expect(queueFor(base, null, ['billing'])).toBe('billing');
    expect(queueFor(base, null, ['weather'])).toBe('general');
  });
});

describe('a handoff called off', () => {
  const frustrated = {
    id: 'cross',
    when: { count: { feature: 'complaint', is: true }, within_turns: 3, at_least: 1 },
    action: 'handoff' as const,
    reason: 'frustration' as const,
    rank: 0,
  };
  const complaint = (id: string) => turn(id, { content: 'This is ridiculous and unacceptable' });

  it('counts as a no: the same ground does not hand off again within the cool-down', () => {
    const story = new Story({ rules: [frustrated] });
    story.say(complaint('a'));
    expect(story.now.owner).toBe('queue');
    story.take(command('cancelHandoff', {}));
    expect(story.now.owner).toBe('ai');
    story.say(complaint('b'));
    expect(story.now.owner).toBe('ai');
    story.say(turn('c'), complaint('d'));
    expect(story.now.owner).toBe('queue');
  });

  it('still leaves the customer a person for the asking', () => {
    const story = new Story({ rules: [frustrated] });
    story.say(complaint('a'));
    story.take(command('cancelHandoff', {}));
    const { events } = story.say(turn('b', { content: 'I want to talk to a human' }));
    expect(ofType(events, 'handoff.requested')).toMatchObject([{ reason: 'customer_request' }]);
  });
});

describe('a proposal that the customer passes over', () => {
  const ask = (id: string, intent: string) => ({
    id,
    when: { feature: 'signal_intent', is: intent },
    action: 'propose' as const,
    reason: 'low_confidence' as const,
    rank: 1,
  });
  const about = (id: string, intent: string) =>
    turn(id, { content: 'Where is my order?', signals: { intent } });

  it('is not made again by the same rule within the cool-down, and keeps no other from asking', () => {
    const story = new Story({ rules: [ask('one', 'a'), ask('two', 'b')] });
    story.say(about('t1', 'a'));
    expect(story.now.proposal).toMatchObject({ rule: 'one' });
    story.say(about('t2', 'a'));
    expect(story.now.proposal).toBeNull();
    story.say(about('t3', 'b'));
    expect(story.now.proposal).toMatchObject({ rule: 'two' });
    story.say(about('t4', 'c'), about('t5', 'a'));
    expect(story.now.proposal).toMatchObject({ rule: 'one' });
  });
});
