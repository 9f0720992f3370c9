/** Where the agent writes: a reply or a note, with suggestions, macros and files. What is written is kept at once. */
import { Paperclip, SendHorizontal, X } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { JSX, KeyboardEvent, RefObject } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Key } from '../../ui/badge.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { toastProblem } from '../../ui/toast.tsx';
import type { Suggestion } from './data.ts';
import { useDraft, type Draft, type DraftKind } from './drafts.ts';
import { Macros } from './macros.tsx';
import type { Outbox } from './outbox.ts';
import { pace, tellTyping } from './typing.tsx';
import { upload } from './upload.ts';
import { words } from './words.ts';

/** What others of the case ask of the composer. */
export interface ComposerHandle {
  focus: () => void;
  write: (kind: DraftKind) => void;
  insert: (text: string) => void;
}

interface ComposerProps {
  conversation: string;
  customer: string;
  scope: string;
  outbox: Outbox;
  suggestions: readonly Suggestion[];
  /** Why no reply may be written; notes always may. */
  closed: string | null;
  handle: RefObject<ComposerHandle | null>;
}

const mostPx = 240;

function useGrowing(text: string): RefObject<HTMLTextAreaElement | null> {
  const ref = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const area = ref.current;
    if (area === null) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(mostPx, area.scrollHeight + 2)}px`;
  }, [text]);
  return ref;
}

/** Behind what was put in, where one goes on writing. */
function focusEnd(area: HTMLTextAreaElement | null): void {
  area?.focus();
  area?.setSelectionRange(area.value.length, area.value.length);
}

function joined(before: string, added: string): string {
  return before.trim() === '' ? added : `${before.trimEnd()}\n\n${added}`;
}

/** The composer of one case. */
export function Composer(props: ComposerProps): JSX.Element {
  const { conversation, scope, outbox, closed, handle } = props;
  const t = useWords(words);
  const [chosen, setKind] = useState<DraftKind>('reply');
  const kind = closed === null ? chosen : 'note';
  const [draft, change, clear] = useDraft(scope, conversation, kind);
  const area = useGrowing(draft.text);
  const focus = () => requestAnimationFrame(() => focusEnd(area.current));
  useEffect(() => {
    handle.current = {
      focus: () => area.current?.focus(),
      write: (next) => {
        setKind(next);
        // At once: what is typed right after the key is text, and no other key of the inbox.
        area.current?.focus();
      },
      insert: (text) => {
        change({ text: joined(draft.text, text) });
        focus();
      },
    };
  });
  const canSend = draft.text.trim() !== '' || (kind === 'reply' && draft.files.length > 0);
  const send = () => {
    if (!canSend) return;
    outbox.send({ ...draft, conversation, kind });
    if (kind === 'reply') pace.sent();
    clear();
    area.current?.focus();
  };
  const isNote = kind === 'note';
  return (
    <section
      aria-label={t('compose')}
      className={`border-t border-line px-4 pt-2 pb-3 sm:px-6 ${isNote ? 'bg-note' : 'bg-surface'}`}
    >
      <div className="mx-auto grid max-w-3xl gap-2">
        {!isNote && draft.text === '' && (
          <Suggestions
            suggestions={props.suggestions}
            take={({ id, content }) => {
              change({ text: content, suggestion: id });
              focus();
            }}
          />
        )}
        <Kinds kind={kind} closed={closed} choose={setKind} />
        <textarea
          ref={area}
          dir="auto"
          rows={2}
          aria-label={isNote ? t('noteFor') : t('replyTo', props.customer)}
          placeholder={isNote ? t('notePlaceholder') : t('placeholder')}
          value={draft.text}
          onChange={(event) => {
            change({ text: event.target.value });
            if (!isNote) tellTyping(conversation);
          }}
          onKeyDown={(event) => {
            if (isSendKey(event)) {
              event.preventDefault();
              send();
            } else if (event.key === 'Escape') leave();
          }}
          className="w-full resize-none rounded-lg border border-line-strong bg-surface px-3 py-2 text-text placeholder:text-quiet"
        />
        <FileChips draft={draft} change={change} />
        <div className="flex items-center gap-1">
          {!isNote && <Attach draft={draft} change={change} />}
          {!isNote && (
            <Macros
              conversation={conversation}
              isAsked={draft.text === '/'}
              insert={(text) => {
                change({ text: draft.text === '/' ? text : joined(draft.text, text) });
                focus();
              }}
            />
          )}
          <span className="ml-auto hidden text-xs text-quiet sm:inline">
            <Key>Ctrl</Key> <Key>↵</Key>
          </span>
          <Button kind="primary" disabled={!canSend} onClick={send} className="ml-auto sm:ml-2">
            {isNote ? t('addNote') : t('send')}
            {!isNote && <SendHorizontal aria-hidden className="size-4" />}
          </Button>
        </div>
      </div>
    </section>
  );
}

/** Out of the box, so that single keys are commands again. */
function leave(): void {
  document.querySelector<HTMLElement>('[data-home]')?.focus();
}

function isSendKey(event: KeyboardEvent): boolean {
  return (
    event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing
  );
}

function Kinds(props: {
  kind: DraftKind;
  closed: string | null;
  choose: (kind: DraftKind) => void;
}): JSX.Element {
  const { kind, closed, choose } = props;
  const t = useWords(words);
  return (
    <div className="flex flex-wrap items-center gap-1">
      {(['reply', 'note'] as const).map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={kind === one}
          disabled={one === 'reply' && closed !== null}
          onClick={() => choose(one)}
          className={`rounded-md px-2 py-0.5 text-sm font-medium disabled:opacity-60 ${kind === one ? 'bg-surface-strong text-text' : 'text-quiet hover:text-text'}`}
        >
          {t(one)}
        </button>
      ))}
      {closed !== null && <p className="ml-1 text-sm text-on-note">{closed}</p>}
    </div>
  );
}

interface SuggestionsProps {
  suggestions: readonly Suggestion[];
  take: (suggestion: Suggestion) => void;
}

/** One click puts one into the box, where it can be changed before it is sent. */
function Suggestions({ suggestions, take }: SuggestionsProps): JSX.Element | null {
  const t = useWords(words);
  if (suggestions.length === 0) return null;
  return (
    <div className="grid gap-1" role="group" aria-label={t('suggested')}>
      <p className="text-xs font-medium text-quiet">{t('suggested')}</p>
      {suggestions.slice(0, 3).map((suggestion) => (
        <button
          key={suggestion.id}
          type="button"
          dir="auto"
          title={suggestion.content}
          onClick={() => take(suggestion)}
          className="truncate rounded-lg border border-line bg-surface px-3 py-1.5 text-left hover:border-accent hover:bg-accent-quiet"
        >
          {suggestion.content.replaceAll(/\s+/g, ' ')}
        </button>
      ))}
    </div>
  );
}

interface FilesProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
}

function FileChips({ draft, change }: FilesProps): JSX.Element | null {
  const t = useWords(words);
  if (draft.files.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-1.5">
      {draft.files.map((file) => (
        <li
          key={file.id}
          className="flex max-w-full items-center gap-1 rounded-md bg-surface-strong py-0.5 pl-2 text-sm"
        >
          <span className="truncate">{file.name}</span>
          <IconButton
            label={t('removeFile', file.name)}
            className="size-6"
            onClick={() => change({ files: draft.files.filter(({ id }) => id !== file.id) })}
          >
            <X aria-hidden className="size-3.5" />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}

function Attach({ draft, change }: FilesProps): JSX.Element {
  const t = useWords(words);
  const input = useRef<HTMLInputElement>(null);
  const [uploading, setUploading] = useState<string | null>(null);
  const add = async (files: FileList) => {
    const added = [...draft.files];
    for (const file of files) {
      setUploading(file.name);
      try {
        added.push(await upload(file));
      } catch (error) {
        toastProblem(t('fileFailed'), error);
      }
    }
    setUploading(null);
    change({ files: added });
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        tabIndex={-1}
        aria-hidden
        className="hidden"
        onChange={(event) => {
          if (event.target.files !== null) void add(event.target.files);
          event.target.value = '';
        }}
      />
      <IconButton
        label={t('attach')}
        disabled={uploading !== null}
        onClick={() => input.current?.click()}
      >
        <Paperclip aria-hidden className="size-4" />
      </IconButton>
      {uploading !== null && (
        <span role="status" className="truncate text-sm text-quiet">
          {t('uploading', uploading)}
        </span>
      )}
    </>
  );
}
