/** What the inbox reads, and what makes it read again. Everything comes from the API; events only say what changed. */
import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, ask, type Schemas } from '../../api/client.ts';
import { listen, type LiveEvent } from '../../api/live.ts';

export type View = 'mine' | 'waiting' | 'snoozed' | 'done';
export type Item = Schemas['InboxItem'];
export type Turn = Schemas['Turn'];
export type Handoff = Schemas['HandoffRecord'];
export type Decision = Schemas['DecisionRecord'];
export type Offer = Schemas['Offer'];
export type Suggestion = Schemas['Suggestion'];
export type Clock = Schemas['ClockRecord'];
export type Delivery = Schemas['Delivery'];

/** One claim of a brief with the turns that hold it. */
export interface Cited {
  section: string;
  text: string;
  turns: number[];
}

interface CitedValue {
  value: string;
  turns: number[];
}
interface Entity {
  type: string;
  value: string;
  turns: number[];
}
interface Step {
  step: string;
  result: string;
  turns: number[];
}

/** The document of a brief, as docs/brief.schema.json has it. */
export interface BriefDocument {
  lines: Cited[];
  fields: {
    intent: CitedValue | null;
    desired_outcome: CitedValue | null;
    account: Entity[];
    entities: Entity[];
    attempted_steps: Step[];
    sentiment: CitedValue | null;
    urgency: CitedValue | null;
    next_action: CitedValue | null;
  };
}

export type Brief = Omit<Schemas['BriefRecord'], 'document'> & { document: BriefDocument };

type Package = Schemas['ConversationPackage'];

/** Everything of one case. */
export type Case = Omit<Package, 'brief' | 'conversation'> & {
  brief: Brief | null;
  conversation: Omit<Schemas['Conversation'], 'handoff'> & {
    handoff: Schemas['HandoffView'] | null;
  };
};

/** Whether an agent has it: only then it can be handed on, put off or ended. */
export function isHeld({ conversation }: Case): boolean {
  return conversation.owner === 'agent' && conversation.status !== 'resolved';
}

const pageSize = 200;

/** Pages of a view; more are read as the list is scrolled. */
export function useInbox(view: View, agent: string | null) {
  return useInfiniteQuery({
    queryKey: ['inbox', view, agent],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET('/v1/inbox', {
          params: {
            query: {
              view,
              limit: String(pageSize),
              ...(agent !== null && { agent }),
              ...(pageParam !== null && { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor: next }) => next,
    placeholderData: keepPreviousData,
    // Events are the way; this is the net below it.
    refetchInterval: 60_000,
  });
}

/** Offers that wait for an answer of this agent; of everybody for who answers for all. */
export function useOffers(agent: string | null) {
  return useQuery({
    queryKey: ['offers', agent],
    queryFn: async () => {
      const query = { state: 'pending' as const, ...(agent !== null && { agent }) };
      return (await ask(api.GET('/v1/offers', { params: { query } }))).data;
    },
    refetchInterval: 15_000,
  });
}

const byId = (id: string) => ({ params: { path: { id } } });

export function useCase(id: string) {
  return useQuery({
    queryKey: ['case', id],
    queryFn: async () =>
      (await ask(api.GET('/v1/conversations/{id}/package', byId(id)))) as unknown as Case,
    enabled: id !== '',
  });
}

export function useSuggestions(id: string, turn: number, wanted: boolean) {
  return useQuery({
    queryKey: ['suggestions', id, turn],
    queryFn: async () =>
      (await ask(api.POST('/v1/conversations/{id}/suggestions', { ...byId(id), body: {} }))).data,
    enabled: wanted,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
}

export function useHistory(id: string) {
  return useQuery({
    queryKey: ['history', id],
    queryFn: async () => (await ask(api.GET('/v1/conversations/{id}/history', byId(id)))).data,
    staleTime: 60_000,
  });
}

/** On its way, or tried in a moment; one that waits for hours, as a question for a rating does, is not. */
function isUnderWay({ state, next_attempt_at: next }: Delivery): boolean {
  return state === 'pending' && (next === null || Date.parse(next) < Date.now() + 10_000);
}

export function useDeliveries(id: string) {
  return useQuery({
    queryKey: ['deliveries', id],
    queryFn: async () =>
      (await ask(api.GET('/v1/deliveries', { params: { query: { conversation: id } } }))).data,
    // An event tells of a delivery that failed; that one arrived is only seen by looking.
    refetchInterval: ({ state }) => state.data?.some(isUnderWay) === true && 3_000,
  });
}

export function useMacros() {
  return useQuery({
    queryKey: ['macros'],
    queryFn: () => ask(api.GET('/v1/macros')),
    select: ({ data }) => data,
    staleTime: 300_000,
  });
}

export function useAgents() {
  return useQuery({
    queryKey: ['agents'],
    queryFn: () => ask(api.GET('/v1/agents')),
    select: ({ data }) => data,
    staleTime: 30_000,
  });
}

export function useQueues() {
  return useQuery({
    queryKey: ['queues'],
    queryFn: () => ask(api.GET('/v1/queues')),
    select: ({ data }) => data,
    staleTime: 300_000,
  });
}

/** What an event makes stale. */
function staleBy({ type, conversation_id: id }: LiveEvent): string[][] {
  const isOffer = type.startsWith('handoff.') || type.startsWith('offer.');
  return [
    ['inbox'],
    ...(isOffer || type === 'resync' ? [['offers']] : []),
    ...(id === null ? [['case']] : [['case', id]]),
    ...(type.startsWith('delivery.') && id !== null ? [['deliveries', id]] : []),
    ...(type.startsWith('agent.') ? [['agents']] : []),
  ];
}

const gatherMs = 120;

/**
 * Reads what a key names again, once at a time: what changes meanwhile is read after it, and never breaks off a reading
 * that is under way, or a long list in a busy hour would never be read to its end.
 */
function oneAtATime(queries: QueryClient): (queryKey: string[]) => void {
  const reading = new Map<string, { again: boolean }>();
  const read = async (queryKey: string[]): Promise<void> => {
    const name = queryKey.join('/');
    const other = reading.get(name);
    if (other !== undefined) {
      other.again = true;
      return;
    }
    const own = { again: false };
    reading.set(name, own);
    await queries.invalidateQueries({ queryKey });
    reading.delete(name);
    if (own.again) await read(queryKey);
  };
  return (queryKey) => void read(queryKey);
}

/** Reads again what events touch, many events at once. */
function follow(queries: QueryClient): () => void {
  const read = oneAtATime(queries);
  const run = { keys: new Map<string, string[]>(), timer: 0 };
  const flush = () => {
    run.timer = 0;
    const keys = [...run.keys.values()];
    run.keys.clear();
    for (const queryKey of keys) read(queryKey);
  };
  const stop = listen((event) => {
    if (event.type === 'typing') return;
    for (const key of staleBy(event)) run.keys.set(key.join('/'), key);
    if (run.timer === 0) run.timer = window.setTimeout(flush, gatherMs);
  });
  return () => {
    window.clearTimeout(run.timer);
    stop();
  };
}

/** Keeps everything above in step with what happens. */
export function useLive(): void {
  const queries = useQueryClient();
  useEffect(() => follow(queries), [queries]);
}
