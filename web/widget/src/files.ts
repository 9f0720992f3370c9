/** Files of the conversation: up with the visitor's token, and down with it; no address alone gives one away. */
import { resultOf, type Result } from './api.ts';
import type { VisitorFile } from './api-types.ts';

/** A file that the next message will carry. */
export interface TrayFile {
  key: string;
  name: string;
  /** How much of it is stored, 0 to 1. */
  done: number;
  /** Known once it is stored. */
  id?: string;
  /** Why it was not taken. */
  refused?: string;
}

/** Most bytes of a file; the server says no to more. */
export const mostBytes = 10 * 1024 * 1024;
const longestName = 100;

/** Where files are, and whose they are. */
export interface FilePlace {
  base: string;
  token: string;
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** Stores a file; never rejects. */
export function upload(
  { base, token }: FilePlace,
  file: File,
  onProgress: (done: number) => void,
): Promise<Result<VisitorFile>> {
  const name = Array.from(file.name).slice(0, longestName).join('');
  return new Promise((resolve) => {
    // Not `fetch`, which does not say how far an upload is.
    const request = new XMLHttpRequest();
    request.open('POST', `${base}/v1/visitor/attachments?name=${encodeURIComponent(name)}`);
    request.setRequestHeader('authorization', `Bearer ${token}`);
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => {
      onProgress(loaded / total);
    };
    request.onload = () => {
      const retryAfter = request.getResponseHeader('retry-after');
      resolve(resultOf(request.status, retryAfter, parsed(request.responseText)));
    };
    request.onerror = () => {
      resolve({ kind: 'again', afterMs: 0 });
    };
    request.send(file);
  });
}

/** The bytes of a file of the conversation; null when they could not be had. */
export async function fetchFile(
  { base, token }: FilePlace,
  { id }: VisitorFile,
): Promise<Blob | null> {
  try {
    const response = await fetch(`${base}/v1/visitor/attachments/${encodeURIComponent(id)}`, {
      credentials: 'omit',
      headers: { authorization: `Bearer ${token}` },
    });
    return response.ok ? await response.blob() : null;
  } catch {
    return null;
  }
}

/** Saves a file under its name on the visitor's machine. */
export function saveFile(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 60_000);
}
