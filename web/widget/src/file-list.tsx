/** Files as the visitor sees them: of a message, and those that the next one will carry. */
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { VisitorFile } from './api-types.ts';
import type { Chat } from './chat.ts';
import type { TrayFile } from './files.ts';
import type { Props } from './props.ts';
import type { Words } from './words.ts';

interface FilesProps {
  chat: Chat;
  words: Words;
  files: VisitorFile[];
}

/** A number of bytes, for people. */
export function sizeOf(bytes: number): string {
  return bytes < 1_048_576
    ? `${Math.max(1, Math.round(bytes / 1_024))} KB`
    : `${(bytes / 1_048_576).toFixed(1)} MB`;
}

/** The files of one message, each a button that saves it. */
export function Files({ chat, words, files }: FilesProps): JSX.Element {
  return (
    <>
      {files.map((file) => (
        <button type="button" class="file" key={file.id} onClick={() => void chat.save(file)}>
          <Clip />
          <span class="hidden">{words.download}: </span>
          <span dir="auto">{file.name}</span> <small>{sizeOf(file.bytes)}</small>
        </button>
      ))}
    </>
  );
}

function Clip(): JSX.Element {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
      <path
        d="M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7l-8.4 8.4a1.7 1.7 0 0 1-2.4-2.4L14.5 7"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

/** The button that chooses files. */
export function Attach({ chat, words }: Props): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="icon"
        aria-label={words.attach}
        onClick={() => input.current?.click()}
      >
        <Clip />
      </button>
      <input
        type="file"
        multiple
        hidden
        ref={input}
        onChange={({ currentTarget }) => {
          for (const file of Array.from(currentTarget.files ?? []))
            void chat.tray.attach(file, words);
          currentTarget.value = '';
        }}
      />
    </>
  );
}

function wordFor(file: TrayFile, words: Words): string {
  if (file.refused !== undefined) return words.notAttached;
  return file.id === undefined ? words.uploading : words.attached;
}

/** What the next message will carry; how the last of it stands is said aloud. */
export function Tray({ chat, state, words }: Props): JSX.Element {
  const last = state.tray.at(-1);
  const said = last && `${wordFor(last, words)}: ${last.name}. ${last.refused ?? ''}`;
  return (
    <>
      <p class="hidden" role="status">
        {said}
      </p>
      {state.tray.map((file) => (
        <div class="row tray" key={file.key}>
          <span dir="auto">{file.name}</span>
          {file.id === undefined && file.refused === undefined && (
            <progress value={file.done} aria-label={`${words.uploading}: ${file.name}`} />
          )}
          {file.refused !== undefined && <span class="note refused">{file.refused}</span>}
          <button
            type="button"
            aria-label={`${words.remove}: ${file.name}`}
            onClick={() => {
              chat.tray.putAway(file.key);
            }}
          >
            <span aria-hidden="true">×</span>
          </button>
        </div>
      ))}
    </>
  );
}
