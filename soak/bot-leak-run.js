/**
 * A bot goes on answering while the conversation is taken from it: by the customer's wish, or by an agent. After the
 * takeover is acknowledged no message of the bot may be accepted, and none may stand behind it in the log (I4).
 */
import { randomUUID } from 'node:crypto';

/**
 * @typedef {object} Ground
 * @property {{ send: (ref: any, type: any, argument: any) => Promise<any> }} conversations
 * @property {{ query: (sql: string, values: unknown[]) => Promise<{ rows: any[] }> }} pool
 * @property {string} tenant
 * @property {string} agent With room for every second conversation.
 */

const bot = /** @type {const} */ ({ kind: 'backend', id: 'bot' });
/** Posters of one bot: some of their turns are under way whenever the takeover comes. */
const posters = 3;

/** @type {(ms: number) => Promise<void>} */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Whether an assistant turn with the bot's epoch is taken.
 * @param {Ground} ground
 * @param {{ tenant: string, conversation: string }} ref
 */
async function say({ conversations }, ref) {
  const id = `a_${randomUUID().replaceAll('-', '')}`;
  const turn = { id, role: /** @type {const} */ ('assistant'), content: 'Let me look.', epoch: 1 };
  const sent = await conversations
    .send(ref, 'turn', { id, actor: bot, turns: [turn] })
    .catch(() => ({ kind: 'pending' }));
  if (sent.kind === 'pending' || sent.result.kind === 'refused') return false;
  const answer = /** @type {import('../src/domain/commands.ts').TurnAnswer} */ (sent.result.answer);
  return answer.turn.sequence !== null;
}

/**
 * Asked again with the same id until it is answered: only then is it acknowledged.
 * @param {Ground} ground
 * @param {{ tenant: string, conversation: string }} ref
 * @param {boolean} byAgent
 */
async function takeOver({ conversations, agent }, ref, byAgent) {
  const id = `take-${ref.conversation}`;
  const ask = () =>
    byAgent
      ? conversations.send(ref, 'claim', {
          id,
          actor: { kind: 'supervisor', id: 'lead' },
          agent,
        })
      : conversations.send(ref, 'requestHuman', {
          id,
          actor: { kind: 'customer', id: 'kim' },
        });
  let sent = await ask().catch(() => ({ kind: 'pending' }));
  while (sent.kind === 'pending') {
    await pause(200);
    sent = await ask().catch(() => ({ kind: 'pending' }));
  }
  if (sent.result.kind === 'refused')
    throw new Error(`takeover of ${ref.conversation}: ${JSON.stringify(sent)}`);
}

/**
 * One takeover: how many turns of the bot were taken before it, and which broke the promise.
 * @param {Ground} ground
 * @param {number} index
 */
async function once(ground, index) {
  const conversation = `leak-${randomUUID().slice(0, 13)}`;
  const ref = { tenant: ground.tenant, conversation };
  const first = { id: 'c1', role: /** @type {const} */ ('customer'), content: 'Hello there' };
  await ground.conversations.send(ref, 'turn', { id: 'c1', actor: bot, turns: [first] });
  const run = { acknowledged: false, taken: 0, leaked: 0, refused: 0 };
  const post = async () => {
    for (let after = 0; after < 2;) {
      const isLate = run.acknowledged;
      if (isLate) after += 1;
      const isTaken = await say(ground, ref);
      if (isTaken && isLate) run.leaked += 1;
      else if (isTaken) run.taken += 1;
      else run.refused += 1;
    }
  };
  const answering = Array.from({ length: posters }, post);
  await pause(Math.random() * 60);
  await takeOver(ground, ref, index % 2 === 1);
  run.acknowledged = true;
  await Promise.all(answering);
  return { ...run, behind: await turnsBehind(ground, conversation) };
}

/**
 * Turns of the bot that stand behind the change of owner in the log.
 * @param {Ground} ground
 * @param {string} conversation
 */
async function turnsBehind({ pool, tenant }, conversation) {
  const { rows } = await pool.query(
    `select count(*)::int as count from events t
      where t.tenant = $1 and t.conversation = $2 and t.type = 'turn.created' and t.data->>'role' = 'assistant'
        and t.sequence > (select min(o.sequence) from events o where o.tenant = $1 and o.conversation = $2
          and o.type = 'conversation.owner_changed' and o.data->>'owner' <> 'ai')`,
    [tenant, conversation],
  );
  return /** @type {number} */ (rows[0].count);
}

/**
 * @param {Ground} ground
 * @param {number} takeovers
 * @param {number} lanes How many conversations are taken over side by side.
 * @returns {Promise<{ figures: Record<string, number>, faults: string[] }>}
 */
export async function leakRun(ground, takeovers, lanes = 20) {
  let next = 0;
  /** @type {Awaited<ReturnType<typeof once>>[]} */
  const runs = [];
  const lane = async () => {
    for (let index = next++; index < takeovers; index = next++)
      runs.push(await once(ground, index));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const sum = (/** @type {'taken' | 'refused' | 'leaked' | 'behind'} */ key) =>
    runs.reduce((total, run) => total + run[key], 0);
  const figures = {
    takeovers: runs.length,
    'bot turns taken before': sum('taken'),
    'bot turns refused': sum('refused'),
    'accepted after the acknowledgement': sum('leaked'),
    'behind the takeover in the log': sum('behind'),
  };
  const bad = sum('leaked') + sum('behind');
  return { figures, faults: bad === 0 ? [] : [`${bad} messages of the bot leaked`] };
}
