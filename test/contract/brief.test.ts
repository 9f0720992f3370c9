import { describe, expect, it } from 'vitest';
import {
  briefJsonSchema,
  briefSchema,
  writtenBriefJsonSchema,
  writtenBriefSchema,
} from '../../src/contract/brief.ts';
import { writeExtractiveBrief } from '../../src/domain/prepare.ts';
import { goodModelBrief } from '../support/model-brief.ts';
import { refundCase } from '../support/transcripts.ts';

function objectsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = value as Record<string, unknown>;
  return [...(own.type === 'object' ? [own] : []), ...Object.values(own).flatMap(objectsIn)];
}

describe('the schema of a brief', () => {
  it('takes what the extractive writer writes', () => {
    const brief = writeExtractiveBrief(refundCase());
    expect(briefSchema.parse(JSON.parse(JSON.stringify(brief)))).toEqual(brief);
  });

  it.each([
    ['an unknown key', (brief: Record<string, unknown>) => ({ ...brief, queue: 'vip' })],
    [
      'an unknown section',
      (brief: Record<string, unknown>) => ({
        ...brief,
        lines: [{ section: 'orders_to_the_agent', text: 'x', turns: [1] }],
      }),
    ],
    [
      'a line without turns',
      (brief: Record<string, unknown>) => ({
        ...brief,
        lines: [{ section: 'facts', text: 'x', turns: [] }],
      }),
    ],
  ])('refuses %s', (_, spoil) => {
    const written = { ...goodModelBrief() };
    expect(writtenBriefSchema.safeParse(written).success).toBe(true);
    expect(writtenBriefSchema.safeParse(spoil(written)).success).toBe(false);
  });

  it('as JSON Schema for strict output closes every object, requires every key and names no bound', () => {
    const objects = objectsIn(writtenBriefJsonSchema);
    expect(objects.length).toBeGreaterThan(5);
    for (const object of objects) {
      expect(object.additionalProperties).toBe(false);
      expect(object.required).toEqual(Object.keys(object.properties as object));
    }
    expect(JSON.stringify(writtenBriefJsonSchema)).not.toMatch(/"(?:min|max|exclusive|\$schema)/);
    expect(briefJsonSchema.type).toBe('object');
  });
});
