/**
 * What an agent has written and not sent yet. It is in the browser's storage from the first letter, with the key under
 * which it will be sent: whatever happens between the press of the button and the answer, it is sent once (D1).
 */
import { useCallback, useSyncExternalStore } from 'react';
import { newKey } from '../../api/new-key.ts';

/** A file that was uploaded, as it goes with a message. */
export interface DraftFile {
  id: string;
  name: string;
}

export type DraftKind = 'reply' | 'note';

/** One text. `key` becomes the id of the reply, or the Idempotency-Key of the note. */
export interface Draft {
  key: string;
  text: string;
  files: DraftFile[];
  /** The suggestion it began as. */
  suggestion: string | null;
}

const prefix = 'baton.draft';
const watchers = new Set<() => void>();
const read = new Map<string, { raw: string | null; draft: Draft }>();

function place(scope: string, conversation: string, kind: DraftKind): string {
  return `${prefix}/${scope}/${conversation}/${kind}`;
}

function empty(): Draft {
  return { key: newKey(), text: '', files: [], suggestion: null };
}

/** The same object as long as the same text is stored, as `useSyncExternalStore` asks. */
function readDraft(at: string): Draft {
  const raw = localStorage.getItem(at);
  const known = read.get(at);
  if (known?.raw === raw) return known.draft;
  const draft = raw === null ? empty() : (JSON.parse(raw) as Draft);
  read.set(at, { raw, draft });
  return draft;
}

function write(at: string, draft: Draft | null): void {
  if (draft === null || (draft.text === '' && draft.files.length === 0))
    localStorage.removeItem(at);
  else localStorage.setItem(at, JSON.stringify(draft));
  for (const watcher of watchers) watcher();
}

function subscribe(watcher: () => void): () => void {
  watchers.add(watcher);
  window.addEventListener('storage', watcher);
  return () => {
    watchers.delete(watcher);
    window.removeEventListener('storage', watcher);
  };
}

/** The draft, what changes it, and what clears it once it was handed over. */
export function useDraft(
  scope: string,
  conversation: string,
  kind: DraftKind,
): [Draft, (change: Partial<Draft>) => void, () => void] {
  const at = place(scope, conversation, kind);
  const draft = useSyncExternalStore(subscribe, () => readDraft(at));
  const change = useCallback(
    (part: Partial<Draft>) => {
      write(at, { ...readDraft(at), ...part });
    },
    [at],
  );
  const clear = useCallback(() => {
    write(at, null);
  }, [at]);
  return [draft, change, clear];
}

/** Whether something unsent is written for the conversation. */
export function hasDraft(scope: string, conversation: string): boolean {
  return (['reply', 'note'] as const).some(
    (kind) => localStorage.getItem(place(scope, conversation, kind)) !== null,
  );
}

/** Puts a text back that could not be sent, if nothing else was begun since. */
export function restoreDraft(
  scope: string,
  conversation: string,
  kind: DraftKind,
  draft: Omit<Draft, 'key'>,
): boolean {
  const at = place(scope, conversation, kind);
  if (localStorage.getItem(at) !== null) return false;
  write(at, { ...draft, key: newKey() });
  return true;
}
