/** What Baton decided at each turn, and what became of the handoff. */
import type { JSX } from 'react';
import { useNow } from '../../ui/now.ts';
import { useFollow } from './use-follow.ts';
import type { DecisionRecord } from './api-types.ts';
import type { PlayState } from './play-state.ts';
import type { ClockView, DecidedView, HandoffView, LogItem, TurnView } from './view.ts';
import { duration, say } from './words.ts';

/** Decisions, owner changes, refused turns, handoff with its clocks, in order. */
export function DecisionColumn({
  state,
  cited,
}: {
  state: PlayState;
  cited: number[];
}): JSX.Element {
  const { view } = state;
  const steps = view.handoffs.reduce((sum, handoff) => sum + handoff.steps.length, 0);
  const list = useFollow<HTMLDivElement>(view.log.length + steps, cited);
  return (
    <section className="column" aria-labelledby="decision-title">
      <h2 id="decision-title">
        What Baton decides
        {view.sequence > 0 && (
          <span className={`owner ${view.owner}`}>
            {ownerName(state, view.owner, view.ownerId)} · epoch {view.epoch}
          </span>
        )}
      </h2>
      <div className="scroll" ref={list} tabIndex={0} role="log" aria-labelledby="decision-title">
        {view.log.length === 0 && (
          <p className="empty">
            Every turn gets a decision, also when nothing happens: action, rule and evidence are
            kept.
          </p>
        )}
        {view.log.map((item) => (
          <Row key={item.key} item={item} state={state} cited={cited} />
        ))}
      </div>
    </section>
  );
}

function ownerName(state: PlayState, owner: string, id: string | null): string {
  if (owner === 'ai') return 'Owner: AI';
  if (owner === 'queue') return `Owner: queue ${id ?? ''}`;
  return `Owner: ${state.agents[id ?? ''] ?? id ?? 'agent'}`;
}

function Row(props: { item: LogItem; state: PlayState; cited: number[] }): JSX.Element | null {
  const { item, state, cited } = props;
  switch (item.kind) {
    case 'turn': {
      const turn = state.view.turns.find(({ sequence }) => sequence === item.turn);
      return turn ? (
        <DecisionRow turn={turn} state={state} isCited={cited.includes(turn.sequence)} />
      ) : null;
    }
    case 'owner':
      return (
        <p className="log-line owner-change">
          {ownerName(state, item.owner, item.ownerId)} · epoch {item.epoch}
        </p>
      );
    case 'suppressed':
      return (
        <p className="log-line refused">
          <strong>Refused, 409 not_owner:</strong> a late turn of the assistant
          {item.epoch !== null && ` from epoch ${item.epoch}`}, now {item.currentEpoch}. The
          customer does not see it.
        </p>
      );
    case 'handoff': {
      const handoff = state.view.handoffs.find(({ id }) => id === item.handoff);
      return handoff ? <HandoffCard handoff={handoff} state={state} /> : null;
    }
  }
}

const actionWords = { continue: 'Continue', propose: 'Propose', handoff: 'Handoff' } as const;

function DecisionRow(props: { turn: TurnView; state: PlayState; isCited: boolean }): JSX.Element {
  const { turn, state, isCited } = props;
  const decided = state.view.decided[turn.sequence];
  return (
    <article
      className={`decision ${decided?.action ?? 'none'}${isCited ? ' cited' : ''}`}
      data-turn={turn.sequence}
    >
      <p className="head">
        <span className="turn-number">{turn.sequence}</span>
        <span className="muted">{speaker(turn)}</span>
        {decided && <strong className="action">{actionWords[decided.action]}</strong>}
      </p>
      {turn.role === 'tool' && <ToolResult text={turn.content} />}
      <Ground turn={turn} state={state} />
    </article>
  );
}

function speaker(turn: TurnView): string {
  if (turn.role === 'assistant' && turn.content === '') return 'assistant calls a tool';
  return turn.role;
}

function ToolResult({ text }: { text: string }): JSX.Element {
  return (
    <details>
      <summary>What the tool said</summary>
      <pre dir="auto">{text}</pre>
    </details>
  );
}

function Ground({ turn, state }: { turn: TurnView; state: PlayState }): JSX.Element | null {
  const decided = state.view.decided[turn.sequence];
  const record = state.decisions[turn.sequence];
  if (decided === undefined) return null;
  if (decided.rule?.startsWith('builtin:not'))
    return <p className="why">Not decided: {say(decided.rule)}.</p>;
  if (decided.action !== 'continue') return <Why turn={turn} decided={decided} record={record} />;
  const nearest = record?.nearest?.rule;
  return <p className="why">No rule matched{nearest && <>, nearest: {say(nearest)}</>}.</p>;
}

function Why(props: {
  turn: TurnView;
  decided: DecidedView;
  record: DecisionRecord | undefined;
}): JSX.Element {
  const { turn, decided, record } = props;
  const quotes = quotesOf(turn, record);
  return (
    <dl className="facts">
      <dt>Reason</dt>
      <dd>{say(decided.reason ?? '')}</dd>
      <dt>Rule</dt>
      <dd>
        <code>{decided.rule}</code>
        {record && ` in ${record.policy} v${record.policy_version}`}
      </dd>
      {quotes.length > 0 && (
        <>
          <dt>Evidence</dt>
          <dd dir="auto">“{quotes.join('”, “')}”</dd>
        </>
      )}
    </dl>
  );
}

function quotesOf(turn: TurnView, record: DecisionRecord | undefined): string[] {
  return (record?.evidence ?? []).flatMap((item) =>
    item.start === undefined || item.turn !== turn.sequence
      ? []
      : [turn.content.slice(item.start, item.end)],
  );
}

function HandoffCard({ handoff, state }: { handoff: HandoffView; state: PlayState }): JSX.Element {
  return (
    <article className="handoff-card">
      <h3>Handoff to queue {handoff.queue}</h3>
      <ol className="timeline">
        {handoff.steps.map(({ state: reached, agent, at }, index) => (
          <li key={`${reached}-${index}`}>
            <span>
              {say(reached)}{' '}
              {agent !== null && reached !== 'active' && (state.agents[agent] ?? agent)}
            </span>
            <span className="muted">+{duration(at - handoff.requestedAt)}</span>
          </li>
        ))}
      </ol>
      {handoff.clocks.length > 0 && (
        <ul className="clocks" aria-label="Clocks">
          {handoff.clocks.map((clock) => (
            <Clock key={clock.metric} clock={clock} />
          ))}
        </ul>
      )}
    </article>
  );
}

function Clock({ clock }: { clock: ClockView }): JSX.Element {
  const running = clock.elapsedMs === null;
  const now = useNow(running);
  const total = clock.dueAt - clock.startedAt;
  const used = clock.elapsedMs ?? now - clock.startedAt;
  const late = clock.breached || clock.met === false;
  const verb = running
    ? `${duration(clock.dueAt - now)} left`
    : `${duration(used)} of ${duration(total)}`;
  return (
    <li className={late ? 'late' : ''}>
      <span>{say(clock.metric)}</span>
      <progress aria-label={say(clock.metric)} max={total} value={Math.min(used, total)} />
      <span className="muted">
        {late && 'late, '}
        {clock.met === true && '✓ '}
        {verb}
      </span>
    </li>
  );
}
