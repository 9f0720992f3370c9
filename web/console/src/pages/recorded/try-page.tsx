/** "Try it": one real conversation, step by step, seen from three sides. */
import { useState, useSyncExternalStore } from 'react';
import type { JSX } from 'react';
import { adviceFor } from './api.ts';
import { AgentColumn } from './agent-column.tsx';
import { CustomerColumn } from './customer-column.tsx';
import { DecisionColumn } from './decision-column.tsx';
import { OutcomeBand } from './outcome.tsx';
import { Play } from './play.ts';
import type { PlayState } from './play-state.ts';
import './styles.css';

/** Controls, three columns, outcome. */
export function TryPage(): JSX.Element {
  const [play] = useState(() => new Play());
  const state = useSyncExternalStore(play.subscribe, play.getState);
  const [cited, setCited] = useState<number[]>([]);
  return (
    <div className="try-it">
      <div className="try">
        <div className="intro">
          <h1>One conversation changes hands</h1>
          <p>
            A recorded support chat runs through your Baton: each turn is posted to the API, and the
            answer says whether the assistant may go on.
          </p>
        </div>
        <Controls play={play} state={state} onAction={() => setCited([])} />
        {state.problem !== null && (
          <div className="problem" role="alert">
            <strong>{state.problem.title}.</strong> {state.problem.detail}{' '}
            {adviceFor(state.problem)}
          </div>
        )}
        <OutcomeBand state={state} />
        <div className="columns">
          <CustomerColumn play={play} state={state} cited={cited} />
          <DecisionColumn state={state} cited={cited} />
          <AgentColumn key={state.conversation} play={play} state={state} cite={setCited} />
        </div>
        <Attribution />
      </div>
    </div>
  );
}

function hint(play: Play, state: PlayState): string {
  const step = play.next();
  if (step !== null) return `Next: ${step.label}.`;
  if (state.view.resolved) return 'The conversation has its outcome.';
  return 'The script is over. Write a message as the customer, or start again.';
}

function Controls(props: { play: Play; state: PlayState; onAction: () => void }): JSX.Element {
  const { play, state, onAction } = props;
  const ended = play.next() === null;
  const begun = state.view.turns.length > 0;
  return (
    <div className="controls" onClick={onAction}>
      <button
        type="button"
        className="primary"
        disabled={ended || state.busy || state.playing}
        onClick={() => void play.step()}
      >
        Next step
      </button>
      {state.playing ? (
        <button type="button" onClick={() => play.pause()}>
          Pause
        </button>
      ) : (
        <button type="button" disabled={ended} onClick={() => void play.playToEnd()}>
          Play to the end
        </button>
      )}
      <button type="button" disabled={!begun} onClick={() => play.startAgain()}>
        Start again
      </button>
      <p className="hint" role="status">
        {state.connected ? hint(play, state) : 'The connection is gone. Connecting again …'}
      </p>
      {begun && state.temporalUrl !== null && (
        <a className="workflow" href={state.temporalUrl} target="_blank" rel="noreferrer">
          Open this conversation’s workflow in the Temporal UI
        </a>
      )}
    </div>
  );
}

function Attribution(): JSX.Element {
  return (
    <footer className="attribution">
      The conversation up to the request for a person is derived from{' '}
      <a href="https://github.com/sierra-research/tau-bench" rel="noreferrer">
        tau-bench
      </a>{' '}
      / tau2-bench (MIT, © Sierra). Its customer is simulated, names and numbers are invented; what
      follows the handoff was written for this page.
    </footer>
  );
}
