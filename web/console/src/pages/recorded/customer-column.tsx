/** The chat as the customer sees it. */
import { useState } from 'react';
import type { SyntheticEvent, JSX } from 'react';
import type { DecisionRecord } from './api-types.ts';
import type { Play } from './play.ts';
import type { PlayState } from './play-state.ts';
import { useFollow } from './use-follow.ts';
import type { Told, TurnView } from './view.ts';
import { timeOfDay } from './words.ts';

interface Props {
  play: Play;
  state: PlayState;
  cited: number[];
}

/** Messages, what Baton tells the customer, and a box for a message of one's own. */
export function CustomerColumn({ play, state, cited }: Props): JSX.Element {
  const { view } = state;
  const { told } = view;
  const list = useFollow<HTMLDivElement>(view.turns.length + told.length, cited);
  const shown = view.turns.filter((turn) => turn.role !== 'tool' && turn.content !== '');
  return (
    <section className="column" aria-labelledby="customer-title">
      <h2 id="customer-title">The customer’s chat</h2>
      <div className="scroll" ref={list} tabIndex={0} role="log" aria-labelledby="customer-title">
        {shown.length === 0 && (
          <p className="empty">
            Press <strong>Next step</strong> to let the customer begin, or write a message yourself.
          </p>
        )}
        {view.turns.map((turn) => (
          <Messages key={turn.id} turn={turn} told={told} state={state} cited={cited} />
        ))}
      </div>
      <OwnMessage play={play} busy={state.busy || state.playing} />
    </section>
  );
}

function Messages(props: {
  turn: TurnView;
  told: Told[];
  state: PlayState;
  cited: number[];
}): JSX.Element {
  const { turn, told, state, cited } = props;
  const hidden = turn.role === 'tool' || turn.content === '';
  return (
    <>
      {!hidden && <Bubble turn={turn} state={state} isCited={cited.includes(turn.sequence)} />}
      {told
        .filter(({ after }) => after === turn.sequence)
        .map(({ id, text }) => (
          <p className="told" key={id} dir="auto">
            {text}
          </p>
        ))}
    </>
  );
}

function nameOf(turn: TurnView, state: PlayState): string {
  if (turn.role === 'customer') return 'Customer';
  if (turn.role === 'assistant') return 'Assistant';
  const agent = state.view.handoffs.at(-1)?.agent ?? '';
  return state.agents[agent] ?? 'Agent';
}

function Bubble(props: { turn: TurnView; state: PlayState; isCited: boolean }): JSX.Element {
  const { turn, state, isCited } = props;
  return (
    <article className={`bubble ${turn.role}${isCited ? ' cited' : ''}`} data-turn={turn.sequence}>
      <p className="by">
        {nameOf(turn, state)} <time dateTime={turn.at}>{timeOfDay(turn.at)}</time>
      </p>
      <p className="text" dir="auto">
        <Marked text={turn.content} decision={state.decisions[turn.sequence]} />
      </p>
    </article>
  );
}

/** The text with the span that led to a handoff marked. */
function Marked(props: { text: string; decision: DecisionRecord | undefined }): JSX.Element {
  const { text, decision } = props;
  const turn = decision?.turn;
  const ground =
    decision?.action === 'continue'
      ? undefined
      : decision?.evidence.find((item) => item.turn === turn && item.end !== undefined);
  if (ground?.start === undefined || ground.end === undefined) return <>{text}</>;
  return (
    <>
      {text.slice(0, ground.start)}
      <mark>{text.slice(ground.start, ground.end)}</mark>
      {text.slice(ground.end)}
    </>
  );
}

function OwnMessage({ play, busy }: { play: Play; busy: boolean }): JSX.Element {
  const [text, setText] = useState('');
  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (text.trim() !== '' && (await play.sendOwn(text))) setText('');
  };
  return (
    <form className="composer" onSubmit={(event) => void send(event)}>
      <label htmlFor="own">Write as the customer</label>
      <div className="row">
        <input
          id="own"
          dir="auto"
          value={text}
          maxLength={4000}
          placeholder="I want to talk to a person"
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" disabled={busy || text.trim() === ''}>
          Send
        </button>
      </div>
    </form>
  );
}
