import type { WrittenBrief } from '../../src/contract/brief.ts';

/** What a good model writes about `refundCase`. */
export function goodModelBrief(): WrittenBrief {
  return {
    lines: [
      { section: 'why_you_have_this', text: 'The customer asked for a human agent.', turns: [12] },
      {
        section: 'what_the_customer_wants',
        text: 'A replacement instead of a refund for order #A-20417.',
        turns: [2, 8],
      },
      {
        section: 'what_was_tried',
        text: 'issue_refund failed: "refund window closed on 2024-03-01".',
        turns: [5, 6],
      },
      {
        section: 'facts',
        text: 'Customer cus_88213, nora.lind@example.com, claim CL7731.',
        turns: [4, 10],
      },
      { section: 'mood_and_risk', text: 'Tense: "this is really frustrating".', turns: [8] },
      { section: 'next_step', text: 'Say who pays the return postage of $12.50.', turns: [12] },
    ],
    fields: {
      intent: { value: 'Refund for a broken kettle', turns: [2] },
      desired_outcome: { value: 'A replacement sent today', turns: [8] },
      account: [{ type: 'account', value: 'cus_88213', turns: [4] }],
      entities: [{ type: 'order', value: '#A-20417', turns: [2] }],
      attempted_steps: [{ step: 'issue_refund', result: 'failed', turns: [5, 6] }],
      sentiment: { value: 'tense', turns: [8] },
      urgency: { value: 'normal', turns: [8] },
      language: 'en',
      next_action: { value: 'Arrange a replacement', turns: [8] },
      open_questions: [{ value: 'Who pays the return postage?', turns: [12] }],
      promises: [{ value: 'A decision within 3 days', turns: [7] }],
    },
  };
}
