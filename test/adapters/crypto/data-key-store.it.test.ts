import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPayloadCodec } from '../../../src/adapters/crypto/codec.ts';
import { decodePayloads } from '../../../src/adapters/crypto/codec-server.ts';
import {
  createDataKeyStore,
  destroyDataKey,
  rewrapDataKeys,
} from '../../../src/adapters/crypto/data-key-store.ts';
import {
  decryptFor,
  encryptFor,
  makeMasterKey,
  parseKeyring,
} from '../../../src/adapters/crypto/envelope.ts';
import { startKeyDatabase } from './key-database.ts';
import type { KeyDatabase } from './key-database.ts';

const oldKey = makeMasterKey('m1');
const newKey = makeMasterKey('m2');
const keyring = parseKeyring(oldKey);
let database: KeyDatabase;
let conversations = 0;

beforeAll(async () => {
  database = await startKeyDatabase();
});
afterAll(async () => {
  await database.stop();
});

function newScope(tenant = 'acme'): { tenant: string; conversation: string } {
  conversations += 1;
  return { tenant, conversation: `c${String(conversations)}` };
}

const contextOf = (scope: {
  tenant: string;
  conversation: string;
}): { type: 'workflow'; namespace: string; workflowId: string } => ({
  type: 'workflow',
  namespace: 'default',
  workflowId: `conversation/${scope.tenant}/${scope.conversation}`,
});
const payload = {
  metadata: { encoding: Buffer.from('json/plain') },
  data: Buffer.from('"canary"'),
};

describe('the store of data keys', () => {
  test('says that its database does not answer, and works when it does again', async () => {
    const scope = newScope();
    const away = new Pool({ host: '127.0.0.1', port: 1, connectionTimeoutMillis: 2_000 });
    const store = createDataKeyStore(away, keyring);
    await expect(store.getOrCreate(scope)).rejects.toMatchObject({ code: 'data_keys_away' });
    await expect(store.get('dk_none')).rejects.toMatchObject({ code: 'data_keys_away' });
    await away.end();
    expect(await createDataKeyStore(database.pool, keyring).getOrCreate(scope)).toMatchObject({
      scope,
    });
  });

  test('fifty first uses in two processes at once get one key from one row', async () => {
    const scope = newScope();
    const one = createDataKeyStore(database.pool, keyring);
    const two = createDataKeyStore(database.pool, keyring);
    const keys = await Promise.all(
      Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? one : two).getOrCreate(scope)),
    );
    expect(new Set(keys.map((key) => key.keyId)).size).toBe(1);
    const { rows } = await database.pool.query(
      'select 1 from data_keys where conversation_id = $1',
      [scope.conversation],
    );
    expect(rows).toHaveLength(1);
  });

  test('a destroyed key stops working in a running process when its lease ends, and its scope gets no other', async () => {
    const clock = { at: 1_000 };
    const scope = newScope();
    const store = createDataKeyStore(database.pool, keyring, {
      now: () => clock.at,
      leaseMs: 600_000,
    });
    const { keyId } = await store.getOrCreate(scope);
    await destroyDataKey(database.pool, keyring, scope);
    clock.at += 59_999;
    await expect(store.get(keyId)).resolves.toMatchObject({ keyId });
    clock.at += 1;
    await expect(store.get(keyId)).rejects.toMatchObject({ code: 'data_key_destroyed' });
    await expect(store.getOrCreate(scope)).rejects.toMatchObject({ code: 'data_key_destroyed' });
  });

  test('an erasure before the first payload leaves a tombstone', async () => {
    const scope = newScope();
    await destroyDataKey(database.pool, keyring, scope);
    await destroyDataKey(database.pool, keyring, scope);
    const store = createDataKeyStore(database.pool, keyring);
    await expect(store.getOrCreate(scope)).rejects.toMatchObject({ code: 'data_key_destroyed' });
  });

  test('an unknown key is named as such', async () => {
    const store = createDataKeyStore(database.pool, keyring);
    await expect(store.get('dk_none')).rejects.toMatchObject({ code: 'data_key_unknown' });
  });

  test('after a rotation every payload opens with the new master key alone, and a second run has nothing to do', async () => {
    const rotated = parseKeyring(`${newKey},${oldKey}`);
    const scopes = Array.from({ length: 450 }, () => newScope('rotating'));
    const store = createDataKeyStore(database.pool, keyring);
    const keys = await Promise.all(scopes.map((scope) => store.getOrCreate(scope)));
    const sealed = keys.map((key) => encryptFor(key, Buffer.from(key.scope.conversation)));
    const first = await rewrapDataKeys(database.pool, rotated);
    expect(first.rewrapped).toBeGreaterThanOrEqual(450);
    expect(first.failed).toBe(0);
    expect(await rewrapDataKeys(database.pool, rotated)).toEqual({ rewrapped: 0, failed: 0 });
    const fresh = createDataKeyStore(database.pool, parseKeyring(newKey));
    for (const [index, key] of keys.entries()) {
      const again = await fresh.get(key.keyId);
      expect(decryptFor(again, sealed[index] ?? Buffer.alloc(0)).toString()).toBe(
        key.scope.conversation,
      );
    }
    await rewrapDataKeys(database.pool, parseKeyring(`${oldKey},${newKey}`));
  });

  test('a row of another tenant swapped in at the database opens nothing', async () => {
    const [mine, theirs] = [newScope('acme'), newScope('other')];
    const store = createDataKeyStore(database.pool, keyring);
    const [mineKey] = await Promise.all([store.getOrCreate(mine), store.getOrCreate(theirs)]);
    await database.pool.query(
      `update data_keys set wrapped = (select wrapped from data_keys where tenant_id = 'other' and conversation_id = $1) where key_id = $2`,
      [theirs.conversation, mineKey.keyId],
    );
    const fresh = createDataKeyStore(database.pool, keyring);
    await expect(fresh.get(mineKey.keyId)).rejects.toMatchObject({ code: 'payload_damaged' });
  });
});

