import { describe, expect, it } from 'vitest';
import { renderMacro } from '../../src/domain/macros.ts';

describe('a macro', () => {
  it('is filled in; what has no value stays as written and is named once', () => {
    const text = 'Hello {customer_name}, {order} of {order} and {date}. {unknown} {Not}';
    expect(renderMacro(text, { customer_name: 'Nora', order: '#A-1', date: '' })).toEqual({
      content: 'Hello Nora, #A-1 of #A-1 and {date}. {unknown} {Not}',
      missing: ['date', 'unknown'],
    });
  });

  it('does not fill in what a value itself seems to ask for', () => {
    expect(renderMacro('{customer_name}', { customer_name: '{order}', order: 'x' }).content).toBe(
      '{order}',
    );
  });
});
