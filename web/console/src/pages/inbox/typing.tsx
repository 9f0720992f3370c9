/** Who types: the customer as the agent sees it, and the agent as the customer is told. */
import { useEffect, useState } from 'react';
import type { JSX } from 'react';
import { api } from '../../api/client.ts';
import { listen } from '../../api/live.ts';
import { useWords } from '../../i18n/language.tsx';
import { Pace } from './pace.ts';
import { words } from './words.ts';

/** Whether the customer of a conversation types; `turns` is how many turns it has: with the next one they have stopped. */
function useCustomerTyping(conversation: string, turns: number): boolean {
  const [isTyping, setTyping] = useState(false);
  useEffect(() => {
    const run = { timer: 0 };
    setTyping(false);
    const stop = listen(({ type, conversation_id: id, data }) => {
      if (type !== 'typing' || id !== conversation || data['role'] !== 'customer') return;
      setTyping(true);
      window.clearTimeout(run.timer);
      run.timer = window.setTimeout(
        () => {
          setTyping(false);
        },
        Number(data['expires_in_seconds']) * 1_000,
      );
    });
    return () => {
      window.clearTimeout(run.timer);
      stop();
    };
  }, [conversation, turns]);
  return isTyping;
}

/** The line under the transcript; said once, however long they type. */
export function TypingLine(props: {
  conversation: string;
  customer: string;
  turns: number;
}): JSX.Element {
  const t = useWords(words);
  const isTyping = useCustomerTyping(props.conversation, props.turns);
  return (
    <p
      role="status"
      dir="auto"
      className="mx-auto w-full max-w-3xl px-4 text-sm text-quiet sm:px-0"
    >
      {isTyping && t('typing', props.customer)}
    </p>
  );
}

/** Of this tab, so that a change of conversation does not lose count. */
export const pace = new Pace();

/** Tells the customer that the agent types, now and then; whether it is told matters to nobody else. */
export function tellTyping(conversation: string): void {
  if (!pace.isDue(conversation, Date.now())) return;
  const params = { path: { id: conversation } };
  void api.POST('/v1/conversations/{id}/typing', { params, body: {} }).catch(() => undefined);
}
