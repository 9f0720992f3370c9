/** What the visitor sees: a button, and behind it the conversation. Text of others is text, never markup. */
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Message } from './api-types.ts';
import type { Chat } from './chat.ts';
import { Choices } from './choices.tsx';
import { Attach, Files, sizeOf, Tray } from './file-list.tsx';
import type { Props } from './props.ts';
import type { Outgoing } from './shelf.ts';
import type { Words } from './words.ts';

/** The whole widget, drawn again with every change of the chat. */
export function Widget({ chat, words }: { chat: Chat; words: Words }): JSX.Element {
  const [state, setState] = useState(chat.state);
  useEffect(() => {
    setState(chat.state);
    return chat.subscribe(() => {
      setState(chat.state);
    });
  }, [chat]);
  const { appearance } = state;
  const props = { chat, state, words };
  return (
    <div
      class={appearance.side === 'left' ? 'root left' : 'root'}
      ref={(root) => {
        if (appearance.colour) root?.style.setProperty('--colour', appearance.colour);
        if (appearance.on_colour) root?.style.setProperty('--on-colour', appearance.on_colour);
      }}
    >
      {state.isOpen ? <Panel {...props} /> : <Launcher {...props} />}
    </div>
  );
}

function Launcher({ chat, state, words }: Props): JSX.Element {
  const { unread } = state;
  const label = unread > 0 ? `${words.open}, ${unread} ${words.unread}` : words.open;
  return (
    <button
      type="button"
      class="main launch"
      aria-label={label}
      onClick={() => {
        chat.open(true);
      }}
    >
      <svg
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        aria-hidden="true"
      >
        <path d="M4 5h16v11H9l-5 4z" stroke-linejoin="round" />
      </svg>
      {unread > 0 && (
        <span class="badge" aria-hidden="true">
          {unread}
        </span>
      )}
    </button>
  );
}

function Panel(props: Props): JSX.Element {
  const { chat, state, words } = props;
  const { typing } = state;
  const { title = words.title, privacy_url: privacy } = state.appearance;
  return (
    <section
      class="panel"
      role="dialog"
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key === 'Escape') chat.open(false);
      }}
    >
      <header>
        <h2>{title}</h2>
        <button
          type="button"
          aria-label={words.close}
          onClick={() => {
            chat.open(false);
          }}
        >
          <span aria-hidden="true">×</span>
        </button>
      </header>
      <Status {...props} />
      <Log {...props} />
      <p class="status typing" role="status">
        {typing !== null && `${typing.name ?? ''} ${words.typing} …`}
      </p>
      <Choices {...props} />
      <Tray {...props} />
      <Composer {...props} />
      {privacy !== undefined && (
        <footer>
          <a href={privacy} target="_blank" rel="noopener noreferrer">
            {words.privacy}
          </a>
        </footer>
      )}
    </section>
  );
}

function Status(props: Props): JSX.Element {
  const { isOnline, problem } = props.state;
  return (
    <div role="status">
      {!isOnline && <p class="banner">{props.words.offline}</p>}
      {isOnline && problem !== '' && (
        <p class="banner">{problem === '…' ? props.words.failed : problem}</p>
      )}
      <Standing {...props} />
    </div>
  );
}

/** Where the case is: the place in line, or who has it. */
function Standing({ state: { state }, words }: Props): JSX.Element | null {
  if (state?.owner === 'agent') return <p class="status">{state.agent_name}</p>;
  const handoff = state?.owner === 'queue' ? state.handoff : null;
  if (handoff?.position == null || handoff.channel !== 'chat') return null;
  const wait = handoff.estimated_wait_seconds;
  const minutes = wait === null ? '' : ` · ${Math.max(1, Math.ceil(wait / 60))} ${words.minutes}`;
  return (
    <p class="status">
      {words.place}: {handoff.position}
      {minutes}
    </p>
  );
}

