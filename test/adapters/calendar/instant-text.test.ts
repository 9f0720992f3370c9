import { describe, expect, it } from 'vitest';
import { instantText } from '../../../src/adapters/calendar/instant-text.ts';

const now = Date.parse('2026-11-25T09:00:00Z');

describe('an instant for the customer', () => {
  it('is the hour alone on the same day of theirs, with the day on another', () => {
    const seen = { now, language: 'en', timeZone: 'Europe/Berlin' };
    expect(instantText(Date.parse('2026-11-25T13:00:00Z'), seen)).toBe('02:00 PM GMT+1');
    expect(instantText(Date.parse('2026-11-26T13:00:00Z'), seen)).toContain('Thu, Nov 26');
    expect(instantText(Date.parse('2026-11-25T23:30:00Z'), seen)).toContain('Thu, Nov 26');
  });

  it('is told in UTC, with the name, where the zone is unknown, and in any language', () => {
    const at = Date.parse('2026-11-25T13:00:00Z');
    expect(instantText(at, { now, language: 'de', timeZone: null })).toBe('13:00 UTC');
    expect(instantText(at, { now, language: 'x-nonsense!', timeZone: 'No/Where' })).toContain(
      'UTC',
    );
  });
});
