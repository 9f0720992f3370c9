/** `baton evaluate` for handoff decisions: plays a file, prints the figures, writes a line of predictions for each. */
import { createWriteStream, type WriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { once } from 'node:events';
import path from 'node:path';
import { parsePolicy } from '../../contract/policy.ts';
import type { Policy } from '../../domain/policy.ts';
import { CommandError } from '../command-error.ts';
import { say, sayJson, showProgress } from '../output.ts';
import { readShippedPolicy } from '../shipped-policy.ts';
import { linesOf } from './handoff-lines.ts';
import { outcomeOf } from './handoff-outcome.ts';
import { reportOf, type Measured } from './handoff-report.ts';
import { readLabelled, type LabelledTranscript } from './labelled.ts';
import { play, type Played } from './play.ts';
import { crossJudges, oneJudge, type RiskJudges } from './risk-judges.ts';

/** The flags of `baton evaluate` that this task reads. */
export interface HandoffFlags {
  json: boolean;
  policy?: string;
  /** A risk model; the shipped one without. */
  model?: string;
  /** Files to train risk models on, each without the groups it judges. */
  crossValidate?: string[];
  predictions?: string;
}

/** One line of `--predictions`. */
export interface Prediction {
  id: string;
  /** Index of the first turn after which a handoff was decided. */
  fire_turn: number | null;
  reason: string | null;
  rule: string | null;
  /** After each turn; an assistant's is decided before it is shown. */
  risk: Record<string, number>;
}

function predictionOf({ id }: LabelledTranscript, played: Played): Prediction {
  const { fire, turns } = played;
  const risk: Record<string, number> = {};
  for (const { index, features } of turns) {
    const value = features['risk'];
    if (typeof value === 'number') risk[String(index)] = value;
  }
  return {
    id,
    fire_turn: fire?.index ?? null,
    reason: fire?.reason ?? null,
    rule: fire?.rule ?? null,
    risk,
  };
}

async function readPolicy(file: string | undefined): Promise<Policy> {
  const source = await readSource(file);
  const parsed = parsePolicy(source, file?.endsWith('.json') ? 'json' : 'yaml');
  if (parsed.ok) return parsed.policy;
  const places = parsed.errors.map(
    ({ line, path: at, message }) => `line ${line ?? '?'}, ${at}: ${message}`,
  );
  throw new CommandError(
    `${file ?? 'The shipped policy'} is not valid: ${places.join('; ')}`,
    'Mend these places; docs/policy.md describes each field.',
  );
}

async function readSource(file: string | undefined): Promise<string> {
  if (file === undefined) return readShippedPolicy();
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new CommandError(`${file} cannot be read`, 'Give the path of a policy file.', error);
  }
}

/** Lines written as they come, so that a large file needs no memory. */
interface Lines {
  write(value: object): Promise<void>;
  end(): Promise<void>;
}

function linesInto(file: string): Lines {
  const stream: WriteStream = createWriteStream(file);
  const failed = once(stream, 'error').then(([error]) => {
    throw new CommandError(
      `${file} cannot be written`,
      'Give a path in a folder that exists.',
      error,
    );
  });
  failed.catch(() => undefined);
  return {
    write: async (value) => {
      if (!stream.write(`${JSON.stringify(value)}\n`))
        await Promise.race([once(stream, 'drain'), failed]);
    },
    end: () =>
      Promise.race([
        new Promise<void>((resolve) =>
          stream.end(() => {
            resolve();
          }),
        ),
        failed,
      ]),
  };
}

const nothing: Lines = { write: () => Promise.resolve(), end: () => Promise.resolve() };

interface Judges {
  policy: Policy;
  risks: RiskJudges;
}

async function measure(file: string, { policy, risks }: Judges, lines: Lines): Promise<Measured> {
  const measured: Measured = {
    outcomes: [],
    policy: policy.name,
    model: risks.name,
    turns: 0,
    micros: [],
  };
  const startedAt = performance.now();
  let shownAt = startedAt;
  for await (const transcript of readLabelled(file)) {
    const { risk, part } = risks.judgeOf(transcript.group);
    const now = (): number => performance.now();
    const played = play(transcript.turns, { policy: { policy, version: 1 }, risk, now });
    measured.outcomes.push({ ...outcomeOf(transcript, played), part });
    measured.turns += transcript.turns.length;
    measured.micros.push(...played.micros);
    await lines.write(predictionOf(transcript, played));
    if (performance.now() - shownAt < 2_000) continue;
    shownAt = performance.now();
    showProgress({
      part: 'evaluate',
      phase: path.basename(file),
      detail: `${measured.outcomes.length} conversations`,
      elapsedMs: shownAt - startedAt,
    });
  }
  return measured;
}

/** Plays the file and prints what it found; 0 whatever the figures are. */
export async function evaluateHandoff(file: string, flags: HandoffFlags): Promise<number> {
  const policy = await readPolicy(flags.policy);
  const risks =
    flags.crossValidate === undefined
      ? await oneJudge(flags.model)
      : await crossJudges(flags.crossValidate);
  const lines = flags.predictions === undefined ? nothing : linesInto(flags.predictions);
  const measured = await measure(file, { policy, risks }, lines);
  await lines.end();
  if (measured.outcomes.length === 0)
    throw new CommandError(`${file} holds no conversation`, 'Write one conversation per line.');
  const report = reportOf(measured);
  if (flags.json) sayJson(report);
  else for (const line of linesOf(report)) say(line);
  return 0;
}
