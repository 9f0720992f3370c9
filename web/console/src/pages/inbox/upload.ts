/** Stores a file before the message that carries it is sent. */
import { ApiProblem, problemInBody } from '../../api/problem.ts';
import { newKey } from '../../api/new-key.ts';
import type { DraftFile } from './drafts.ts';

/** The file's id and name. Throws an `ApiProblem` when it is refused, as when it is too large. */
export async function upload(file: File): Promise<DraftFile> {
  const name = file.name.slice(0, 200);
  const response = await fetch(`/v1/attachments?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      'content-type': file.type === '' ? 'application/octet-stream' : file.type,
      'idempotency-key': newKey(),
    },
    body: file,
  });
  const body: unknown = await response.json();
  if (!response.ok) throw new ApiProblem(problemInBody(body, response.status));
  return { id: (body as { id: string }).id, name };
}
