/**
 * The quarter at full size: transcripts with labels from `QUARTER_FILE` (default: those that ship), `QUARTER_HANDOFFS`
 * handoffs (600) and 30 reviews a week; a database, the API and the command line as processes of their own.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openApi, openGround } from '../bench/ground.js';
import { createReviewActivities } from '../dist/activities/review.js';
import { createApiKey } from '../dist/adapters/postgres/api-keys.js';
import { readPastTranscripts } from '../dist/cli/history-command.js';
import { transcriptOf } from '../dist/cli/history/history.js';
import { readShippedPolicy } from '../dist/cli/shipped-policy.js';
import { quarterRun } from './quarter-run.js';

const shipped = fileURLToPath(new URL('../examples/history.jsonl', import.meta.url));
const tenant = 'demo';
const seed = 3;

/**
 * @param {string} url
 * @param {Record<string, string>} keys
 * @returns {import('./quarter-run.js').Ground['request']}
 */
function requestOf(url, keys) {
  return async (role, method, place, body) => {
    const response = await fetch(`${url}${place}`, {
      method,
      headers: { authorization: `Bearer ${keys[role]}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  };
}

export async function quarter() {
  const file = process.env['QUARTER_FILE'] ?? shipped;
  const handoffs = Number(process.env['QUARTER_HANDOFFS'] ?? 600);
  const ground = await openGround();
  const folder = await mkdtemp(path.join(tmpdir(), 'baton-quarter-'));
  const { pool, environment } = ground;
  const keyOf = async (/** @type {'supervisor' | 'operator'} */ role) =>
    (await createApiKey(pool, { tenant, role, label: 'soak' })).secret;
  const keys = { supervisor: await keyOf('supervisor'), operator: await keyOf('operator') };
  const api = await openApi(ground);
  const transcripts = await readPastTranscripts(file);
  try {
    return await quarterRun(
      {
        tenant,
        folder,
        environment,
        source: await readShippedPolicy(),
        activities: createReviewActivities({ pool, sendReport: null, publicUrl: api.url }),
        request: requestOf(api.url, keys),
        isNeeded: (conversation) => {
          const number = Number(conversation.split('-').at(-1));
          return transcriptOf({ transcripts, seed }, number)?.expected?.handoff === true;
        },
      },
      { file, handoffs, sample: 30, seed },
    );
  } finally {
    api.stop();
    await ground.close();
    await rm(folder, { recursive: true, force: true });
  }
}
