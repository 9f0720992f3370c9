import { describe, expect, it } from 'vitest';
import { endConversation } from '../../src/domain/close-as.ts';
import type { CommandOf } from '../../src/domain/commands.ts';
import { draftOf } from '../../src/domain/step.ts';
import { command, ofType, stages, storyAt, types } from '../support/domain.ts';

const by = (kind: 'agent' | 'backend' | 'supervisor', id: string): CommandOf<'resolve'> => ({
  ...command('resolve', { agent: id, outcome: 'no_issue', close_as: 'spam' }),
  actor: { kind, id },
});

describe('closing as spam', () => {
  it.each(stages.filter((stage) => stage !== 'wrapping' && stage !== 'resolved'))(
    'ends a conversation at once where it stands: %s',
    (stage) => {
      const story = storyAt(stage);
      const waits = ['queued', 'offered'].includes(stage);
      const held = ['accepted', 'active', 'snoozed'].includes(stage);
      const { events, refusal } = story.take(by('supervisor', 'sue'));
      expect([refusal, story.now.status, story.now.clocks]).toEqual([null, 'resolved', []]);
      expect(ofType(events, 'conversation.resolved')[0]).toMatchObject({
        closed_as: 'spam',
        outcome: 'no_issue',
      });
      const recorded = ofType(events, 'outcome.recorded').map(({ final_state, reason_code }) => [
        final_state,
        reason_code,
      ]);
      const final = held ? 'completed' : 'canceled';
      expect(recorded).toEqual(waits || held ? [[final, 'spam']] : []);
      expect(story.now.handoff?.state).toBe(waits || held ? final : undefined);
    },
  );

  it('is an agent’s only for what they hold, a bot’s only for what the AI has, and skips wrap-up', () => {
    expect(storyAt('queued').take(by('agent', 'ann')).refusal).toBe('not_owner');
    expect(storyAt('active').take(by('agent', 'bob')).refusal).toBe('not_owner');
    expect(storyAt('queued').take(by('backend', 'bot')).refusal).toBe('not_owner');
    expect(storyAt('pending').take(by('backend', 'bot')).refusal).toBeNull();
    const story = storyAt('active');
    expect(types(story.take(by('agent', 'ann')).events)).not.toContain('handoff.wrapping');
  });

  it('of what is resolved is refused', () => {
    const story = storyAt('resolved');
    const draft = draftOf(story.now, story.at);
    expect(endConversation(draft, story.context(), by('supervisor', 'sue'))?.code).toBe(
      'wrong_state',
    );
  });
});
