/** What survives a reload: the token and messages that are not known to have arrived. Where nothing may be stored, memory. */

import type { VisitorFile } from './api-types.ts';

/** A message on its way; the id makes sending it twice the same as once. */
export interface Outgoing {
  id: string;
  content: string;
  files?: VisitorFile[];
  /** Why it was refused; it stays until it is taken back. */
  refused?: string;
}

export interface Shelf {
  token: () => { value: string; identified: boolean } | null;
  keepToken: (token: { value: string; identified: boolean } | null) => void;
  outbox: () => Outgoing[];
  keepOutbox: (messages: Outgoing[]) => void;
  draft: () => string;
  keepDraft: (text: string) => void;
}

const memory = new Map<string, string>();

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return memory.get(key) ?? null;
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    if (value === null) memory.delete(key);
    else memory.set(key, value);
  }
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

/** The shelf of one site in this browser. */
export function openShelf(site: string): Shelf {
  const key = (name: string) => `baton:${site}:${name}`;
  return {
    token: () => {
      const found = parsed(read(key('token')));
      const token = found as { value: string; identified: boolean } | null;
      return typeof token?.value === 'string' ? token : null;
    },
    keepToken: (token) => {
      write(key('token'), token === null ? null : JSON.stringify(token));
    },
    outbox: () => {
      const found = parsed(read(key('outbox')));
      return Array.isArray(found) ? (found as Outgoing[]) : [];
    },
    keepOutbox: (messages) => {
      write(key('outbox'), messages.length === 0 ? null : JSON.stringify(messages));
    },
    draft: () => read(key('draft')) ?? '',
    keepDraft: (text) => {
      write(key('draft'), text === '' ? null : text);
    },
  };
}
