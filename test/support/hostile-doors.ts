/** Hostile texts through the doors that take texts of others, on one stage. */
import type { WrittenBrief } from '../../src/contract/brief.ts';
import { call, keyOf, type Json } from './api.ts';
import { settle, type CasePlay } from './console-cases.ts';
import type { ConsoleStage } from './console.ts';

/** What a model writes that was talked into it: every line holds texts of the turn it cites. */
export function hostileBrief(texts: readonly string[]): WrittenBrief {
  const [why = '', wants = '', ...more] = texts;
  return {
    lines: [
      { section: 'why_you_have_this', text: `The customer asked for a person. ${why}`, turns: [2] },
      { section: 'what_the_customer_wants', text: wants, turns: [1] },
      ...more.map((text) => ({ section: 'facts' as const, text, turns: [1] })),
    ],
    fields: {
      intent: { value: wants, turns: [1] },
      desired_outcome: { value: wants, turns: [1] },
      account: [],
      entities: [],
      attempted_steps: [],
      sentiment: { value: 'calm', turns: [1] },
      urgency: { value: 'normal', turns: [1] },
      language: 'en',
      next_action: { value: why, turns: [1] },
      open_questions: [],
      promises: [],
    },
  };
}

interface Doors {
  texts: readonly string[];
  /** One request, again while the store is busy; throws when it is refused. */
  send: (method: string, path: string, body: unknown) => Promise<Json>;
}

/** Names of the tenant's own things, as a careless or a hostile colleague writes them. */
async function nameThings({ texts, send }: Doors): Promise<void> {
  const few = texts.slice(0, 8);
  for (const [n, name] of few.entries()) {
    await send('POST', '/v1/agents', { id: `hostile-${n}`, name, queues: ['general'] });
    await send('PUT', `/v1/macros/hostile-${n}`, { name, content: texts[n + 8] });
    const kind = n % 2 === 0 ? 'markdown' : 'html';
    const content = `# ${String(texts[n + 16])}\n\nRefunds of a parcel. ${String(texts[n + 24])}`;
    await send('PUT', '/v1/knowledge/documents', { source: `h${n}`, kind, content, title: name });
    const person = { email: `h${n}@example.com`, name: texts[n + 40], role: 'operator' };
    await send('POST', '/v1/users', person);
  }
  for (const [n, name] of texts.slice(48, 52).entries()) {
    await send('POST', '/v1/queues', { id: `hostile-${n}`, name });
    await send('POST', '/v1/api-keys', { role: 'backend', label: texts[n + 52] });
    await send('POST', '/v1/widget-sites', { name: texts[n + 56] });
    const hours = { time_zone: 'UTC', week: {} };
    await send('PUT', `/v1/calendars/hostile-${n}`, { name: texts[n + 60], ...hours });
  }
}

async function attach(stage: ConsoleStage, key: string, names: readonly string[]) {
  const ids: string[] = [];
  for (const name of names) {
    const url = `/v1/attachments?name=${encodeURIComponent(name)}`;
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'text/html' };
    const body = '<script>ran(0)</script>';
    const response = await stage.api.app.request(url, { method: 'POST', headers, body });
    if (response.status === 201) ids.push(((await response.json()) as { id: string }).id);
  }
  return ids;
}

/**
 * A conversation `hostile` that ben holds, with every text in it: turns, tools, attachments, customer, notes, brief,
 * replies; one `hostile-done` that is over; and names of everything that has one.
 */
export async function fillHostile(
  stage: ConsoleStage,
  play: CasePlay,
  texts: readonly string[],
): Promise<void> {
  const admin = await keyOf(stage.baton.pool, stage.baton.tenant, 'admin');
  const send: Doors['send'] = (method, path, body) =>
    settle(() => call(stage.api.app, admin, method, path, { body }));
  await nameThings({ texts, send });
  const attachments = await attach(stage, admin, texts.slice(64, 80));
  const customer = (n: number) => ({
    id: `cu_hostile_${n}`,
    name: texts[n],
    email: `${n}@example.com`,
    attributes: Object.fromEntries(
      texts.slice(80 + n, 90 + n).map((text) => [text.slice(0, 60), text]),
    ),
  });
  const said = { id: 't1', role: 'customer', content: texts.join('\n'), attachments };
  const tool = { name: texts[2], arguments: { [String(texts[3]).slice(0, 60)]: texts[4] } };
  const asked = {
    id: 't2',
    role: 'customer',
    content: `${String(texts[5])} I want a person, please.`,
  };
  const answered = {
    id: 't3',
    role: 'assistant',
    content: texts[34],
    tool_calls: [tool],
    epoch: 1,
  };
  const result = { id: 't4', role: 'tool', content: texts[35], error: true };
  for (const [n, id] of ['hostile', 'hostile-done'].entries()) {
    const signals = { intent: texts[36], topic: texts[37] };
    const turns = [said, { ...answered, signals }, result, asked];
    await send('POST', `/v1/conversations/${id}/turns`, { turns, customer: customer(n) });
    await send('POST', `/v1/conversations/${id}/claim`, { agent: 'ben' });
  }
  const act = (path: string, body: unknown) => play.act('ben', `/v1/conversations/${path}`, body);
  for (const text of texts.slice(90, 96)) await act('hostile/notes', { content: text });
  await act('hostile/replies', { content: texts.slice(0, 100).join('\n') });
  await act('hostile-done/resolve', {
    outcome: 'resolved',
    summary: texts.join('\n').slice(0, 9_000),
  });
  await send('POST', '/v1/conversations/hostile-waits/turns', {
    turn: { ...asked, content: `${String(texts[23])} I want to talk to a person.` },
    customer: customer(6),
  });
}
