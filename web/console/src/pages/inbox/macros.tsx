/** Texts that were written before, filled with what is known of the customer. */
import { useMutation } from '@tanstack/react-query';
import { TextQuote } from 'lucide-react';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import { useWords } from '../../i18n/language.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { toast, toastProblem } from '../../ui/toast.tsx';
import { useMacros } from './data.ts';
import { words } from './words.ts';

interface MacrosProps {
  conversation: string;
  /** The agent wrote `/` into the empty box. */
  isAsked: boolean;
  insert: (text: string) => void;
}

/** A button that opens the list; `/` opens it too. */
export function Macros({ conversation, isAsked, insert }: MacrosProps): JSX.Element {
  const t = useWords(words);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <IconButton label={t('macros')} onClick={() => setIsOpen(true)}>
        <TextQuote aria-hidden className="size-4" />
      </IconButton>
      {(isOpen || isAsked) && (
        <MacroDialog
          conversation={conversation}
          insert={insert}
          onClose={() => {
            setIsOpen(false);
            if (isAsked) insert('');
          }}
        />
      )}
    </>
  );
}

function MacroDialog(props: {
  conversation: string;
  insert: (text: string) => void;
  onClose: () => void;
}): JSX.Element {
  const { conversation, insert, onClose } = props;
  const t = useWords(words);
  const macros = useMacros();
  const render = useMutation({
    mutationFn: (id: string) =>
      ask(
        api.POST('/v1/macros/{id}/render', {
          params: { path: { id } },
          body: { conversation_id: conversation },
        }),
      ),
    onSuccess: ({ content, missing }) => {
      onClose();
      insert(content);
      if (missing.length > 0) toast(t('missing', missing.join(', ')));
    },
    onError: (error) => {
      toastProblem(t('macros'), error);
    },
  });
  return (
    <Dialog title={t('macros')} onClose={onClose}>
      <Loaded query={macros}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={t('noMacros')} />
          ) : (
            <ul className="grid max-h-[50vh] gap-1 overflow-y-auto">
              {list.map(({ id, name, content }, at) => (
                <li key={id}>
                  <button
                    type="button"
                    autoFocus={at === 0}
                    data-first={at === 0 || undefined}
                    className="w-full rounded-md px-2 py-1.5 text-left hover:bg-surface-quiet"
                    onClick={() => render.mutate(id)}
                  >
                    <span dir="auto" className="block font-medium wrap-anywhere">
                      {name}
                    </span>
                    <span dir="auto" className="line-clamp-2 text-sm text-quiet wrap-anywhere">
                      {content}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Dialog>
  );
}
