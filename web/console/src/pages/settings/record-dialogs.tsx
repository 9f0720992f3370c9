/** What every list of settings does with one of its records: make or change it, and remove it. */
import type { JSX, ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import type { ButtonKind } from '../../ui/button.tsx';
import { FormDialog } from '../../ui/dialog.tsx';
import { useForm } from './form.ts';
import type { Form } from './form.ts';
import { useSaving } from './saving.ts';
import { words } from './words.ts';

interface RecordDialogProps<D, A> {
  /** First part of the key of the query that lists the records. */
  list: string;
  title: string;
  isNew: boolean;
  /** Unless given, it adds or changes. */
  action?: string;
  /** Said when it is done; unless given, that it was saved. Null says nothing. */
  done?: string | null;
  start: D;
  isComplete: (draft: D) => boolean;
  send: (draft: D) => Promise<A>;
  /** What is done with the answer, when it holds more than that it worked. */
  onSent?: (answer: A) => void;
  onClose: () => void;
  wide?: boolean;
  children: (form: Form<D>) => ReactNode;
}

/** A dialog with the fields of one record. It closes when the record is kept. */
export function RecordDialog<D extends object, A>(props: RecordDialogProps<D, A>): JSX.Element {
  const { list, isNew, action, done, start, isComplete, send, onSent, onClose, children, ...rest } =
    props;
  const t = useWords(words);
  const form = useForm(start);
  const saving = useSaving(list, () => send(form.draft), {
    ...(done !== null && { text: done ?? t('saved') }),
    then: (answer) => {
      onClose();
      onSent?.(answer);
    },
  });
  return (
    <FormDialog
      {...rest}
      action={action ?? (isNew ? t('add') : t('change'))}
      busy={saving.isPending}
      disabled={!isComplete(form.draft)}
      error={saving.error}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      {children(form)}
    </FormDialog>
  );
}

interface ConfirmDialogProps<A> {
  list: string;
  title: string;
  /** What will follow from it. */
  hint: ReactNode;
  /** Unless given, it removes. */
  action?: string;
  kind?: ButtonKind;
  /** Said when it is done; unless given, that it was removed. Null says nothing. */
  done?: string | null;
  send: () => Promise<A>;
  onSent?: (answer: A) => void;
  onClose: () => void;
}

/** Asks before something that has consequences. */
export function ConfirmDialog<A>(props: ConfirmDialogProps<A>): JSX.Element {
  const { list, title, hint, action, kind = 'danger', done, send, onSent, onClose } = props;
  const t = useWords(words);
  const saving = useSaving(list, send, {
    ...(done !== null && { text: done ?? t('removed') }),
    then: (answer) => {
      onClose();
      onSent?.(answer);
    },
  });
  return (
    <FormDialog
      title={title}
      action={action ?? t('remove')}
      kind={kind}
      busy={saving.isPending}
      error={saving.error}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <p>{hint}</p>
    </FormDialog>
  );
}
