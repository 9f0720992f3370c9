import { describe, expect, it } from 'vitest';
import { codeFault } from '../../src/domain/closing-codes.ts';
import { command, noFacts, ofType, storyAt } from '../support/domain.ts';

const queues = {
  ...noFacts.queues,
  billing: { wrapUpSeconds: 0, resolutionCodes: ['refunded', 'explained'] },
};
const resolve = (code: string) =>
  command('resolve', { agent: 'ann', outcome: 'resolved', resolution_code: code });

describe('the codes a case ends with', () => {
  it('are those of its queue', () => {
    const story = storyAt('active');
    const fault = codeFault(story.context({ queues }), story.handoff, resolve('repaired'));
    expect(fault?.detail).toContain('refunded, explained');
    expect(story.take(resolve('repaired'), { queues }).refusal).toBe('invalid_request');
    expect(story.take(resolve('refunded'), { queues }).refusal).toBeNull();
    expect(ofType(story.events, 'outcome.recorded')[0]?.resolution_code).toBe('refunded');
  });

  it('are those of the policy where the queue has no list, and free without either', () => {
    const story = storyAt('active', {
      fields: { resolution_codes: ['done'], reason_codes: ['bill'] },
    });
    expect(story.take(resolve('refunded')).refusal).toBe('invalid_request');
    const reason = command('resolve', { agent: 'ann', outcome: 'resolved', reason_code: 'other' });
    expect(story.take(reason).refusal).toBe('invalid_request');
    expect(story.take(resolve('done')).refusal).toBeNull();
    expect(storyAt('active').take(resolve('anything')).refusal).toBeNull();
  });

  it('tell how much the agent was helped by suggestions', () => {
    const story = storyAt('active');
    story.take(command('resolve', { agent: 'ann', outcome: 'resolved' }), {
      suggestions: { shown: 3, used: 1 },
    });
    expect(ofType(story.events, 'outcome.recorded')[0]?.suggestions).toEqual({ shown: 3, used: 1 });
  });
});
