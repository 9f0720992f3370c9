import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { coverageOf, evaluateBriefs } from '../../../src/cli/briefs/evaluate.ts';
import { parseBriefTranscripts } from '../../../src/cli/briefs/transcripts.ts';
import {
  briefAll,
  lineOfBrief,
  loadShippedPolicy,
  supportedShare,
} from '../../../src/cli/briefs/write-briefs.ts';
import { writeExtractiveBrief } from '../../../src/domain/prepare.ts';

const file = new URL('../../../examples/conversations.jsonl', import.meta.url);
const transcripts = parseBriefTranscripts(readFileSync(file, 'utf8'), 'examples');
const briefed = await briefAll(transcripts, await loadShippedPolicy(), (input) =>
  Promise.resolve(writeExtractiveBrief(input)),
);
const report = evaluateBriefs(briefed, [], 1);

describe('the deterministic writer on the example conversations', () => {
  it('writes every section, at most 150 words, invents no reference and leaves none out', () => {
    expect(report.briefs).toBe(transcripts.length);
    expect(report.sections_present).toBe(1);
    expect(report.words.over_limit).toBe(0);
    expect(report.invented_ids).toBe(0);
    expect(report.supported).toBe(1);
    expect(report.coverage.share).toBeGreaterThan(0.95);
  });
});

describe('the checker on planted claims', () => {
  it('catches at least 95 % of the false ones and drops at most 2 % of the true ones', () => {
    const { planted_false: caught, planted_true_dropped: dropped } = report.checker;
    expect(caught.of).toBeGreaterThan(50);
    expect(dropped.of).toBeGreaterThan(50);
    expect(caught.share).toBeGreaterThanOrEqual(0.95);
    expect(dropped.share).toBeLessThanOrEqual(0.02);
  });

  it('is measured with the same claims for the same seed', () => {
    expect(evaluateBriefs(briefed, [], 1)).toEqual(report);
    expect(evaluateBriefs(briefed, [], 2).checker).not.toEqual(report.checker);
  });
});

describe('coverage', () => {
  it('falls when a brief holds nothing', () => {
    const [{ brief, transcript }] = briefed as [(typeof briefed)[number]];
    const none = {
      ...brief,
      lines: [],
      fields: { ...brief.fields, account: [], entities: [], attempted_steps: [], intent: null },
    };
    expect(coverageOf(none, transcript.turns).found).toBeLessThan(
      coverageOf(brief, transcript.turns).found,
    );
  });
});

describe('a line of the answer', () => {
  it('holds text, fields and claims with their turns, and the share that is supported', () => {
    const [{ brief, transcript }] = briefed as [(typeof briefed)[number]];
    const line = lineOfBrief(transcript.id, brief);
    expect(Object.keys(line)).toEqual(['id', 'text', 'fields', 'claims', 'supported', 'writer']);
    expect(line.claims).toHaveLength(brief.lines.length);
    expect(line.supported).toBe(1);
    expect(supportedShare({ ...brief, supported: 3, dropped: 1 })).toBe(0.75);
  });
});
