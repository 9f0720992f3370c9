/** `baton erase`: everything of a customer, or one conversation, in Postgres, in Temporal and on disk. */
import { eraseConversation } from '../workers/erase-conversation.ts';
import { openErasures, requestErasures, type DueErasure } from '../adapters/postgres/erasures.ts';
import { scrubDisk } from '../adapters/postgres/scrub-disk.ts';
import type { Config } from '../config.ts';
import { createLogger } from '../workers/telemetry.ts';
import { CommandError } from './command-error.ts';
import { say, sayJson } from './output.ts';
import { openParts, type Parts } from './parts.ts';
import { findPlaces } from './places.ts';
import { eraserOf } from './services.ts';

export interface EraseFlags {
  tenant: string;
  customer?: string;
  conversation?: string;
  scrub: boolean;
  json: boolean;
}

/** How long a deleted execution may stay in the visibility store before we say so; ms. */
const historyWithinMs = 60_000;

/** Erases now, without waiting for a worker; the exit code tells whether everything is gone. */
export async function runErase(config: Config, flags: EraseFlags): Promise<number> {
  const target = targetOf(flags);
  const places = await findPlaces(config);
  const parts = await openParts(config, places, createLogger(config.logLevel, 'erase'));
  try {
    const found = await requestErasures(parts.pool, flags.tenant, target, 'baton erase');
    const left = await eraseAll(config, parts, flags.tenant, found);
    if (flags.scrub) await scrubDisk(places.databaseUrl);
    report(flags, found, left);
    return left.length === 0 ? 0 : 1;
  } finally {
    await parts.close();
  }
}

function targetOf({ customer, conversation }: EraseFlags) {
  if (customer !== undefined && conversation === undefined) return { customer };
  if (conversation !== undefined && customer === undefined) return { conversation };
  throw new CommandError('Whom to erase?', 'Give --customer ID, or --conversation ID.');
}

async function eraseAll(
  config: Config,
  parts: Parts,
  tenant: string,
  found: string[],
): Promise<DueErasure[]> {
  const eraser = eraserOf(config, parts);
  const until = Date.now() + historyWithinMs;
  let left = await openErasures(parts.pool, tenant, found);
  while (left.length > 0 && Date.now() < until) {
    for (const due of left) await eraseConversation(eraser, due);
    left = await openErasures(parts.pool, tenant, found);
    if (left.length > 0) await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return left;
}

function report(flags: EraseFlags, found: string[], left: DueErasure[]): void {
  if (flags.json) {
    sayJson({ conversations: found.length, pending: left.length, scrubbed: flags.scrub });
    return;
  }
  say(`erased: ${found.length - left.length} conversations of tenant ${flags.tenant}`);
  if (left.length > 0)
    say(`${left.length} are unreadable, and wait for Temporal to delete their executions`);
  say(
    flags.scrub
      ? 'deleted rows were written over: tables rewritten, old log segments removed'
      : 'deleted rows stay in freed pages until Postgres reuses them; --scrub rewrites the tables',
  );
  say(
    'backups, receivers of webhooks and connected systems keep their copies: see docs/erasure.md',
  );
}
