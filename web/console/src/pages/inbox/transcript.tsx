/** The conversation as it was: who said what, which tools ran, where and why it changed hands. */
import { Bot, CircleUserRound, FileText, Headset, StickyNote, Wrench } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { JSX, ReactNode, RefObject } from 'react';
import { useCodes } from '../../i18n/codes.ts';
import { useWords } from '../../i18n/language.tsx';
import { useTimes } from '../../i18n/times.ts';
import { useAgents, type Case, type Decision, type Delivery, type Turn } from './data.ts';
import { DeliveryMark } from './delivery-mark.tsx';
import { Marker } from './marker.tsx';
import { OutgoingMessages } from './outgoing.tsx';
import type { Outbox } from './outbox.ts';
import { transcriptItems, type TranscriptItem } from './transcript-items.ts';
import { words } from './words.ts';

/** Turns that a citation points to; the number makes the same citation again a new one. */
export interface Cited {
  turns: readonly number[];
  asked: number;
}

interface TranscriptProps {
  found: Case;
  cited: Cited;
  deliveries: readonly Delivery[];
  outbox: Outbox;
  scope: string;
}

const nearPx = 120;

/** Stays at its end while the reader is there; a citation brings its turn into sight. */
function useScroll(count: number, cited: Cited): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null);
  const wasAtEnd = useRef(true);
  useEffect(() => {
    const list = ref.current;
    if (list === null) return;
    const onScroll = () => {
      wasAtEnd.current = list.scrollHeight - list.scrollTop - list.clientHeight < nearPx;
    };
    list.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      list.removeEventListener('scroll', onScroll);
    };
  }, []);
  useEffect(() => {
    const list = ref.current;
    if (list === null) return;
    const toEnd = () => {
      if (wasAtEnd.current) list.scrollTop = list.scrollHeight;
    };
    toEnd();
    // The box below grows and shrinks with what is written.
    const observer = new ResizeObserver(toEnd);
    observer.observe(list);
    return () => {
      observer.disconnect();
    };
  }, [count]);
  useEffect(() => {
    const target = ref.current?.querySelector(`[data-turn="${String(cited.turns[0])}"]`);
    target?.scrollIntoView({ block: 'center' });
  }, [cited]);
  return ref;
}

/** The scrolling log of a case. */
export function Transcript(props: TranscriptProps): JSX.Element {
  const { found, cited, deliveries, outbox, scope } = props;
  const t = useWords(words);
  const items = useMemo(() => transcriptItems(found), [found]);
  const list = useScroll(items.length, cited);
  const files = useMemo(
    () => new Map(found.attachments.map((file) => [file.id, file])),
    [found.attachments],
  );
  return (
    <div
      ref={list}
      role="log"
      aria-label={t('transcript')}
      tabIndex={0}
      data-home
      className="flex min-h-0 flex-1 flex-col overflow-y-auto px-4 py-4 sm:px-6"
    >
      <div className="mx-auto flex w-full max-w-3xl flex-1 flex-col gap-2.5">
        {items.map((item) => (
          <Item
            key={item.key}
            item={item}
            isCited={item.kind === 'turn' && cited.turns.includes(item.turn.sequence)}
            files={files}
            deliveries={deliveries}
            customer={nameIn(found)}
          />
        ))}
        <OutgoingMessages outbox={outbox} found={found} scope={scope} />
      </div>
    </div>
  );
}

function nameIn({ conversation }: Case): string | null {
  const name = conversation.customer?.['name'];
  return typeof name === 'string' ? name : null;
}

type Files = ReadonlyMap<string, Case['attachments'][number]>;

interface ItemProps {
  item: TranscriptItem;
  isCited: boolean;
  files: Files;
  deliveries: readonly Delivery[];
  customer: string | null;
}

function Item(props: ItemProps): JSX.Element | null {
  const { item, customer } = props;
  const t = useWords(words);
  switch (item.kind) {
    case 'turn':
      if (item.turn.role === 'tool') return <ToolTurn turn={item.turn} />;
      return <Message {...props} turn={item.turn} decision={item.decision} customer={customer} />;
    case 'note':
      return <Note actor={item.actor} at={item.at} text={item.text} />;
    case 'notice':
      return (
        <p className="mx-auto max-w-[85%] text-center text-sm text-quiet" title={t('byBaton')}>
          <span dir="auto" className="wrap-anywhere">
            {item.text}
          </span>
        </p>
      );
    default:
      return <Marker item={item} />;
  }
}

const sides: Record<string, string> = {
  customer: 'self-start bg-customer',
  assistant: 'self-end bg-assistant',
  agent: 'self-end bg-agent',
};
const icons = { customer: CircleUserRound, assistant: Bot, agent: Headset, tool: Wrench };

function useName(turn: Turn, customer: string | null): string {
  const t = useWords(words);
  const say = useCodes();
  const agents = useAgents();
  if (turn.role === 'customer') return customer ?? t('unnamed');
  if (turn.role !== 'agent') return say(turn.role);
  return agents.data?.find(({ id }) => id === turn.actor)?.name ?? turn.actor ?? say('agent');
}

