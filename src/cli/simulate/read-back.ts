/** Reading everything again after the run: transcripts, rests of streams, the tenant's feed, and with a strange key. */
import { at, insist, itemsOf, numberAt, readAll, request, textAt, type Api } from './http.ts';
import type { PlayedConversation, ReadTurn, Trespass } from './observations.ts';
import { openStream } from './stream.ts';

const pageSize = 200;

async function readTurns(api: Api, conversation: string): Promise<ReadTurn[]> {
  const turns: ReadTurn[] = [];
  for (let after = 0; ;) {
    const path = `/v1/conversations/${conversation}/turns?after=${after}&limit=${pageSize}`;
    const { status, body } = await insist(api, 'GET', path);
    const page = status === 200 ? itemsOf(body) : [];
    for (const turn of page)
      turns.push({
        id: textAt(turn, 'id'),
        sequence: numberAt(turn, 'sequence') ?? 0,
        role: textAt(turn, 'role'),
        content: textAt(turn, 'content'),
      });
    const last = turns.at(-1)?.sequence ?? 0;
    if (page.length === 0 || last <= after) return turns;
    after = last;
  }
}

const catchUpMs = 10_000;

/** Resumes the stream once more up to `version` and reads the transcript. */
export async function readBack(
  api: Api,
  record: PlayedConversation,
  version: number,
): Promise<void> {
  const stream = openStream(api, record.id, record.streamed);
  record.resumed += 1;
  await stream.until(({ id }) => id >= version, { timeoutMs: catchUpMs });
  await stream.close();
  record.read = await readTurns(api, record.id);
}

/** Every event of the tenant's feed as `conversation/sequence`; null when the key may not read it. */
export async function readFeed(admin: Api): Promise<string[] | null> {
  const { status } = await request(admin, 'GET', '/v1/events?limit=1');
  if (status !== 200) return null;
  const events = await readAll(admin, `/v1/events?limit=${pageSize}`);
  return events.map(
    (event) => `${textAt(event, 'conversation_id')}/${String(at(event, 'sequence'))}`,
  );
}

export interface Ids {
  conversations: readonly string[];
  agents: readonly string[];
  offers: readonly string[];
}

function sample(ids: readonly string[], most: number): string[] {
  const step = Math.max(1, Math.floor(ids.length / most));
  return ids.filter((_id, index) => index % step === 0).slice(0, most);
}

function attempts(ids: Ids): [string, string, object?][] {
  const ofConversations = sample(ids.conversations, 20).flatMap(
    (id): [string, string, object?][] => [
      ['GET', `/v1/conversations/${id}`],
      ...['turns', 'events', 'decisions', 'brief', 'package'].map((part): [string, string] => [
        'GET',
        `/v1/conversations/${id}/${part}`,
      ]),
      ['POST', `/v1/conversations/${id}/notes`, { content: 'not mine' }],
    ],
  );
  return [
    ...ofConversations,
    ...sample(ids.agents, 6).map((id): [string, string] => ['GET', `/v1/agents/${id}`]),
    ['GET', '/v1/conversations'],
    ['GET', '/v1/agents'],
    ['GET', '/v1/events'],
  ];
}

export interface Callers {
  /** A key of another tenant. */
  stranger: Api;
  /** A key of this tenant that may read everything. */
  owner: Api;
}

/** Asks with another tenant's key for what is here. A read that the owner can't do either proves nothing and is left out. */
export async function trespass({ stranger, owner }: Callers, ids: Ids): Promise<Trespass[]> {
  const found: Trespass[] = [];
  const ours = [...ids.conversations, ...ids.agents, ...ids.offers];
  for (const [method, path, body] of attempts(ids)) {
    if (method === 'GET' && (await request(owner, method, path)).status !== 200) continue;
    const reply = await request(stranger, method, path, body);
    const text = reply.status < 300 ? JSON.stringify(reply.body) : '';
    const leaked = ours.filter((id) => text.includes(`"${id}"`)).slice(0, 3);
    found.push({ path: `${method} ${path}`, status: reply.status, leaked });
  }
  return found;
}
