import { describe, expect, it } from 'vitest';
import { chooseQueue, weightsOf, type QueueQuestion } from '../../src/domain/policy-routing.ts';
import type { RoutingPolicy } from '../../src/domain/policy-routing.ts';

const routing: RoutingPolicy = {
  default_queue: 'general',
  by_reason: { frustration: 'care' },
  by_topic: { billing: 'billing' },
  queue_rules: [
    { topic: 'billing', tier: ['gold', 'platinum'], queue: 'vip', skills: { refunds: 3 } },
    { language: 'de', queue: 'german' },
    { channel: 'email', reason: 'frustration', queue: 'letters' },
  ],
};
const nothing: QueueQuestion = {
  ruleQueue: null,
  reason: null,
  topics: [],
  tier: null,
  language: null,
  channel: null,
};

describe('chooseQueue', () => {
  it.each<[string, Partial<QueueQuestion>, string]>([
    ['the default when nothing is known', {}, 'general'],
    ['the reason', { reason: 'frustration' }, 'care'],
    ['the topic before the reason', { reason: 'frustration', topics: ['billing'] }, 'billing'],
    ['the latest topic that has a queue', { topics: ['weather', 'billing'] }, 'billing'],
    ['a queue rule when all it names fits', { topics: ['billing'], tier: 'gold' }, 'vip'],
    ['no queue rule of which half fits', { topics: ['billing'], tier: 'iron' }, 'billing'],
    ['the first queue rule of two', { topics: ['billing'], tier: 'gold', language: 'de' }, 'vip'],
    ['the language, whatever its region', { language: 'de-AT' }, 'german'],
    ['channel and reason together', { channel: 'email', reason: 'frustration' }, 'letters'],
    ["the deciding rule's own queue before all", { ruleQueue: 'legal', language: 'de' }, 'legal'],
    ['no queue by a name of the language itself', { topics: ['constructor'] }, 'general'],
  ])('takes %s', (_, question, queue) => {
    expect(chooseQueue(routing, { ...nothing, ...question }).queue).toBe(queue);
  });

  it('asks for the skills of the queue rule that fits, not of one that leads elsewhere', () => {
    const gold = { ...nothing, topics: ['billing'], tier: 'gold' };
    expect(chooseQueue(routing, gold).skills).toEqual({ refunds: 3 });
    expect(chooseQueue(routing, { ...gold, ruleQueue: 'legal' }).skills).toEqual({});
    expect(chooseQueue(routing, { ...gold, ruleQueue: 'vip' }).skills).toEqual({ refunds: 3 });
  });
});

describe('weightsOf', () => {
  it('keeps every default that the policy does not give', () => {
    const weights = weightsOf({ ...routing, priority: { by_priority: { '1': 9 } as never } });
    expect(weights.by_priority).toEqual({ '1': 9, '2': 1_200, '3': 0, '4': -1_200, '5': -3_600 });
    expect(weights.patience_seconds).toBe(3_600);
  });
});
