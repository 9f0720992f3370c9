/** Cases as a floor has them at ten in the morning: some held, one snoozed, one offered, some waiting. By the public API. */
import type { App } from '../../src/api/app.ts';
import type { Role } from '../../src/domain/words.ts';
import { call, keyOf, testApi, type Json, type TestApi } from './api.ts';
import { eventually, testBaton, type TestBaton } from './baton.ts';
import { setShift } from './tenant.ts';

/** One conversation with the AI up to the wish for a person. */
export interface CaseScript {
  id: string;
  customer: Record<string, unknown>;
  turns: { role: 'customer' | 'assistant' | 'tool'; content: string; [more: string]: unknown }[];
}

/** Six customers. Names and numbers are invented. */
export const caseScripts: readonly CaseScript[] = [
  {
    id: 'upgrade-stuck',
    customer: {
      id: 'cu_mara',
      name: 'Mara Lindqvist',
      email: 'mara@example.com',
      language: 'en',
      tier: 'gold',
      attributes: { plan: 'Starter', since: '2021', seats: 12 },
    },
    turns: [
      {
        role: 'customer',
        content:
          'Hi, our workspace lindqvist-studio was to move to the Team plan yesterday, order 4471-882. It still shows Starter.',
      },
      {
        role: 'assistant',
        content: 'Let me look at order 4471-882.',
        tool_calls: [{ name: 'get_order', arguments: { order: '4471-882' } }],
      },
      { role: 'tool', content: '{"order":"4471-882","state":"completed","plan":"Team"}' },
      {
        role: 'assistant',
        content:
          'The order is complete, so the plan should be active. Could you sign out of the workspace and in again?',
        tool_calls: [{ name: 'refresh_workspace', arguments: { workspace: 'lindqvist-studio' } }],
      },
      {
        role: 'customer',
        content:
          'I did that twice, it is still Starter, and we need the 12 seats by Friday. Please let me talk to a person.',
      },
    ],
  },
  {
    id: 'parcel-lost',
    customer: { id: 'cu_tom', name: 'Tom Okafor', email: 'tom@example.com', language: 'en' },
    turns: [
      {
        role: 'customer',
        content: 'My order 4471-882 was to arrive on Monday and is still not here.',
      },
      { role: 'assistant', content: 'The carrier says that it is out for delivery.' },
      {
        role: 'customer',
        content: 'It has said that for three days now! This is ridiculous. Get me a human being.',
      },
    ],
  },
  {
    id: 'login-code',
    customer: { id: 'cu_lucia', name: 'Lucía Fernández', language: 'en', tier: 'gold' },
    turns: [
      { role: 'customer', content: 'I changed my phone and cannot get the login code any more.' },
      { role: 'assistant', content: 'You can use one of your backup codes.' },
      { role: 'customer', content: 'I have none of them left. Can I speak to an agent please?' },
    ],
  },
  {
    id: 'enterprise-offer',
    customer: { id: 'cu_jun', name: 'Jun Watanabe', language: 'en', tier: 'gold' },
    turns: [
      {
        role: 'customer',
        content:
          'We are 400 people and want the Enterprise plan with SSO. I want to talk to a person about prices.',
      },
    ],
  },
  {
    id: 'wrong-address',
    customer: { id: 'cu_eva', name: 'Eva Brandt', language: 'en' },
    turns: [
      { role: 'customer', content: 'I gave the wrong address for order 5520-117.' },
      { role: 'assistant', content: 'The order has left our warehouse.' },
      { role: 'customer', content: 'Then I need a real person to stop it, please.' },
    ],
  },
  {
    id: 'export-broken',
    customer: { id: 'cu_sam', name: 'Sam Adeyemi', language: 'en' },
    turns: [
      { role: 'customer', content: 'The CSV export ends after 1,000 rows.' },
      { role: 'assistant', content: 'Please try a smaller range of dates.' },
      { role: 'customer', content: 'I did. Same result. Human please.' },
    ],
  },
];

/** Where cases are played. */
interface CaseStage {
  baton: TestBaton;
  api: TestApi;
}

/** What plays cases: the bot's backend and agents, by their keys. */
export interface CasePlay {
  /** Posts every turn of a script. */
  begin: (script: CaseScript) => Promise<void>;
  say: (conversation: string, id: string, content: string) => Promise<void>;
  /** Waits for the offer of the case to the agent, and accepts it. */
  accept: (conversation: string, agent: string) => Promise<void>;
  act: (agent: string, path: string, body: unknown) => Promise<Json>;
  keyFor: (agent: string) => Promise<string>;
}

/** A busy machine is slow, not wrong. */
const patienceMs = 90_000;