function Log({ chat, state, words }: Props): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  const { messages, outbox, appearance } = state;
  const count = messages.length + outbox.length;
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [count]);
  return (
    <div class="log" role="log" aria-label={words.log} tabIndex={0} ref={list}>
      <p class="item system">{appearance.greeting ?? words.today}</p>
      {messages.map((message) => (
        <Item key={message.id} chat={chat} message={message} words={words} />
      ))}
      {outbox.map((message) => (
        <Waiting key={message.id} message={message} words={words} />
      ))}
    </div>
  );
}

function nameOf(message: Message, words: Words): string {
  if (message.role === 'customer') return words.you;
  return message.role === 'agent' ? (message.name ?? '') : words.assistant;
}

interface ItemProps {
  chat: Chat;
  message: Message;
  words: Words;
}

function Item({ chat, message, words }: ItemProps): JSX.Element {
  if (message.role === 'system')
    return (
      <p class="item system" dir="auto">
        {message.content}
      </p>
    );
  return (
    <div class={`item ${message.role}`}>
      <p class={message.role === 'customer' ? 'hidden' : 'who'}>{nameOf(message, words)}</p>
      {message.content !== '' && <Text chat={chat} message={message} words={words} />}
      <Files chat={chat} words={words} files={message.files} />
    </div>
  );
}

/** A long text is there with its beginning, and whole at a press; the reader goes on where the beginning ended. */
function Text({ chat, message, words }: ItemProps): JSX.Element {
  const text = useRef<HTMLParagraphElement>(null);
  const { content, whole } = message;
  const show = async () => {
    await chat.readWhole(message);
    text.current?.focus({ preventScroll: true });
  };
  return (
    <>
      <p class="text" dir="auto" tabIndex={-1} ref={text}>
        {content}
        {whole && '…'}
      </p>
      {whole && (
        <button type="button" class="file" onClick={() => void show()}>
          {words.whole} <small>{sizeOf(whole.bytes)}</small>
        </button>
      )}
    </>
  );
}

function Waiting({ message, words }: { message: Outgoing; words: Words }): JSX.Element {
  const { content, files = [], refused } = message;
  const text = [content, ...files.map(({ name }) => name)].filter((line) => line !== '').join('\n');
  return (
    <div class="item customer">
      <p class="text" dir="auto">
        {text}
      </p>
      <p class={refused === undefined ? 'note' : 'note refused'}>
        {refused === undefined ? words.waiting : `${words.refused}: ${refused}`}
      </p>
    </div>
  );
}

function useFocus() {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
  }, []);
  return field;
}

function isSendKey(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && !event.shiftKey && !event.isComposing;
}

/** Whether something is still on its way up, and whether there is anything to send. */
function standingOf({ tray }: Props['state'], text: string) {
  const isLoading = tray.some(({ id, refused }) => id === undefined && refused === undefined);
  return { isLoading, isEmpty: text.trim() === '' && tray.every(({ id }) => id === undefined) };
}

function Composer(props: Props): JSX.Element {
  const { chat, state, words } = props;
  const [text, setText] = useState(chat.shelf.draft());
  const field = useFocus();
  const write = (value: string) => {
    setText(value);
    chat.shelf.keepDraft(value);
  };
  const { isLoading, isEmpty } = standingOf(state, text);
  const send = () => {
    if (isLoading) return;
    const refused = state.outbox.filter((message) => message.refused !== undefined);
    for (const { id } of refused) chat.takeBack(id);
    chat.send(text);
    write('');
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Attach {...props} />
      <label>
        <span class="hidden">{words.write}</span>
        <textarea
          ref={field}
          rows={1}
          value={text}
          maxLength={16_000}
          placeholder={words.write}
          onInput={(event) => {
            write(event.currentTarget.value);
            chat.type();
          }}
          onKeyDown={(event) => {
            if (!isSendKey(event)) return;
            event.preventDefault();
            send();
          }}
        />
      </label>
      <button type="submit" class="main" disabled={isEmpty || isLoading}>
        {words.send}
      </button>
    </form>
  );
}
