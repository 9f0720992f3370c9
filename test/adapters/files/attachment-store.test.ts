import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAttachmentStore } from '../../../src/adapters/files/attachment-store.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'baton-files-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the attachment store', () => {
  it('gives back what was stored, to its tenant only', async () => {
    const store = createAttachmentStore({ folder, maxBytes: 100 });
    const { id, bytes } = await store.put('a', Buffer.from('hello'));
    expect(bytes).toBe(5);
    expect((await store.get('a', id))?.toString()).toBe('hello');
    expect(await store.get('b', id)).toBeUndefined();
  });

  it('refuses what is too large and leaves nothing half written', async () => {
    const store = createAttachmentStore({ folder, maxBytes: 4 });
    await expect(store.put('a', Buffer.from('hello'))).rejects.toThrow('at most 4 bytes');
    expect(await readdir(folder)).toEqual([]);
  });

  it.each(['../x', 'a/b', '', '.', 'a\u0000'])(
    'never leaves its folder for the id %j',
    async (id) => {
      const store = createAttachmentStore({ folder, maxBytes: 100 });
      await expect(store.get('a', id)).rejects.toThrow('no such attachment');
      await expect(store.put(id, Buffer.from('x'), 'x')).rejects.toThrow('no such attachment');
    },
  );

  it('stores the same id at once from many callers without harm', async () => {
    const store = createAttachmentStore({ folder, maxBytes: 100 });
    await Promise.all(
      Array.from({ length: 20 }, () => store.put('a', Buffer.from('same'), 'tx_1')),
    );
    expect((await store.get('a', 'tx_1'))?.toString()).toBe('same');
    expect(await readdir(path.join(folder, 'a'))).toEqual(['tx_1']);
  });
});
