import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Payload } from '@temporalio/common';
import { Client } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eraseConversation, type EraserParts } from '../../src/workers/erase-conversation.ts';
import { createPayloadCodec } from '../../src/adapters/crypto/codec.ts';
import { createDataKeyStore } from '../../src/adapters/crypto/data-key-store.ts';
import { createAttachmentStore } from '../../src/adapters/files/attachment-store.ts';
import { addAttachment } from '../../src/adapters/postgres/attachments.ts';
import { conversationTables } from '../../src/adapters/postgres/conversation-tables.ts';
import { deleteConversation } from '../../src/adapters/postgres/erase-rows.ts';
import {
  openErasures,
  requestErasures,
  requestExpired,
  takeErasures,
} from '../../src/adapters/postgres/erasures.ts';
import { changeGovernance } from '../../src/adapters/postgres/governance.ts';
import { scrubDisk } from '../../src/adapters/postgres/scrub-disk.ts';
import { eventually, testBaton, type TestBaton } from '../support/baton.ts';
import { drive, type Conversation } from '../support/driver.ts';
import { setOnline, setShift } from '../support/tenant.ts';

const canary = `canary${Math.random().toString(36).slice(2)}zq`;

let baton: TestBaton;
let eraser: EraserParts;
let folder: string;

beforeAll(async () => {
  baton = await testBaton({ tenant: 'forgetful' });
  folder = await mkdtemp(path.join(tmpdir(), 'baton-erase-'));
  eraser = {
    pool: baton.pool,
    client: baton.client,
    keyring: baton.keyring,
    attachments: createAttachmentStore({ folder, maxBytes: 1_000_000 }),
    now: () => Date.now(),
  };
});
afterAll(async () => {
  await baton.close();
  await rm(folder, { recursive: true, force: true });
});

/** Says the canary wherever a person's words can stand. */
async function sayEverywhere(conversation: Conversation): Promise<void> {
  const { tenant } = conversation.ref;
  const content = `My name is ${canary} and I want to talk to a person`;
  await setOnline(baton.pool, tenant, 'ana');
  const stored = await createAttachmentStore({ folder, maxBytes: 1_000_000 }).put(
    tenant,
    Buffer.from(canary),
  );
  await addAttachment(baton.pool, tenant, {
    ...stored,
    name: `${canary}.txt`,
    mediaType: 'text/plain',
  });
  await conversation.send('turn', {
    id: 'post-1',
    turns: [{ id: 't1', role: 'customer', content, attachments: [stored.id] }],
    customer: { id: `id-${canary}`, name: canary, email: `${canary}@example.com` },
  });
  const offer = await conversation.offer();
  await conversation.event('handoff.briefed');
  await conversation.accept(offer);
  await conversation.reply('ana', `Hello ${canary}`);
  await conversation.act('note', { agent: 'ana', content: `about ${canary}` });
  await baton.pool.query(
    `insert into idempotency_keys (tenant, route, key, request_hash, status, response)
     values ($1, 'reply', 'k', '\\x00', 200, $2)`,
    [tenant, JSON.stringify({ conversation_id: conversation.ref.conversation, said: canary })],
  );
}

/** Tables of the database in which the text stands, whole rows as text. */
async function tablesWith(text: string): Promise<string[]> {
  const { rows } = await baton.pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const hits = await baton.pool.query(
      `select 1 from ${name} t where t::text like '%' || $1 || '%' limit 1`,
      [text],
    );
    if (hits.rows.length > 0) found.push(name);
  }
  return found.sort();
}

async function fileHolds(file: string, texts: Buffer[]): Promise<boolean> {
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    const piece = Buffer.concat([rest, chunk as Buffer]);
    if (texts.some((text) => piece.includes(text))) return true;
    rest = piece.subarray(Math.max(0, piece.length - 200));
  }
  return false;
}

