import { describe, expect, it } from 'vitest';
import {
  intervalsOf,
  intervalText,
  jsonListOf,
  levelsOf,
  levelText,
  listOf,
} from '../../web/console/src/pages/settings/forms.ts';

describe('what is written into a field of the settings', () => {
  it('is a list separated by commas, whatever the spaces', () => {
    expect(listOf(' a, b ,, c ')).toEqual(['a', 'b', 'c']);
    expect(listOf('')).toEqual([]);
  });

  it('is skills with their level, and comes back as it was; another form is no skill', () => {
    expect(levelsOf('refunds:3, tax')).toEqual({ refunds: 3, tax: 1 });
    expect(levelsOf(levelText({ refunds: 3, tax: 1 }))).toEqual({ refunds: 3, tax: 1 });
    expect(levelsOf('refunds:9')).toBeNull();
    expect(levelsOf('two words')).toBeNull();
  });

  it('is times of a day, and comes back as it was; another form is none', () => {
    const day = intervalsOf('09:00-12:00, 13:00 – 17:00');
    expect(day).toEqual([
      ['09:00', '12:00'],
      ['13:00', '17:00'],
    ]);
    expect(intervalsOf(intervalText(day ?? []))).toEqual(day);
    expect(intervalsOf('nine to five')).toBeNull();
    expect(intervalText(undefined)).toBe('');
  });

  it('is a JSON list, or nothing', () => {
    expect(jsonListOf('[{ "after_seconds": 60 }]')).toEqual([{ after_seconds: 60 }]);
    expect(jsonListOf('')).toEqual([]);
    expect(jsonListOf('{}')).toBeNull();
    expect(jsonListOf('[')).toBeNull();
  });
});
