import { describe, expect, it } from 'vitest';
import { inventedIds, parseFacts, scoreFacts } from '../../../src/cli/briefs/facts.ts';
import { writeExtractiveBrief } from '../../../src/domain/prepare.ts';
import { refundCase } from '../../support/transcripts.ts';

const input = refundCase();
const brief = writeExtractiveBrief(input);
const facts = (more: object) => parseFacts(JSON.stringify({ id: 'x', ...more }));

describe('facts', () => {
  it('are found where the text names them', () => {
    const score = scoreFacts(
      brief,
      facts({
        customerId: 'cus_88213',
        mustMentionIds: ['#A-20417', '#B-1'],
        completedActions: [
          { tool: 'create_claim', ids: ['#A-20417'], turn: 9 },
          { tool: 'create_claim', ids: ['#B-1'], turn: 9 },
        ],
        failedActions: [{ tool: 'issue_refund', ids: [], error: 'Error' }],
        lastAgentRefusalTurn: 7,
      }),
    );
    expect(score).toEqual({
      must_mention_ids: { found: 1, of: 2 },
      customer_id: { found: 1, of: 1 },
      completed_actions: { found: 1, of: 2 },
      failed_actions: { found: 1, of: 1 },
      refusal_reason: { found: 1, of: 1 },
    });
  });

  it('that a file does not give are not counted', () => {
    const score = scoreFacts(brief, facts({ customerId: null }));
    expect(Object.values(score).every(({ of }) => of === 0)).toBe(true);
  });

  it('are invented when no turn holds the reference', () => {
    expect(inventedIds(brief, input.turns)).toEqual([]);
    const [line] = brief.lines;
    const lied = { ...brief, lines: [{ ...line!, text: 'About #Z-9981 and x.y@example.net' }] };
    expect(inventedIds(lied, input.turns)).toEqual(['#Z-9981', 'x.y@example.net']);
  });
});
