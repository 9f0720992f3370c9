/** `baton brief`: a brief per transcript of a file, without a server. */
import { readFile, writeFile } from 'node:fs/promises';
import type { Config } from '../config.ts';
import { parseBriefTranscripts } from './briefs/transcripts.ts';
import { briefAll, lineOfBrief, loadShippedPolicy, writerOf } from './briefs/write-briefs.ts';
import { say, sayJson } from './output.ts';

export interface BriefFlags {
  out?: string;
  json: boolean;
  /** False for `--no-model`. */
  model: boolean;
}

/** Writes the lines to `--out`, or prints them: as JSON lines with `--json` or without a terminal, else for reading. */
export async function runBrief(config: Config, file: string, flags: BriefFlags): Promise<void> {
  const transcripts = parseBriefTranscripts(await readFile(file, 'utf8'), file);
  const write = writerOf(config, flags.model);
  const briefed = await briefAll(transcripts, await loadShippedPolicy(), write);
  const lines = briefed.map(({ transcript, brief }) => lineOfBrief(transcript.id, brief));
  if (flags.out !== undefined) {
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    await writeFile(flags.out, text);
    if (flags.json) sayJson({ briefs: lines.length, out: flags.out });
    else say(`${lines.length} briefs in ${flags.out}`);
    return;
  }
  for (const line of lines) {
    if (flags.json) sayJson(line);
    else say(`${line.id}  (${line.writer}, ${percent(line.supported)} supported)\n${line.text}\n`);
  }
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
