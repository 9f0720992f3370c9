import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runBrief } from '../../src/cli/brief-command.ts';
import type { WrittenLine } from '../../src/cli/briefs/write-briefs.ts';
import { loadConfig } from '../../src/config.ts';
import { refundCase } from '../support/transcripts.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'brief-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('baton brief', () => {
  it('writes a line per transcript that cites turns by their place in the file', async () => {
    const file = path.join(folder, 'in.jsonl');
    const out = path.join(folder, 'out.jsonl');
    const turns = refundCase().turns.map(({ sequence: _, ...turn }) => turn);
    await writeFile(file, `${JSON.stringify({ id: 'c-1', turns })}\n\n`);
    await runBrief(loadConfig({}), file, { out, json: false, model: true });
    const lines = (await readFile(out, 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(1);
    const line = JSON.parse(lines[0] ?? '') as WrittenLine;
    expect(line).toMatchObject({ id: 'c-1', writer: 'extractive', supported: 1 });
    expect(line.text).toContain('Customer asked for a person');
    const claim = line.claims.find(({ text }) => text.includes('I want a refund'));
    expect(claim?.turns).toEqual([1]);
  });
});
