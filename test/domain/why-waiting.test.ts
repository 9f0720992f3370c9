import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hindrances, type Hindrance } from '../../src/domain/eligibility.ts';
import { causesOf } from '../../src/domain/why-waiting.ts';
import { staffingWords } from '../../src/domain/words.ts';

const reasons = (nextStepAt: number | null, ...found: Hindrance[]) => ({
  step: 0,
  nextStepAt,
  eligible: [],
  hindered: found.map((hindrance, index) => ({ agent: `a${index}`, hindrance })),
});
const staffed = { staffing: 'staffed', offered: false } as const;

describe('causesOf', () => {
  it.each([
    ['nobody is online', reasons(null, 'offline', 'away'), ['nobody_on_shift']],
    ['nobody has the skills', reasons(null, 'skills', 'offline'), ['nobody_eligible']],
    ['they may be asked later', reasons(9, 'skills'), ['nobody_eligible', 'step_not_reached']],
    ['who fits is full', reasons(null, 'skills', 'full'), ['all_full']],
    ['who fits was asked', reasons(null, 'asked_recently', 'barred'), ['agents_excluded']],
    ['it is kept for a colleague', reasons(null, 'kept_for_another'), ['kept_for_colleague']],
    ['there are no agents at all', reasons(null), ['nobody_on_shift']],
  ] as const)('%s', (_, found, causes) => {
    expect(causesOf({ ...staffed, reasons: found })).toEqual(causes);
  });

  it('an open offer is the whole answer, and who could be asked will be', () => {
    expect(causesOf({ ...staffed, offered: true, reasons: reasons(null, 'full') })).toEqual([
      'offer_pending',
    ]);
    const soon = { ...reasons(null, 'full'), eligible: ['ann'] };
    expect(causesOf({ ...staffed, reasons: soon })).toEqual(['about_to_be_offered']);
  });

  it('says that the team is away before it says anything of agents', () => {
    const away = { staffing: 'outside_hours', offered: false } as const;
    expect(causesOf({ ...away, reasons: reasons(null, 'full') })[0]).toBe('outside_hours');
    expect(causesOf({ staffing: 'queue_closed', offered: false, reasons: null })).toEqual([
      'queue_closed',
    ]);
  });

  it('is never empty, whatever stands in the way', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...staffingWords),
        fc.boolean(),
        fc.array(fc.constantFrom(...hindrances)),
        fc.option(fc.nat(), { nil: null }),
        (staffing, offered, found, next) => {
          const causes = causesOf({ staffing, offered, reasons: reasons(next, ...found) });
          expect(causes.length).toBeGreaterThan(0);
          expect(new Set(causes).size).toBe(causes.length);
        },
      ),
    ));
});
