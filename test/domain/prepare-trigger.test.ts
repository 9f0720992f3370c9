import { describe, expect, it } from 'vitest';
import { triggerOf } from '../../src/domain/prepare-trigger.ts';
import { policyWith } from '../support/domain.ts';
import { transcript } from '../support/transcripts.ts';

const active = policyWith();

describe('the trigger of a transcript without a recorded decision', () => {
  it("is the customer's last wish for a person", () => {
    const turns = transcript([
      { role: 'customer', content: 'I want to talk to a person' },
      { role: 'assistant', content: 'May I try first?' },
      { role: 'customer', content: 'No. I want to talk to a human agent now.' },
      { role: 'assistant', content: 'One moment.' },
    ]);
    expect(triggerOf(turns, active)).toEqual({ reason: 'customer_request', turn: 3 });
  });

  it('is none where no rule hands off', () => {
    expect(triggerOf(transcript([{ role: 'customer', content: 'Hello' }]), active)).toBeNull();
  });

  it('is not looked for after an agent has answered', () => {
    const turns = transcript([
      { role: 'customer', content: 'My parcel is late' },
      { role: 'agent', content: 'I look into it.' },
      { role: 'customer', content: 'I want to talk to a person' },
    ]);
    expect(triggerOf(turns, active)).toBeNull();
  });
});
