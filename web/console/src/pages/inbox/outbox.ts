/**
 * Messages on their way. One is stored before its first request and leaves when the API has answered; until then the
 * same message is sent again under the same key, also after a reload and from another tab (D1). In order per conversation.
 */
import { useSyncExternalStore } from 'react';
import { api, ask } from '../../api/client.ts';
import { isPassing, problemOf, type Problem } from '../../api/problem.ts';
import type { Draft, DraftKind } from './drafts.ts';

/** A message that was handed over. */
export interface Outgoing extends Draft {
  conversation: string;
  kind: DraftKind;
  at: number;
  /** Set when it was refused for good. */
  refused: Problem | null;
}

const waits = [500, 1_000, 2_000, 5_000, 10_000];

/** The outbox of one person in this browser. */
export class Outbox {
  private readonly watchers = new Set<() => void>();
  private readonly busy = new Set<string>();
  private readonly place: string;
  private kept: { raw: string; items: Outgoing[] } = { raw: '[]', items: [] };
  private timer = 0;
  private failures = 0;
  /** Told when a message of a conversation has arrived. */
  onSent: (conversation: string) => void = () => undefined;

  constructor(scope: string) {
    this.place = `baton.outbox/${scope}`;
  }

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    window.addEventListener('storage', watcher);
    window.addEventListener('online', this.flush);
    return () => {
      this.watchers.delete(watcher);
      window.removeEventListener('storage', watcher);
      window.removeEventListener('online', this.flush);
    };
  };

  /** Everything that has not arrived, oldest first. */
  readonly items = (): Outgoing[] => {
    const raw = localStorage.getItem(this.place) ?? '[]';
    if (raw !== this.kept.raw) this.kept = { raw, items: JSON.parse(raw) as Outgoing[] };
    return this.kept.items;
  };

  /** Takes a message over; from here on it is not lost. */
  send(message: Omit<Outgoing, 'refused' | 'at'>): void {
    if (this.items().some(({ key }) => key === message.key)) return;
    this.store([...this.items(), { ...message, at: Date.now(), refused: null }]);
    this.flush();
  }

  /** Forgets a refused message. */
  discard(key: string): void {
    this.store(this.items().filter((item) => item.key !== key));
  }

  /** Sends what can be sent now. */
  readonly flush = (): void => {
    window.clearTimeout(this.timer);
    const first = new Map<string, Outgoing>();
    for (const item of this.items())
      if (item.refused === null && !first.has(item.conversation))
        first.set(item.conversation, item);
    for (const item of first.values()) if (!this.busy.has(item.key)) void this.deliver(item);
  };

  private store(items: Outgoing[]): void {
    localStorage.setItem(this.place, JSON.stringify(items));
    for (const watcher of this.watchers) watcher();
  }

  private async deliver(item: Outgoing): Promise<void> {
    this.busy.add(item.key);
    try {
      if (!(await post(item))) {
        this.retryLater(item.key);
        return;
      }
      this.failures = 0;
      this.store(this.items().filter(({ key }) => key !== item.key));
      this.busy.delete(item.key);
      this.onSent(item.conversation);
      this.flush();
    } catch (error) {
      const problem = problemOf(error);
      if (isPassing(problem) || problem.code === 'idempotency_in_progress') {
        this.retryLater(item.key);
        return;
      }
      this.busy.delete(item.key);
      this.store(
        this.items().map((one) => (one.key === item.key ? { ...one, refused: problem } : one)),
      );
      this.flush();
    }
  }

  private retryLater(key: string): void {
    this.busy.delete(key);
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(this.flush, waits[this.failures] ?? 10_000);
    this.failures = Math.min(this.failures + 1, waits.length - 1);
  }
}

/** One request; false when it was taken but its outcome is not known yet: the same request asks again. */
async function post({
  conversation,
  kind,
  key,
  text,
  files,
  suggestion,
}: Outgoing): Promise<boolean> {
  const params = { path: { id: conversation } };
  if (kind === 'note') {
    const noted = await ask(
      api.POST('/v1/conversations/{id}/notes', {
        params: { ...params, header: { 'Idempotency-Key': key } },
        body: { content: text },
      }),
    );
    return !isPending(noted);
  }
  const attachments = files.map(({ id }) => id);
  const content = text === '' ? files.map(({ name }) => name).join(', ') : text;
  const body = { id: key, content, ...(attachments.length > 0 && { attachments }) };
  const answer = await ask(api.POST('/v1/conversations/{id}/replies', { params, body }));
  if (isPending(answer)) return false;
  if (suggestion !== null)
    // Only a count of what suggestions are good for: the reply does not depend on it.
    void api.POST('/v1/suggestions/{id}/use', {
      params: { path: { id: suggestion } },
      body: { sent: text },
    });
  return true;
}

function isPending(answer: object): boolean {
  return 'status' in answer && !('owner' in answer);
}

/** What of a conversation is on its way. */
export function useOutgoing(outbox: Outbox, conversation: string): Outgoing[] {
  const items = useSyncExternalStore(outbox.subscribe, outbox.items);
  return items.filter((item) => item.conversation === conversation);
}