describe('the codec', () => {
  test('a payload of one conversation does not decode under another', async () => {
    const [one, two] = [newScope(), newScope()];
    const codec = createPayloadCodec(createDataKeyStore(database.pool, keyring));
    const encoded = await codec.encode([payload], contextOf(one));
    expect(Buffer.from(encoded[0]?.data ?? []).includes('canary')).toBe(false);
    expect((await codec.decode(encoded, contextOf(one)))[0]?.data).toEqual(payload.data);
    await expect(codec.decode(encoded, contextOf(two))).rejects.toMatchObject({
      code: 'scope_mismatch',
    });
    const { keyId } = await createDataKeyStore(database.pool, keyring).getOrCreate(two);
    const renamed = {
      ...encoded[0],
      metadata: { ...encoded[0]?.metadata, 'encryption-key-id': Buffer.from(keyId) },
    };
    await expect(codec.decode([renamed], contextOf(two))).rejects.toMatchObject({
      code: 'payload_damaged',
    });
  });

  test('payloads in clear pass, and workflows that are no conversation share the key of the system', async () => {
    const codec = createPayloadCodec(createDataKeyStore(database.pool, keyring));
    expect(await codec.decode([payload])).toEqual([payload]);
    const context = {
      type: 'workflow',
      namespace: 'default',
      workflowId: 'weekly-review',
    } as const;
    const encoded = await codec.encode([payload], context);
    expect((await codec.decode(encoded))[0]?.data).toEqual(payload.data);
    const { rows } = await database.pool.query(
      `select conversation_id from data_keys where tenant_id = '_system'`,
    );
    expect(rows).toEqual([{ conversation_id: '_' }]);
  });
});

const inJson = ({
  metadata,
  data,
}: {
  metadata?: Record<string, Uint8Array> | null;
  data?: Uint8Array | null;
}): unknown => ({
  metadata: Object.fromEntries(
    Object.entries(metadata ?? {}).map(([name, bytes]) => [
      name,
      Buffer.from(bytes).toString('base64'),
    ]),
  ),
  data: Buffer.from(data ?? []).toString('base64'),
});

describe('the codec server', () => {
  test('it opens the own tenant, and returns everything else unchanged with a note each', async () => {
    const keys = createDataKeyStore(database.pool, keyring);
    const codec = createPayloadCodec(keys);
    const [mine, theirs, gone] = [newScope('acme'), newScope('other'), newScope('acme')];
    const scopes = [mine, theirs, gone];
    const [own, foreign, erased] = await Promise.all(
      scopes.map(async (scope) =>
        inJson((await codec.encode([payload], contextOf(scope)))[0] ?? {}),
      ),
    );
    const [system] = await codec.encode([payload]);
    await destroyDataKey(database.pool, keyring, gone);
    const damaged = { ...(own as object), data: 'AQIDBA==' };
    const payloads = [
      own,
      foreign,
      erased,
      damaged,
      inJson(payload),
      inJson(system ?? {}),
      7,
      { metadata: 'x' },
    ];
    const result = await decodePayloads(
      { keys: createDataKeyStore(database.pool, keyring), namespace: 'default' },
      { tenant: 'acme', namespace: 'default', body: { payloads } },
    );
    expect(result).toEqual({
      kind: 'decoded',
      body: {
        payloads: [
          inJson(payload),
          foreign,
          erased,
          damaged,
          inJson(payload),
          inJson(system ?? {}),
          7,
          { metadata: 'x' },
        ],
      },
      notes: [
        { index: 1, code: 'forbidden' },
        { index: 2, code: 'data_key_destroyed' },
        { index: 3, code: 'payload_damaged' },
        { index: 5, code: 'forbidden' },
        { index: 6, code: 'malformed' },
        { index: 7, code: 'malformed' },
      ],
      opened: [mine],
    });
  });

  test.each([
    ['another namespace', { namespace: 'other', body: { payloads: [] } }, 'wrong_namespace'],
    ['no namespace', { namespace: undefined, body: { payloads: [] } }, 'wrong_namespace'],
    ['a body without payloads', { namespace: 'default', body: null }, 'malformed'],
    [
      'too many payloads',
      { namespace: 'default', body: { payloads: new Array(1_001).fill({}) } },
      'too_large',
    ],
    [
      'too much text',
      { namespace: 'default', body: { payloads: [{ data: 'A'.repeat(9 << 20) }] } },
      'too_large',
    ],
  ])('%s is refused', async (_name, request, reason) => {
    const keys = createDataKeyStore(database.pool, keyring);
    const result = await decodePayloads(
      { keys, namespace: 'default' },
      { tenant: 'acme', ...request },
    );
    expect(result).toEqual({ kind: 'refused', reason });
  });
});
