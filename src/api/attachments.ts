/** Files: how they come in, how they go out, and which a message may name. */
import { z } from 'zod';
import {
  addAttachment,
  readAttachment,
  unknownAttachments,
  type AttachmentRecord,
} from '../adapters/postgres/attachments.ts';
import { attachmentQuery, attachmentRecord } from '../contract/configuration.ts';
import { id } from '../contract/fields.ts';
import type { Role } from '../domain/words.ts';
import { BatonError } from '../errors.ts';
import type { ApiDeps } from './deps.ts';
import { created, endpoint, type ApiContext } from './endpoint.ts';

const params = z.strictObject({ id });
const everyone: readonly Role[] = ['backend', 'agent', 'supervisor', 'operator', 'admin'];

/** Most bytes of one file, whoever sends it. */
export const maxAttachmentBytes = 10 * 1024 * 1024;

/** A file name in a header: ASCII for old readers, RFC 5987 for the rest. */
function disposition(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9._ -]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

const mediaType =
  /^[A-Za-z0-9!#$&^_.+-]{1,64}\/[A-Za-z0-9!#$&^_.+-]{1,64}(; ?charset=[A-Za-z0-9-]{1,32})?$/;

/** The media type of the body; what is no media type is a file of bytes. */
export function mediaTypeOf(context: ApiContext): string {
  const declared = context.req.header('content-type') ?? '';
  return mediaType.test(declared) ? declared : 'application/octet-stream';
}

/** The bytes of a body that is a file; an empty one is refused. */
export function fileIn(body: unknown): Buffer {
  const bytes = body as Buffer;
  if (bytes.byteLength === 0) throw new BatonError('invalid_request', 'the file is empty');
  return bytes;
}

function missing(file: string): BatonError {
  return new BatonError('not_found', `no attachment ${file}`);
}

/** The file as a download, which runs nothing. */
export async function answerFile(
  deps: ApiDeps,
  tenant: string,
  found: { id: string; record: AttachmentRecord | undefined },
): Promise<Response> {
  const { record } = found;
  const bytes = record && (await deps.attachments.get(tenant, record.id));
  if (record === undefined || bytes === undefined) throw missing(found.id);
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': record.media_type,
      'content-disposition': disposition(record.name),
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, max-age=3600',
    },
  });
}

/** Refuses a message that names a file which the tenant, or where one is given the conversation, does not have. */
export async function checkAttachments(
  deps: ApiDeps,
  place: { tenant: string; conversation: string | null },
  wanted: readonly string[],
): Promise<void> {
  if (wanted.length === 0) return;
  const [unknown] = await unknownAttachments(deps.pool, place, wanted);
  if (unknown !== undefined)
    throw new BatonError('invalid_request', `there is no attachment ${unknown}; post it first`);
}

export const attachmentEndpoints = [
  endpoint({
    method: 'post',
    path: '/v1/attachments',
    operationId: 'createAttachment',
    summary: 'Store a file; its id goes into a turn or a reply.',
    tag: 'Attachments',
    roles: ['backend', 'agent', 'supervisor', 'admin'],
    update: null,
    repetition: 'key',
    bodyLimit: maxAttachmentBytes,
    rawBody: true,
    query: attachmentQuery,
    status: 201,
    answer: attachmentRecord,
    handle: async ({ caller, deps, query, body, context }) => {
      const stored = await deps.attachments.put(caller.tenant, fileIn(body));
      await addAttachment(deps.pool, caller.tenant, {
        ...stored,
        name: query.name,
        mediaType: mediaTypeOf(context),
      });
      const record = await readAttachment(deps.pool, caller.tenant, stored.id);
      if (record === undefined) throw missing(stored.id);
      return created(record);
    },
  }),
  endpoint({
    method: 'get',
    path: '/v1/attachments/{id}',
    operationId: 'getAttachment',
    summary: 'The file, always as a download.',
    tag: 'Attachments',
    roles: everyone,
    tellsTexts: true,
    update: null,
    repetition: 'none',
    params,
    status: 200,
    alsoAnswers: ['application/octet-stream'],
    handle: async ({ caller, deps, params: path }) => {
      const record = await readAttachment(deps.pool, caller.tenant, path.id);
      return answerFile(deps, caller.tenant, { id: path.id, record });
    },
  }),
];
