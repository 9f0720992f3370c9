import { describe, expect, it } from 'vitest';
import { wrapUpOf } from '../../src/domain/wrap-up-proposal.ts';
import { refundCase } from '../support/transcripts.ts';

const proposal = (...said: [role: 'agent' | 'customer', content: string][]) =>
  wrapUpOf({
    turns: refundCase(said.map(([role, content]) => ({ role, content }))).turns,
    reason: 'customer_request',
    reasonCodes: [],
    resolutionCodes: ['answered', 'action_done', 'follow_up', 'declined', 'no_issue'],
  });

describe('what an agent confirms at the end', () => {
  it('sums up the stretch with an agent only, each line with its turn', () => {
    const { summary } = proposal(
      ['agent', 'We pay the return postage, please use the label I sent to your address.'],
      ['customer', 'Great, thanks!'],
    );
    expect(summary.map(({ text }) => text)).toContain(
      'Agent: "We pay the return postage, please use the label I sent to your address."',
    );
    expect(summary.every(({ turns }) => turns.every((turn) => turn >= 12))).toBe(true);
  });

  it.each<[string, [string, string][], string, string]>([
    [
      'did something',
      [
        ['agent', 'I have refunded the amount.'],
        ['customer', 'Thank you'],
      ],
      'action_done',
      'resolved',
    ],
    [
      'answered',
      [
        ['agent', 'The shop opens at nine.'],
        ['customer', 'Thanks'],
      ],
      'answered',
      'resolved',
    ],
    [
      'could not',
      [
        ['agent', "I'm sorry, we cannot do that."],
        ['customer', 'ok'],
      ],
      'declined',
      'partial',
    ],
    ['promised', [['agent', 'You will receive a call within 2 days.']], 'follow_up', 'partial'],
    [
      'left it broken',
      [
        ['agent', 'Restart it.'],
        ['customer', 'It is still not working'],
      ],
      'answered',
      'unresolved',
    ],
    ['never wrote', [], 'no_issue', 'no_issue'],
  ])('proposes by what the agent did: %s', (_, said, resolution, outcome) => {
    expect(proposal(...(said as ['agent' | 'customer', string][]))).toMatchObject({
      reason_code: 'customer_request',
      resolution_code: resolution,
      outcome,
    });
  });

  it('proposes codes of the policy only, where it has its own', () => {
    const { turns } = refundCase();
    const own = wrapUpOf({
      turns,
      reason: 'urgency',
      reasonCodes: ['r1'],
      resolutionCodes: ['s1'],
    });
    expect([own.reason_code, own.resolution_code]).toEqual(['r1', 's1']);
  });
});