function Message(
  props: Omit<ItemProps, 'item'> & { turn: Turn; decision: Decision | undefined },
): JSX.Element | null {
  const { turn, decision, isCited, files, deliveries, customer } = props;
  const times = useTimes();
  const name = useName(turn, customer);
  const Icon = icons[turn.role];
  const delivery = deliveries.find(
    (one) => one.turn === turn.sequence && one.target === 'customer',
  );
  if (turn.content === '' && turn.attachments.length === 0)
    return turn.tool_calls === null ? null : <ToolTurn turn={turn} />;
  return (
    <article
      data-turn={turn.sequence}
      className={`max-w-[85%] rounded-xl px-3 py-2 ${sides[turn.role] ?? ''} ${isCited ? 'outline-2 outline-offset-2 outline-accent' : ''}`}
    >
      <p className="mb-0.5 flex items-center gap-1.5 text-xs">
        <Icon aria-hidden className="size-3.5 shrink-0" />
        <span dir="auto" className="min-w-0 truncate font-semibold">
          {name}
        </span>
        <time dateTime={turn.at} title={times.full(turn.at)} className="shrink-0 opacity-80">
          {times.short(turn.at)}
        </time>
        <span className="ml-auto pl-2 tabular-nums opacity-80">{turn.sequence}</span>
      </p>
      <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
        <Marked text={turn.content} decision={decision} />
      </p>
      <Calls turn={turn} />
      <Files turn={turn} files={files} />
      {delivery !== undefined && <DeliveryMark delivery={delivery} />}
    </article>
  );
}

/** The text with the words that led to a handoff marked. */
function Marked({ text, decision }: { text: string; decision: Decision | undefined }): ReactNode {
  if (decision === undefined || decision.action === 'continue') return text;
  const ground = decision.evidence.find(
    (item) => item.turn === decision.turn && item.end !== undefined,
  );
  const { start, end } = ground ?? {};
  if (start === undefined || end === undefined || end > text.length) return text;
  return (
    <>
      {text.slice(0, start)}
      <mark>{text.slice(start, end)}</mark>
      {text.slice(end)}
    </>
  );
}

function Files({ turn, files }: { turn: Turn; files: Files }): JSX.Element | null {
  const t = useWords(words);
  const ids = [...turn.attachments, ...(turn.content_ref === null ? [] : [turn.content_ref])];
  if (ids.length === 0) return null;
  return (
    <ul className="mt-1.5 grid gap-1">
      {ids.map((id) => (
        <li key={id}>
          <a
            href={`/v1/attachments/${encodeURIComponent(id)}`}
            download
            className="inline-flex max-w-full items-center gap-1.5 rounded-md border border-line bg-surface px-2 py-1 text-sm text-text hover:bg-surface-quiet"
          >
            <FileText aria-hidden className="size-4 shrink-0 text-quiet" />
            <span className="truncate">
              {id === turn.content_ref ? t('longText') : (files.get(id)?.name ?? t('file'))}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Which tools the assistant called with this message. */
function Calls({ turn }: { turn: Turn }): JSX.Element | null {
  const names = turn.tool_calls?.map(({ name }) => name) ?? [];
  if (names.length === 0) return null;
  return (
    <p className="mt-1 flex items-center gap-1 font-mono text-xs text-quiet wrap-anywhere">
      <Wrench aria-hidden className="size-3.5 shrink-0" />
      {names.join(', ')}
    </p>
  );
}

function ToolTurn({ turn }: { turn: Turn }): JSX.Element {
  const t = useWords(words);
  const say = useCodes();
  const name = turn.tool_calls?.map((call) => call.name).join(', ') ?? '';
  const failed = turn.error;
  return (
    <details data-turn={turn.sequence} className="self-end text-sm text-quiet">
      <summary className="flex list-none items-center justify-end gap-1.5 rounded px-1 hover:text-text">
        <Wrench aria-hidden className="size-3.5" />
        <span className="font-mono text-xs wrap-anywhere">{name === '' ? say('tool') : name}</span>
        {turn.role === 'tool' && (
          <span className={failed ? 'font-medium text-danger' : ''}>
            {failed ? t('toolFailed') : t('toolDone')}
          </span>
        )}
      </summary>
      <pre
        dir="auto"
        className="mt-1 max-h-48 max-w-full overflow-auto rounded-md bg-surface-quiet p-2 font-mono text-xs whitespace-pre-wrap text-text wrap-anywhere"
      >
        {[
          ...(turn.tool_calls ?? []).map((call) => JSON.stringify(call.arguments, null, 1)),
          turn.content,
        ]
          .filter((part) => part !== '')
          .join('\n')}
      </pre>
    </details>
  );
}

function Note({ actor, at, text }: { actor: string; at: string; text: string }): JSX.Element {
  const t = useWords(words);
  const times = useTimes();
  const agents = useAgents();
  const name = agents.data?.find(({ id }) => id === actor)?.name ?? actor;
  return (
    <article className="self-stretch rounded-xl bg-note px-3 py-2 text-on-note">
      <p className="mb-0.5 flex items-center gap-1.5 text-xs" title={t('noteHint')}>
        <StickyNote aria-hidden className="size-3.5" />
        <span className="font-semibold">
          {t('note')} · <span dir="auto">{name}</span>
        </span>
        <time dateTime={at} title={times.full(at)}>
          {times.short(at)}
        </time>
      </p>
      <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
        {text}
      </p>
    </article>
  );
}

/** Which turns are cited, and the function that cites some. */
export function useCitations(): [Cited, (turns: readonly number[]) => void] {
  const [cited, setCited] = useState<Cited>({ turns: [], asked: 0 });
  return [cited, (turns) => setCited(({ asked }) => ({ turns, asked: asked + 1 }))];
}
