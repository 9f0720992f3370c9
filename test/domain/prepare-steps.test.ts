import { describe, expect, it } from 'vitest';
import { hasFailed, stepsOf } from '../../src/domain/prepare-steps.ts';
import { transcript } from '../support/transcripts.ts';

describe('tool calls', () => {
  it('are answered in their order, also by a cut JSON text', () => {
    const steps = stepsOf(
      transcript([
        {
          role: 'assistant',
          content: '',
          tool_calls: [
            { name: 'cancel_order', arguments: { order_id: '#W1' } },
            { name: 'get_order', arguments: { order_id: '#W22' } },
          ],
        },
        { role: 'tool', content: 'Error: too late' },
        { role: 'tool', content: '{"order_id": "#W22", "items": [{"na…[+99 chars]' },
      ]),
    );
    expect(steps).toEqual([
      {
        tool: 'cancel_order',
        acts: true,
        ids: ['#W1'],
        result: 'failed',
        error: 'too late',
        turns: [1, 2],
      },
      { tool: 'get_order', acts: false, ids: ['#W22'], result: 'ok', error: '', turns: [1, 3] },
    ]);
  });

  it('have no result when somebody spoke before it came', () => {
    const steps = stepsOf(
      transcript([
        { role: 'assistant', content: '', tool_calls: [{ name: 'cancel', arguments: {} }] },
        { role: 'customer', content: 'Hello?' },
        { role: 'tool', content: 'done' },
      ]),
    );
    expect(steps[0]?.result).toBe('unknown');
  });

  it.each<[string, string, boolean | undefined, boolean]>([
    ['its flag says so', 'anything', true, true],
    ['it begins with an error', 'Error: no', undefined, true],
    ['its success field is false', '{"success": false}', undefined, true],
    ['its error field holds something', '{"error": "no stock"}', undefined, true],
    ['its error field is null', '{"error": null, "id": 1}', undefined, false],
    ['a deeper field is named error', '{"log": {"error": "old"}}', undefined, false],
    ['its flag says no', 'Error codes: none', false, false],
  ])('have failed or not when %s', (_, content, error, failed) => {
    expect(
      hasFailed({ sequence: 1, role: 'tool', content, ...(error === undefined ? {} : { error }) }),
    ).toBe(failed);
  });
});
