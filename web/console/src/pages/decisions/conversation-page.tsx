/** One conversation: what was said, and at each turn why it was handed off, or why not. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowLeft, ExternalLink, MessageSquare } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { JSX, KeyboardEvent } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useParam, useQueryState } from '../../app/address.ts';
import { useCodes } from '../../i18n/codes.ts';
import { useTimes } from '../../i18n/times.ts';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { DecisionPanel } from './decision-panel.tsx';
import { actionTones } from './look.ts';
import { words } from './words.ts';

type Turn = Schemas['Turn'];
type Decision = Schemas['DecisionRecord'];
type Conversation = Schemas['Conversation'];

interface Told {
  turns: Turn[];
  decisions: Decision[];
}

interface Pages<T> {
  data: T[];
  next_cursor: string | null;
}

/** Every page of a list that is read on after a sequence. */
async function readAll<T>(read: (after: string) => Promise<Pages<T>>): Promise<T[]> {
  const rows: T[] = [];
  for (let after: string | null = '0'; after !== null;) {
    const page: Pages<T> = await read(after);
    rows.push(...page.data);
    after = page.next_cursor;
  }
  return rows;
}

async function tell(id: string): Promise<Told> {
  const path = { id };
  const limit = '200';
  const [turns, decisions] = await Promise.all([
    readAll((after) =>
      ask(api.GET('/v1/conversations/{id}/turns', { params: { path, query: { after, limit } } })),
    ),
    readAll((after) =>
      ask(
        api.GET('/v1/conversations/{id}/decisions', { params: { path, query: { after, limit } } }),
      ),
    ),
  ]);
  return { turns, decisions };
}

/** The page of one conversation. */
export function ConversationPage(): JSX.Element {
  const id = useParam('conversation');
  const head = useQuery({
    queryKey: ['conversation', id],
    queryFn: () => ask(api.GET('/v1/conversations/{id}', { params: { path: { id } } })),
    refetchInterval: 5_000,
  });
  const told = useQuery({
    queryKey: ['conversation', id, 'told', head.data?.version],
    queryFn: () => tell(id),
    placeholderData: (before) => before,
    enabled: head.data !== undefined,
  });
  return (
    <Page title={id} actions={<Ways id={id} conversation={head.data} />}>
      <Loaded query={head} lines={2}>
        {(conversation) => <Standing conversation={conversation} />}
      </Loaded>
      {head.data !== undefined && (
        <Loaded query={told} lines={9}>
          {(both) => <Both told={both} />}
        </Loaded>
      )}
    </Page>
  );
}

const way = 'inline-flex h-8 items-center gap-1.5 rounded-md px-2 text-accent hover:underline';

function Ways({
  id,
  conversation,
}: {
  id: string;
  conversation: Conversation | undefined;
}): JSX.Element {
  const t = useWords(words);
  const url = conversation?.temporal?.ui_url ?? null;
  return (
    <>
      <Link to="/decisions" className={way}>
        <ArrowLeft aria-hidden className="size-4" />
        {t('back')}
      </Link>
      <Link to="/deliveries" search={{ conversation: id }} className={way}>
        {t('deliveries')}
      </Link>
      {url?.startsWith('http') === true && (
        <a href={url} target="_blank" rel="noreferrer" className={way}>
          {t('temporal')}
          <ExternalLink aria-hidden className="size-3.5" />
        </a>
      )}
    </>
  );
}

function Standing({ conversation }: { conversation: Conversation }): JSX.Element {
  const t = useWords(words);
  const say = useCodes();
  const { status, owner, owner_id: holder, handoff, outcome } = conversation;
  return (
    <p className="-mt-3 flex flex-wrap items-center gap-x-4 gap-y-1.5 text-quiet">
      <Badge tone={status === 'resolved' ? 'quiet' : 'accent'}>{say(status)}</Badge>
      <span>
        {t('owner')} <span className="text-text">{holder ?? say(owner)}</span>
      </span>
      {handoff !== null && (
        <span>
          {t('handoffState')}{' '}
          <span className="text-text">
            {say(handoff.state)}, {say(handoff.reason)}, {handoff.queue}
          </span>
        </span>
      )}
      {outcome !== null && (
        <span>
          {t('outcome')} <span className="text-text">{say(outcome)}</span>
        </span>
      )}
      <span>
        {t('policy')} {conversation.policy} {conversation.policy_version}
      </span>
    </p>
  );
}

