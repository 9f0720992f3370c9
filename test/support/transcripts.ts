import type { BriefInput, TranscriptTurn } from '../../src/domain/brief.ts';

type Draft = Omit<TranscriptTurn, 'sequence'>;

/** Turns numbered from 1. */
export function transcript(turns: Draft[]): TranscriptTurn[] {
  return turns.map((turn, index) => ({ sequence: index + 1, ...turn }));
}

/** A refund that a tool refused and the assistant could not finish. */
export function refundCase(more: Draft[] = []): BriefInput {
  const turns = transcript([
    { role: 'assistant', content: 'Hi! How can I help you today?' },
    {
      role: 'customer',
      content:
        'Hello. I want a refund for order #A-20417, the blue kettle arrived broken.\nMy email is Nora.Lind@example.com.',
    },
    {
      role: 'assistant',
      content: '',
      tool_calls: [
        { name: 'find_customer_by_email', arguments: { email: 'nora.lind@example.com' } },
      ],
    },
    {
      role: 'tool',
      content:
        '{"customer_id": "cus_88213", "full_name": "Nora Lind", "email": "nora.lind@example.com", "phone": "+46 70 123 45 67", "orders": ["#A-20417", "#A-19001"], "loyalty_points": 99871}',
    },
    {
      role: 'assistant',
      content: '',
      tool_calls: [
        {
          name: 'issue_refund',
          arguments: { order_id: '#A-20417', customer_id: 'cus_88213', amount: 49.9 },
        },
      ],
    },
    { role: 'tool', content: 'Error: refund window closed on 2024-03-01', error: true },
    {
      role: 'assistant',
      content:
        'I am sorry, I cannot refund order #A-20417 because the refund window closed on March 1, 2024. I have opened a claim. You will receive a decision within 3 days.',
    },
    {
      role: 'customer',
      content:
        'Actually, I would rather have a replacement sent today. I already called twice, this is really frustrating.',
    },
    {
      role: 'assistant',
      content: '',
      tool_calls: [{ name: 'create_claim', arguments: { order_id: '#A-20417' } }],
    },
    { role: 'tool', content: '{"claim_id": "CL7731", "status": "open"}' },
    { role: 'assistant', content: 'Your claim CL7731 is open.' },
    {
      role: 'customer',
      content:
        'Please transfer me to a human agent. Can you tell me who pays the return postage of $12.50?',
    },
    ...more,
  ]);
  return { turns, reason: 'customer_request', trigger: 12 };
}
