/** The log for others, over HTTP: streamed row by row from one snapshot, so that memory stays flat at any size. */
import type { z } from 'zod';
import { auditExport, exportRows, type ExportRequest } from '../adapters/postgres/export-rows.ts';
import { exportQuery, rowWriter, type ExportFormat } from '../contract/export.ts';
import { BatonError } from '../errors.ts';
import type { Caller } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint } from './endpoint.ts';

const mediaTypes: Record<ExportFormat, string> = {
  jsonl: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
};
/** Each holds a connection for as long as its reader takes. */
const mostAtOnce = 2;
const running = new WeakMap<ApiDeps, number>();
/** Characters gathered before they are sent. */
const chunk = 64 * 1024;

function requestOf(
  deps: ApiDeps,
  { tenant }: Caller,
  { what, since, until }: z.output<typeof exportQuery>,
): ExportRequest {
  return {
    tenant,
    kinds: what ?? ['event', 'review'],
    since: new Date(since ?? 0),
    until: until === undefined ? new Date(deps.now() + 1) : new Date(until),
  };
}

/** Rows as they are read; who reads slowly slows the cursor, who goes away ends it. */
async function pour(
  deps: ApiDeps,
  request: ExportRequest,
  out: { writer: WritableStreamDefaultWriter<Uint8Array>; format: ExportFormat },
): Promise<void> {
  const { writer } = out;
  const toText = rowWriter(out.format);
  const encoder = new TextEncoder();
  let held = '';
  const send = async (): Promise<void> => {
    await writer.write(encoder.encode(held));
    held = '';
  };
  await exportRows(deps.pool, request, async (row) => {
    held += toText(row);
    if (held.length >= chunk) await send();
  });
  if (held !== '') await send();
  await writer.close();
}

function streamOf(
  deps: ApiDeps,
  request: ExportRequest,
  format: ExportFormat,
): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  running.set(deps, (running.get(deps) ?? 0) + 1);
  pour(deps, request, { writer, format })
    // A cut stream is no whole file: the reader's connection ends with an error.
    .catch((error: unknown) => writer.abort(error).catch(() => undefined))
    .finally(() => running.set(deps, (running.get(deps) ?? 1) - 1));
  return readable;
}

export const exportEndpoints = [
  endpoint({
    method: 'get',
    path: '/v1/export',
    operationId: 'exportLog',
    summary:
      'The event log and reviews, or what is derived from them, as JSON Lines or CSV: ids, codes and numbers, no texts; audited.',
    tag: 'Learning',
    roles: ['supervisor', 'operator', 'admin'],
    update: null,
    repetition: 'none',
    query: exportQuery,
    status: 200,
    alsoAnswers: ['application/x-ndjson', 'text/csv'],
    handle: async ({ caller, deps, query }) => {
      const request = requestOf(deps, caller, query);
      if (request.since >= request.until)
        throw new BatonError('invalid_request', 'since must lie before until');
      if ((running.get(deps) ?? 0) >= mostAtOnce)
        throw new BatonError('too_many_requests', `${mostAtOnce} exports are running`, {
          retryAfterSeconds: 30,
        });
      const { format = 'jsonl' } = query;
      await auditExport(deps.pool, request, { actor: caller.id, format });
      return new Response(streamOf(deps, request, format), {
        headers: {
          'content-type': mediaTypes[format],
          'content-disposition': `attachment; filename="baton-${request.kinds.join('-')}.${format}"`,
          'cache-control': 'no-store',
        },
      });
    },
  }),
];
