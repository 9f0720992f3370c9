/** The agent's side: the offer, the brief, the reply, the outcome. */
import { useState } from 'react';
import type { SyntheticEvent, JSX } from 'react';
import type { BriefLine, BriefRecord, Outcome, Verdict } from './api-types.ts';
import type { Play } from './play.ts';
import type { PlayState } from './play-state.ts';
import { useNow } from '../../ui/now.ts';
import type { HandoffView } from './view.ts';
import { duration, say } from './words.ts';

interface Props {
  play: Play;
  state: PlayState;
  cite: (turns: number[]) => void;
}

/** What the agent sees at each point of the handoff. */
export function AgentColumn({ play, state, cite }: Props): JSX.Element {
  const handoff = state.view.handoffs.at(-1);
  const holds = state.view.owner === 'agent' && handoff !== undefined;
  const name = state.agents[handoff?.agent ?? ''];
  return (
    <section className="column" aria-labelledby="agent-title">
      <h2 id="agent-title">The agent’s side{name !== undefined && <span>{name}</span>}</h2>
      <div className="scroll" tabIndex={0} role="group" aria-labelledby="agent-title">
        <Case play={play} state={state} cite={cite} />
      </div>
      {holds && !state.view.resolved && <AgentActions play={play} state={state} />}
    </section>
  );
}

function Case({ play, state, cite }: Props): JSX.Element {
  const handoff = state.view.handoffs.at(-1);
  if (handoff === undefined)
    return (
      <p className="empty">
        When Baton hands off, the case is offered to an agent here, with a brief that cites the
        conversation.
      </p>
    );
  if (state.view.owner === 'agent') return <Brief state={state} cite={cite} />;
  return <Waiting play={play} state={state} handoff={handoff} />;
}

function Waiting(props: { play: Play; state: PlayState; handoff: HandoffView }): JSX.Element {
  const { play, state, handoff } = props;
  const now = useNow(handoff.offer !== null);
  if (state.view.owner === 'ai')
    return <p className="empty">The conversation is with the assistant again.</p>;
  if (handoff.offer === null)
    return (
      <p className="empty" role="status">
        Looking for a free agent for queue {handoff.queue} …
      </p>
    );
  const { id, agent, expiresAt } = handoff.offer;
  return (
    <article className="offer" aria-live="polite">
      <h3>A case for {state.agents[agent] ?? agent}</h3>
      <p>
        {say(handoff.reason)}, queue {handoff.queue}
      </p>
      <p className="countdown" aria-live="off">
        {duration(Math.ceil((expiresAt - now) / 1000) * 1000).replace('.0', '')} to answer, then the
        next agent is asked
      </p>
      <div className="row">
        <button type="button" disabled={state.busy} onClick={() => void play.accept(id)}>
          Accept
        </button>
        <button
          type="button"
          className="quiet"
          disabled={state.busy}
          onClick={() => void play.decline(id)}
        >
          Decline
        </button>
      </div>
    </article>
  );
}

function Brief({ state, cite }: { state: PlayState; cite: Props['cite'] }): JSX.Element {
  const { brief, view } = state;
  if (view.arm === 'no_brief')
    return (
      <p className="empty">
        This conversation is in the group without a brief, so that handling times can be compared.
      </p>
    );
  if (brief === null) return <p className="empty">The brief is being written …</p>;
  return (
    <article className="brief" aria-live="polite">
      <h3>Brief</h3>
      {sections(brief).map(([section, lines]) => (
        <section key={section}>
          <h4>{say(section)}</h4>
          <ul>
            {lines.map((line) => (
              <li key={line.text}>
                <span dir="auto">{line.text}</span>{' '}
                {line.turns.map((turn) => (
                  <Citation key={turn} turn={turn} cite={cite} />
                ))}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p className="muted small">
        Written by {brief.writer === 'extractive' ? 'code, without a model' : brief.writer}.{' '}
        {brief.supported} claims held by the transcript, {brief.dropped} dropped.
      </p>
    </article>
  );
}

function sections(brief: BriefRecord): [string, BriefLine[]][] {
  const groups = new Map<string, BriefLine[]>();
  for (const line of brief.document.lines ?? [])
    groups.set(line.section, [...(groups.get(line.section) ?? []), line]);
  return [...groups];
}

function Citation({ turn, cite }: { turn: number; cite: Props['cite'] }): JSX.Element {
  return (
    <button
      type="button"
      className="citation"
      aria-label={`Show turn ${turn}`}
      onClick={() => cite([turn])}
    >
      {turn}
    </button>
  );
}

function AgentActions({ play, state }: { play: Play; state: PlayState }): JSX.Element {
  const step = play.next();
  const suggested = step?.kind === 'reply' ? step.content : '';
  const busy = state.busy || state.playing;
  return (
    <div className="agent-actions">
      <Reply key={suggested} play={play} suggested={suggested} busy={busy} />
      <Resolve play={play} busy={busy} />
    </div>
  );
}

function Reply(props: { play: Play; suggested: string; busy: boolean }): JSX.Element {
  const { play, suggested, busy } = props;
  const [text, setText] = useState(suggested);
  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (text.trim() !== '' && (await play.reply(text))) setText('');
  };
  return (
    <form className="composer" onSubmit={(event) => void send(event)}>
      <label htmlFor="reply">Reply to the customer</label>
      <textarea
        id="reply"
        dir="auto"
        rows={3}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" disabled={busy || text.trim() === ''}>
        Send reply
      </button>
    </form>
  );
}

const outcomes: readonly Outcome[] = ['resolved', 'partial', 'unresolved', 'no_issue'];
const verdicts: readonly Verdict[] = ['needed', 'avoidable', 'too_late', 'wrong_queue'];

function Resolve({ play, busy }: { play: Play; busy: boolean }): JSX.Element {
  const [outcome, setOutcome] = useState<Outcome>('resolved');
  const [verdict, setVerdict] = useState<Verdict>('needed');
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    void play.resolve(outcome, verdict);
  };
  return (
    <form className="composer resolve" onSubmit={send}>
      <Choice id="outcome" label="Outcome" value={outcome} among={outcomes} onChange={setOutcome} />
      <Choice id="verdict" label="Verdict" value={verdict} among={verdicts} onChange={setVerdict} />
      <button type="submit" disabled={busy}>
        Resolve
      </button>
    </form>
  );
}

function Choice<T extends string>(props: {
  id: string;
  label: string;
  value: T;
  among: readonly T[];
  onChange: (value: T) => void;
}): JSX.Element {
  const { id, label, value, among, onChange } = props;
  return (
    <label htmlFor={id}>
      {label}
      <select id={id} value={value} onChange={(event) => onChange(event.target.value as T)}>
        {among.map((word) => (
          <option key={word} value={word}>
            {say(word)}
          </option>
        ))}
      </select>
    </label>
  );
}
