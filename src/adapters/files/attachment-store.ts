/** Bytes of attachments in a local folder. File names are ids of ours, never names that a caller chose. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { isId } from '../../domain/ids.ts';
import { BatonError } from '../../errors.ts';

/** What was stored; `sha256` is over the bytes. */
export interface StoredFile {
  id: string;
  bytes: number;
  sha256: Buffer;
}

/** Keeps bytes by id, each tenant's apart. */
export interface AttachmentStore {
  /** Stores under a fresh id of 128 random bits, or under the given one, which replaces equal content only. */
  put(tenant: string, content: Uint8Array, id?: string): Promise<StoredFile>;
  /** The bytes; undefined when there are none. */
  get(tenant: string, id: string): Promise<Buffer | undefined>;
  /** Takes the bytes away; nothing there is no fault. */
  remove(tenant: string, id: string): Promise<void>;
}

async function writeWhole(file: string, content: Uint8Array): Promise<void> {
  const part = `${file}.${randomBytes(6).toString('hex')}.part`;
  const handle = await open(part, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, file).catch(async (error: unknown) => {
    await rm(part, { force: true });
    throw error;
  });
}

/** A store under `folder`, which is made when needed. Throws `payload_too_large` past `maxBytes`. */
export function createAttachmentStore(options: {
  folder: string;
  maxBytes: number;
}): AttachmentStore {
  const fileOf = (tenant: string, id: string): string => {
    if (!isId(tenant) || !isId(id))
      throw new BatonError('not_found', 'there is no such attachment');
    return path.join(options.folder, tenant, id);
  };
  return {
    put: async (tenant, content, id = `at_${randomBytes(16).toString('hex')}`) => {
      if (content.byteLength > options.maxBytes)
        throw new BatonError(
          'payload_too_large',
          `an attachment has at most ${options.maxBytes} bytes, this one has ${content.byteLength}`,
        );
      const file = fileOf(tenant, id);
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      await writeWhole(file, content);
      return {
        id,
        bytes: content.byteLength,
        sha256: createHash('sha256').update(content).digest(),
      };
    },
    remove: (tenant, id) => rm(fileOf(tenant, id), { force: true }),
    get: async (tenant, id) => {
      try {
        return await readFile(fileOf(tenant, id));
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      }
    },
  };
}
