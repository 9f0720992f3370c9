import { describe, expect, it } from 'vitest';
import { openHandoff, recordOutcome } from '../../src/domain/handoff.ts';
import { draftOf } from '../../src/domain/step.ts';
import { begin, command, noFacts, ofType, sla, Story, storyAt } from '../support/domain.ts';

const by = { kind: 'system' as const, id: 'test' };
const request = {
  reason: 'api_request' as const,
  rule: null,
  priority: null,
  turn: 1,
  by,
  agent: null,
};

function opened(queue: string | null, facts = noFacts): Story {
  const story = storyAt('pending');
  const draft = draftOf(story.now, story.at);
  openHandoff(draft, story.context(facts), { ...request, queue });
  story.state = draft.state;
  story.events = draft.events;
  return story;
}

describe('openHandoff', () => {
  it.each([
    ['the queue asked for', 'billing', noFacts, 'billing'],
    ['the default where that one is gone', 'moon', noFacts, 'general'],
    [
      'any queue where the default is gone too',
      'moon',
      { ...noFacts, queues: { last: { wrapUpSeconds: 0 } } },
      'last',
    ],
    [
      'the name of the default where there is none at all',
      null,
      { ...noFacts, queues: {} },
      'general',
    ],
  ])('waits in %s', (_, wanted, facts, queue) => {
    expect(opened(wanted, facts).handoff.queue).toBe(queue);
  });

  it('promises a person by the target; without a target nothing is promised', () => {
    expect(opened(null).handoff.promise?.dueAt).toBe(begin + 60_000);
    const silent = new Story({ sla: sla.filter((target) => target.metric !== 'time_to_human') });
    silent.take(command('requestHuman', {}));
    expect(silent.handoff.promise).toBeNull();
  });
});

describe('recordOutcome', () => {
  it('records what the KPIs need of the whole way', () => {
    const story = storyAt('accepted').after(10);
    story.take(command('reply', { id: 'r', agent: 'ann', content: 'hi' }));
    story
      .after(20)
      .take(command('resolve', { agent: 'ann', outcome: 'resolved', verdict: 'needed' }));
    expect(ofType(story.events, 'outcome.recorded')).toEqual([
      expect.objectContaining({
        number: 1,
        final_state: 'completed',
        outcome: 'resolved',
        verdict: 'needed',
        agent: 'ann',
        requested_at: begin,
        accepted_at: begin,
        first_human_action_at: begin,
        first_human_message_at: begin + 10_000,
        ended_at: begin + 30_000,
        handle_ms: 30_000,
        offers: 1,
        policy: 'table',
        policy_version: 3,
        queue: 'billing',
        rule: 'complaint',
      }),
    ]);
  });

  it('of a handoff that ended records nothing', () => {
    const story = storyAt('wrapping');
    const draft = draftOf(story.now, story.at);
    recordOutcome(draft, story.context(), { state: 'failed', outcome: 'unresolved' });
    expect(draft.events).toEqual([]);
  });
});