async function filesUnder(folders: string[]): Promise<string[]> {
  const lists = await Promise.all(
    folders.map((name) => readdir(name, { withFileTypes: true, recursive: true })),
  );
  return lists
    .flat()
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** Files of this database, the log, and Temporal's database, in which the canary stands, plain or in base 64. */
async function filesWith(text: string): Promise<string[]> {
  const { rows } = await baton.pool.query<{ data: string; oid: string }>(
    `select current_setting('data_directory') as data, oid::text from pg_database where datname = current_database()`,
  );
  const { data = '', oid = '' } = rows[0] ?? {};
  const temporal = ['temporal.db', 'temporal.db-wal'].map((name) =>
    path.join(path.dirname(data), name),
  );
  const files = [
    ...(await filesUnder([path.join(data, 'base', oid), path.join(data, 'pg_wal')])),
    ...temporal.filter((file) => existsSync(file)),
  ];
  const inBase64 = [0, 1, 2].map((shift) =>
    Buffer.from(
      Buffer.from(`${' '.repeat(shift)}${text}`)
        .toString('base64')
        .slice(4, -4),
    ),
  );
  const found: string[] = [];
  for (const file of files)
    // A segment may be removed while it is read.
    if (await fileHolds(file, [Buffer.from(text), ...inBase64]).catch(() => false))
      found.push(file);
  return found;
}

function encryptedIn(value: unknown): Payload[] {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  const payload = value as Payload;
  if (payload.metadata?.['encryption-key-id']) return [payload];
  return Object.values(value).flatMap(encryptedIn);
}

/** Every payload of the execution as Temporal keeps it. */
async function payloadsOf(conversation: Conversation): Promise<Payload[]> {
  const raw = new Client({ connection: baton.client.connection });
  const history = await raw.workflow.getHandle(conversation.workflowId).fetchHistory();
  return encryptedIn(history);
}

/** What the KPIs are computed from. */
async function figures(): Promise<unknown> {
  const { rows } = await baton.pool.query('select * from outcomes where tenant = $1', [
    baton.tenant,
  ]);
  return rows;
}

/** Everything but the end of Temporal's own deletion, which lags behind. */
async function beginErasing(conversations: string[]): Promise<void> {
  for (const due of await openErasures(baton.pool, baton.tenant, conversations))
    await eraseConversation(eraser, due);
}

async function eraseAll(conversations: string[]): Promise<void> {
  await eventually(
    'the erasure to finish',
    async () => {
      for (const due of await openErasures(baton.pool, baton.tenant, conversations))
        await eraseConversation(eraser, due);
      return (await openErasures(baton.pool, baton.tenant, conversations)).length === 0;
    },
    120_000,
  );
}

describe('an erasure', () => {
  it('names every table that holds rows of a conversation', async () => {
    const { rows } = await baton.pool.query<{ name: string }>(
      `select distinct c.table_name as name from information_schema.columns c
         join information_schema.tables t using (table_schema, table_name)
        where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
          and c.column_name in ('conversation', 'conversation_id')`,
    );
    const known = [...conversationTables.map(({ name }) => name), 'delivery_cursors'];
    expect(rows.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
  });

  it('leaves no word of a customer in rows, files, log segments or histories, and every figure as it was', async () => {
    const conversation = drive(baton);
    await sayEverywhere(conversation);
    await conversation.resolve('ana');
    const before = await figures();
    const payloads = await payloadsOf(conversation);
    expect(await tablesWith(canary)).toEqual(
      expect.arrayContaining(['turns', 'conversations', 'notes', 'idempotency_keys']),
    );
    expect(payloads.length).toBeGreaterThan(0);

    const by = 'key_admin';
    const target = { customer: `id-${canary}` };
    const found = await requestErasures(baton.pool, baton.tenant, target, by);
    expect(found).toEqual([conversation.ref.conversation]);
    await eraseAll(found);
    await scrubDisk(baton.url);

    expect(await tablesWith(canary)).toEqual([]);
    expect(await filesUnder([folder])).toEqual([]);
    expect(await filesWith(canary)).toEqual([]);
    const codec = createPayloadCodec(createDataKeyStore(baton.pool, baton.keyring));
    for (const payload of payloads)
      await expect(codec.decode([payload])).rejects.toMatchObject({ code: 'data_key_destroyed' });
    await expect(conversation.handle().describe()).rejects.toThrow(/not found/i);
    expect((await conversation.events()).at(-1)?.type).toBe('conversation.erased');
    expect(await figures()).toEqual(before);
  }, 150_000);

  it('leaves nothing in segments of the log that were kept ready under new names', async () => {
    const { pool, url } = baton;
    const leftover = `left${Math.random().toString(36).slice(2)}zq`;
    // Some 50 MB, which fill several segments.
    await pool.query('create table heap (t text); alter table heap alter t set storage plain');
    await pool.query(
      `insert into heap select $1 || repeat(md5(n::text), 40) from generate_series(1, 40000) n`,
      [leftover],
    );
    await pool.query('drop table heap');
    await pool.query('select pg_switch_wal()');
    await pool.query('checkpoint');
    await scrubDisk(url);
    expect(await filesWith(leftover)).toEqual([]);
  });

  it('ends what is open first: the waiting handoff is canceled and the agent has their capacity back', async () => {
    const waiting = drive(baton);
    const held = drive(baton);
    await setOnline(baton.pool, baton.tenant, 'ana');
    await held.askForPerson();
    await held.accept(await held.offer());
    await setShift(baton.pool, baton.tenant);
    await waiting.askForPerson();
    for (const { ref } of [waiting, held])
      await requestErasures(baton.pool, baton.tenant, { conversation: ref.conversation }, 'test');
    await beginErasing([waiting.ref.conversation, held.ref.conversation]);
    const types = (await waiting.events()).map(({ type }) => type);
    expect(types).toContain('handoff.canceled');
    expect(types).toContain('outcome.recorded');
    expect(await held.leases()).toEqual([]);
  });

  it('takes no more turns for an erased conversation', async () => {
    const conversation = drive(baton);
    await conversation.post({ content: 'Hello' });
    const { ref } = conversation;
    await requestErasures(baton.pool, baton.tenant, { conversation: ref.conversation }, 'test');
    await beginErasing([ref.conversation]);
    const late = conversation.send('turn', {
      turns: [{ id: 'late', role: 'customer', content: 'Still there?' }],
    });
    const code = await late.then(
      (result) => (result.kind === 'refused' ? result.code : 'taken'),
      (error: unknown) => (error as { code?: string }).code,
    );
    expect(code).toBe('conversation_erased');
  });

  it('comes by itself when a conversation has been kept for as long as the tenant says, never to an open one', async () => {
    const old = drive(baton);
    const open = drive(baton);
    for (const conversation of [old, open]) await conversation.post({ content: 'Hello' });
    await old.act('resolve', {
      agent: 'none',
      outcome: 'resolved',
      actor: { kind: 'backend', id: 'test' },
    });
    await changeGovernance(baton.pool, baton.tenant, { retention_days: 30 }, 'test');
    await baton.pool.query(
      `update conversations set updated_at = now() - interval '31 days' where tenant = $1 and id = any ($2)`,
      [baton.tenant, [old.ref.conversation, open.ref.conversation]],
    );
    await requestExpired(baton.pool, 100);
    const due = (await takeErasures(baton.pool, 100)).map((erasure) => erasure.conversation);
    expect(due).toContain(old.ref.conversation);
    expect(due).not.toContain(open.ref.conversation);
  });

  it('can also delete a conversation with everything it owns', async () => {
    const conversation = drive(baton);
    await setOnline(baton.pool, baton.tenant, 'ben');
    await conversation.askForPerson();
    await conversation.offer();
    await conversation.handle().terminate('test');
    await deleteConversation(baton.pool, conversation.ref, Date.now());
    const left = await tablesWith(conversation.ref.conversation);
    expect(left).toEqual([]);
  });
});
