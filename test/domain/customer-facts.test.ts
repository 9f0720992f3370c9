import { describe, expect, it } from 'vitest';
import { learnCustomer } from '../../src/domain/customer-facts.ts';
import { draftOf } from '../../src/domain/step.ts';
import { command, ofType, Story, storyAt } from '../support/domain.ts';

describe('learnCustomer', () => {
  it('takes the sender’s word before the CRM’s, and the CRM’s before nothing', () => {
    const story = storyAt('pending');
    const draft = draftOf(story.now, story.at);
    learnCustomer(draft, { tier: 'silver' }, { tier: 'gold', value: 5, open_tickets: 3 });
    expect(draft.state).toMatchObject({ tier: 'silver', value: 5, openTickets: 3 });
    learnCustomer(draft, undefined, { tier: 'gold' });
    expect(draft.state).toMatchObject({ tier: 'gold', value: 5 });
    learnCustomer(draft, undefined, undefined);
    expect(draft.state.tier).toBe('gold');
  });

  it('has the account owner asked first, unless the request names an agent', () => {
    const known = { account_owner: 'ann' };
    const story = new Story();
    story.take(command('requestHuman', { known }));
    expect(ofType(story.events, 'handoff.queued')[0]?.hint_agent).toBe('ann');
    const named = new Story();
    named.take(command('requestHuman', { known, agent: 'bob' }));
    expect(named.handoff.hintAgent).toBe('bob');
  });
});
