/** What the customer may choose now: a person, a way to be reached, a time. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Channel, Handoff, MeetingOptions } from './api-types.ts';
import type { Chat } from './chat.ts';
import type { Props } from './props.ts';
import type { Words } from './words.ts';

const final = ['completed', 'returned', 'canceled', 'deflected', 'abandoned', 'failed', 'expired'];

/** The choices for the present state; none while an agent talks in the chat. */
export function Choices(props: Props): JSX.Element | null {
  const { chat, words } = props;
  const { state } = props.state;
  if (state === null) return null;
  if (state.status === 'resolved') return <Rating chat={chat} words={words} />;
  if (state.asks) return <Proposal chat={chat} words={words} />;
  const handoff =
    state.handoff !== null && !final.includes(state.handoff.state) ? state.handoff : null;
  if (handoff !== null) return <Ways {...props} handoff={handoff} />;
  if (state.owner !== 'ai' || state.version === 0) return null;
  return (
    <div class="row">
      <button type="button" onClick={() => void chat.askForPerson()}>
        {words.person}
      </button>
    </div>
  );
}

/** One click, once the conversation is over; the last one counts. */
function Rating({ chat, words }: { chat: Chat; words: Words }): JSX.Element {
  const [rated, setRated] = useState<number | null>(null);
  if (rated !== null)
    return (
      <p class="status" role="status">
        {words.rate} {rated} / 5
      </p>
    );
  const rate = async (score: number) => {
    if (await chat.rate(score)) setRated(score);
  };
  return (
    <div class="row" role="group" aria-label={words.rate}>
      <span>{words.rate}</span>
      {[1, 2, 3, 4, 5].map((score) => (
        <button
          type="button"
          key={score}
          aria-label={`${score} / 5`}
          onClick={() => void rate(score)}
        >
          {score}
        </button>
      ))}
    </div>
  );
}

function Proposal({ chat, words }: { chat: Chat; words: Words }): JSX.Element {
  return (
    <div class="row">
      <button type="button" class="main" onClick={() => void chat.answer('yes')}>
        {words.yes}
      </button>
      <button type="button" onClick={() => void chat.answer('no')}>
        {words.no}
      </button>
    </div>
  );
}

function Ways(props: Props & { handoff: Handoff }): JSX.Element {
  const { chat, state, words, handoff } = props;
  const isWaiting = state.state?.owner === 'queue';
  const others = handoff.channels.filter((channel) => channel !== handoff.channel);
  const ways =
    handoff.channel === 'chat' || others.includes('chat') ? others : ['chat' as Channel, ...others];
  return (
    <>
      <Details chat={chat} handoff={handoff} words={words} />
      {handoff.channel === 'meeting' && (
        <Meeting chat={chat} options={state.options} handoff={handoff} words={words} />
      )}
      {isWaiting && (
        <div class="row">
          {ways.map((channel) => (
            <button type="button" key={channel} onClick={() => void chat.choose(channel)}>
              {words[channel]}
            </button>
          ))}
          <button type="button" onClick={() => void chat.cancel()}>
            {words.cancel}
          </button>
        </div>
      )}
    </>
  );
}

function Details(props: { chat: Chat; handoff: Handoff; words: Words }): JSX.Element | null {
  const { chat, handoff, words } = props;
  const [value, setValue] = useState('');
  const kind = missingDetail(handoff);
  if (kind === null) return null;
  return (
    <form
      class="small"
      onSubmit={(event) => {
        event.preventDefault();
        void chat.leave(kind === 'email' ? { email: value } : { phone: value });
      }}
    >
      <label>
        <span>{kind === 'email' ? words.yourEmail : words.yourPhone}</span>
        <input
          type={kind === 'email' ? 'email' : 'tel'}
          autocomplete={kind === 'email' ? 'email' : 'tel'}
          required
          value={value}
          onInput={(event) => {
            setValue(event.currentTarget.value);
          }}
        />
      </label>
      <button type="submit" class="main">
        {words.save}
      </button>
    </form>
  );
}

function missingDetail({ channel, contact }: Handoff): 'email' | 'phone' | null {
  if (channel === 'email' && !contact.email) return 'email';
  return channel === 'callback' && !contact.phone ? 'phone' : null;
}

interface MeetingProps {
  chat: Chat;
  options: MeetingOptions | null;
  handoff: Handoff;
  words: Words;
}

function Meeting({ chat, options, handoff, words }: MeetingProps): JSX.Element {
  useEffect(() => {
    void chat.readOptions();
  }, [chat]);
  return (
    <div class="row slots">
      {handoff.meeting?.state === 'booked' && (
        <button type="button" onClick={() => void chat.cancelMeeting()}>
          {words.callOff}
        </button>
      )}
      {options !== null && <Times chat={chat} options={options} words={words} />}
    </div>
  );
}

function Times(props: { chat: Chat; options: MeetingOptions; words: Words }): JSX.Element {
  const { chat, options, words } = props;
  const { link, slots } = options;
  const clock = new Intl.DateTimeFormat(undefined, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (
    <>
      {link !== null && (
        <a href={link.url} target="_blank" rel="noopener noreferrer">
          {words.link}
        </a>
      )}
      {(link === null || slots.length > 0) && (
        <h3>{slots.length > 0 ? words.slots : words.noSlots}</h3>
      )}
      {slots.map((slot) => (
        <button type="button" key={slot.starts} onClick={() => void chat.book(slot.starts)}>
          {clock.format(slot.starts_at)}
        </button>
      ))}
    </>
  );
}
