/**
 * Files of the widget. A visitor stores them for their own conversation, and gets those that its messages name. The
 * token in the header says which conversation that is (I11): an address alone is worth nothing to anybody else.
 */
import { z } from 'zod';
import { addVisitorAttachment, readSaidAttachment } from '../adapters/postgres/attachments.ts';
import { attachmentQuery } from '../contract/configuration.ts';
import { id } from '../contract/fields.ts';
import { visitorFile } from '../contract/visitor.ts';
import { BatonError } from '../errors.ts';
import { answerFile, fileIn, maxAttachmentBytes, mediaTypeOf } from './attachments.ts';
import { created, endpoint, type Handling, type Reply } from './endpoint.ts';
import { placeOf } from './visitor-place.ts';

const params = z.strictObject({ id });
/** All files that the customer of one conversation may store. */
const mostBytes = 10 * maxAttachmentBytes;

async function takeFile(
  call: Handling<unknown, z.output<typeof attachmentQuery>, unknown>,
): Promise<Reply<z.output<typeof visitorFile>>> {
  const { deps, query, body, context } = call;
  const place = placeOf(call);
  const stored = await deps.attachments.put(place.tenant, fileIn(body));
  const file = { ...stored, name: query.name, mediaType: mediaTypeOf(context) };
  if (!(await addVisitorAttachment(deps.pool, place, file, mostBytes))) {
    await deps.attachments.remove(place.tenant, stored.id);
    throw new BatonError(
      'payload_too_large',
      `the files of one conversation may have at most ${mostBytes} bytes together`,
    );
  }
  const { name, mediaType: media_type } = file;
  return created({ id: stored.id, name, media_type, bytes: stored.bytes });
}

const common = { tag: 'Visitor', audience: 'visitor', roles: [], update: null } as const;

export const visitorFileEndpoints = [
  endpoint({
    ...common,
    method: 'post',
    path: '/v1/visitor/attachments',
    operationId: 'createVisitorAttachment',
    summary: "Store a file of the visitor's; its id goes into their next message.",
    repetition: 'none',
    bodyLimit: maxAttachmentBytes,
    rawBody: true,
    query: attachmentQuery,
    status: 201,
    answer: visitorFile,
    handle: takeFile,
  }),
  endpoint({
    ...common,
    method: 'get',
    path: '/v1/visitor/attachments/{id}',
    operationId: 'getVisitorAttachment',
    summary: "A file of the visitor's conversation, always as a download.",
    repetition: 'none',
    params,
    status: 200,
    alsoAnswers: ['application/octet-stream'],
    handle: async (call) => {
      const place = placeOf(call);
      const record = await readSaidAttachment(call.deps.pool, place, call.params.id);
      return answerFile(call.deps, place.tenant, { id: call.params.id, record });
    },
  }),
];