/** The turn of the address, else the one that mattered most: the last that was not "go on", else the last. */
function chosenTurn(told: Told, asked: string): number | null {
  if (/^\d+$/.test(asked)) return Number(asked);
  const telling = told.decisions.findLast(({ action }) => action !== 'continue');
  return telling?.turn ?? told.decisions.at(-1)?.turn ?? told.turns.at(-1)?.sequence ?? null;
}

function Both({ told }: { told: Told }): JSX.Element {
  const t = useWords(words);
  const [asked, choose] = useQueryState('turn');
  const chosen = chosenTurn(told, asked);
  const decision = told.decisions.find(({ turn }) => turn === chosen);
  if (told.turns.length === 0) return <Empty title={t('noTurns')} icon={<MessageSquare />} />;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_26rem]">
      <Transcript told={told} chosen={chosen} onChoose={(turn) => choose(String(turn))} />
      <div className="lg:sticky lg:top-0">
        <DecisionPanel turn={chosen} decision={decision} turns={told.turns} />
      </div>
    </div>
  );
}

interface TranscriptProps {
  told: Told;
  chosen: number | null;
  onChoose: (turn: number) => void;
}

const turnSteps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

/** Turns are buttons; arrow keys go from one to the next. */
function Transcript({ told, chosen, onChoose }: TranscriptProps): JSX.Element {
  const t = useWords(words);
  const list = useRef<HTMLOListElement>(null);
  const decisions = new Map(told.decisions.map((decision) => [decision.turn, decision]));
  useEffect(() => {
    list.current?.querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const move = (event: KeyboardEvent) => {
    const step = turnSteps[event.key];
    if (step === undefined) return;
    const next = told.turns[told.turns.findIndex(({ sequence }) => sequence === chosen) + step];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next.sequence);
    list.current?.querySelector<HTMLElement>(`[data-turn="${next.sequence}"]`)?.focus();
  };
  return (
    <section className="grid gap-2">
      <h2 className="text-base">{t('transcript')}</h2>
      <ol ref={list} onKeyDown={move} className="grid gap-1.5">
        {told.turns.map((turn) => (
          <li key={turn.sequence}>
            <TurnButton
              turn={turn}
              decision={decisions.get(turn.sequence)}
              isChosen={turn.sequence === chosen}
              onChoose={onChoose}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

const roleLooks: Record<string, string> = {
  customer: 'bg-customer',
  assistant: 'bg-assistant',
  agent: 'bg-agent',
  tool: 'bg-surface font-mono text-xs',
};

interface TurnButtonProps {
  turn: Turn;
  decision: Decision | undefined;
  isChosen: boolean;
  onChoose: (turn: number) => void;
}

function TurnButton({ turn, decision, isChosen, onChoose }: TurnButtonProps): JSX.Element {
  const t = useWords(words);
  const say = useCodes();
  const { time, full } = useTimes();
  const ring = isChosen
    ? 'border-accent ring-1 ring-accent'
    : 'border-line hover:border-line-strong';
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      data-turn={turn.sequence}
      onClick={() => onChoose(turn.sequence)}
      className={`grid w-full gap-1 rounded-lg border px-3 py-2 text-left ${roleLooks[turn.role] ?? ''} ${ring}`}
    >
      <span className="flex flex-wrap items-center gap-2 font-sans text-xs text-quiet">
        <span className="tabular-nums">{turn.sequence}</span>
        <span className="font-medium text-text">{say(turn.role)}</span>
        {turn.actor !== null && turn.role === 'agent' && <span>{turn.actor}</span>}
        <span title={full(turn.at)}>{time(turn.at)}</span>
        {decision !== undefined && decision.action !== 'continue' && (
          <span className="ml-auto">
            <Badge tone={actionTones[decision.action]}>{t(decision.action)}</Badge>
          </span>
        )}
      </span>
      <span dir="auto" className="line-clamp-6 wrap-anywhere whitespace-pre-wrap">
        {turn.content}
      </span>
      {turn.tool_calls !== null && (
        <span className="font-mono text-xs wrap-anywhere text-quiet">
          {turn.tool_calls.map(({ name }) => name).join(', ')}
        </span>
      )}
    </button>
  );
}
