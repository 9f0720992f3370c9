/** Messages that were sent and have no answer yet, at the end of the transcript. */
import { CircleAlert, LoaderCircle } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import type { JSX } from 'react';
import { connection } from '../../api/live.ts';
import { useWords } from '../../i18n/language.tsx';
import { Button } from '../../ui/button.tsx';
import { useAdvice } from '../../ui/states.tsx';
import { ApiProblem } from '../../api/problem.ts';
import type { Case } from './data.ts';
import { restoreDraft } from './drafts.ts';
import { useOutgoing, type Outbox, type Outgoing } from './outbox.ts';
import { words } from './words.ts';

interface OutgoingProps {
  outbox: Outbox;
  found: Case;
  scope: string;
}

/** What is in the transcript already is not shown twice, also before its answer came. */
export function OutgoingMessages({ outbox, found, scope }: OutgoingProps): JSX.Element {
  const items = useOutgoing(outbox, found.conversation.id);
  const known = new Set(found.turns.map(({ id }) => id));
  return (
    <>
      {items
        .filter(({ key }) => !known.has(key))
        .map((item) => (
          <One key={item.key} item={item} outbox={outbox} scope={scope} />
        ))}
    </>
  );
}

function One({
  item,
  outbox,
  scope,
}: {
  item: Outgoing;
  outbox: Outbox;
  scope: string;
}): JSX.Element {
  const t = useWords(words);
  const isUp = useSyncExternalStore(connection.subscribe, connection.isUp);
  const tone = item.kind === 'note' ? 'self-stretch bg-note text-on-note' : 'self-end bg-agent';
  return (
    <article className={`max-w-[85%] rounded-xl px-3 py-2 ${tone}`}>
      <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
        {item.text}
      </p>
      {item.refused === null ? (
        <p role="status" className="mt-1 flex items-center gap-1 text-xs">
          <LoaderCircle aria-hidden className="size-3.5 animate-spin" />
          {isUp ? t('sending') : t('waitingForNet')}
        </p>
      ) : (
        <Refused item={item} outbox={outbox} scope={scope} />
      )}
    </article>
  );
}

function Refused({
  item,
  outbox,
  scope,
}: {
  item: Outgoing;
  outbox: Outbox;
  scope: string;
}): JSX.Element {
  const t = useWords(words);
  const adviceFor = useAdvice();
  const putBack = () => {
    const { text, files, suggestion, conversation, kind, key } = item;
    if (restoreDraft(scope, conversation, kind, { text, files, suggestion })) outbox.discard(key);
  };
  return (
    <div role="alert" className="mt-1 grid gap-1.5 text-sm text-danger">
      <p className="flex items-center gap-1 font-medium">
        <CircleAlert aria-hidden className="size-4" />
        {t('refused')}
      </p>
      {item.refused !== null && <p>{adviceFor(new ApiProblem(item.refused))}</p>}
      <p className="flex gap-2">
        <Button onClick={putBack}>{t('putBack')}</Button>
        <Button onClick={() => outbox.discard(item.key)}>{t('discard')}</Button>
      </p>
    </div>
  );
}