/** Follows an answer of 202, or of a store that is busy, by asking again. */
export async function settle(ask: () => Promise<{ status: number; body: Json }>): Promise<Json> {
  return eventually(
    'the command has its answer',
    async () => {
      const { status, body } = await ask();
      if (status === 202 || status === 503) return null;
      if (status >= 400) throw new Error(`${String(status)} ${JSON.stringify(body)}`);
      return body ?? true;
    },
    patienceMs,
  );
}

/** Keys are made once per agent. */
export async function casePlay(stage: CaseStage): Promise<CasePlay> {
  const { baton, api } = stage;
  const backend = await keyOf(baton.pool, baton.tenant, 'backend');
  const keys = new Map<string, string>();
  const keyFor = async (agent: string) => {
    const key = keys.get(agent) ?? (await keyOf(baton.pool, baton.tenant, 'agent', agent));
    keys.set(agent, key);
    return key;
  };
  const post = (key: string, path: string, body: unknown) =>
    settle(() => call(api.app, key, 'POST', path, { body }));
  const act: CasePlay['act'] = async (agent, path, body) => post(await keyFor(agent), path, body);
  return {
    begin: async ({ id, customer, turns }) => {
      for (const [index, turn] of turns.entries())
        await post(backend, `/v1/conversations/${id}/turns`, {
          turn: {
            ...turn,
            id: `${id}-${String(index + 1)}`,
            ...(turn.role === 'assistant' && { epoch: 1 }),
          },
          customer,
        });
    },
    say: async (conversation, id, content) => {
      const turn = { id, role: 'customer', content };
      await post(backend, `/v1/conversations/${conversation}/turns`, { turn });
    },
    accept: async (conversation, agent) => {
      const key = await keyFor(agent);
      const offer = await eventually(
        `${conversation} is offered to ${agent}`,
        async () => {
          const { body } = await call(api.app, key, 'GET', '/v1/offers?state=pending');
          return body.data.find((one: Json) => one.conversation_id === conversation);
        },
        patienceMs,
      );
      await post(key, `/v1/offers/${String(offer.id)}/accept`, {});
    },
    act,
    keyFor,
  };
}

/** Ana holds two cases and a snoozed one, a fourth is offered to her, two wait. `room` is her capacity. */
export async function openMorning(stage: CaseStage, room = 4): Promise<CasePlay> {
  const { pool, tenant } = stage.baton;
  await pool.query('update queues set offer_timeout_seconds = 600 where tenant = $1', [tenant]);
  await pool.query(
    `update agents set capacity = $2, name = case id when 'ana' then 'Ana Ruiz' else 'Ben Cole' end where tenant = $1`,
    [tenant, room],
  );
  await setShift(pool, tenant, 'ana');
  const play = await casePlay(stage);
  const [charge, parcel, login, enterprise, ...waiting] = caseScripts as CaseScript[];
  for (const script of [charge!, parcel!, login!]) {
    await play.begin(script);
    await play.accept(script.id, 'ana');
  }
  await play.act('ana', '/v1/conversations/upgrade-stuck/replies', {
    content:
      'Hello Mara, I am Ana. The order is complete, but the workspace kept the old plan. I am moving it over now.',
  });
  await play.act('ana', '/v1/conversations/upgrade-stuck/notes', {
    content: 'Sync of plans hung at 02:00, platform team is on it. Moved by hand for now.',
  });
  await play.say(
    'upgrade-stuck',
    'more-1',
    'Thank you Ana. Will all 12 seats be there before Friday?',
  );
  await play.act('ana', '/v1/conversations/login-code/replies', {
    content:
      'Hello Lucía, please send me a photo of the last invoice, then I reset the second factor.',
  });
  await play.act('ana', '/v1/conversations/login-code/snooze', {
    until: new Date(Date.now() + 4 * 3_600_000).toISOString(),
  });
  await play.begin(enterprise!);
  for (const script of waiting) await play.begin(script);
  await eventually(
    'the fourth case is offered',
    async () => {
      const { body } = await call(
        stage.api.app,
        await play.keyFor('ana'),
        'GET',
        '/v1/offers?state=pending',
      );
      return body.data.length > 0;
    },
    patienceMs,
  );
  return play;
}

/** The morning without a browser. */
export interface PlayedCases extends CasePlay {
  app: App;
  keyOf: (role: Role) => Promise<string>;
  close: () => Promise<void>;
}

/** Opens the morning over an API without a port. */
export async function playedCases(): Promise<PlayedCases> {
  const baton = await testBaton();
  const api = await testApi(baton.pool, baton.conversations);
  const play = await openMorning({ baton, api });
  return {
    ...play,
    app: api.app,
    keyOf: (role) => keyOf(baton.pool, baton.tenant, role),
    close: async () => {
      await api.close();
      await baton.close();
    },
  };
}
