/** Dialogs on the browser's own `<dialog>`: it keeps the focus inside, closes by Escape, and makes the rest inert. */
import { X } from 'lucide-react';
import { useId, useLayoutEffect, useRef } from 'react';
import type { JSX, ReactNode } from 'react';
import { common } from '../i18n/common.ts';
import { useWords } from '../i18n/language.tsx';
import { Button, IconButton } from './button.tsx';
import type { ButtonKind } from './button.tsx';
import { Problem } from './states.tsx';

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  wide?: boolean;
}

/** Where the focus goes first: what somebody opened the dialog for, not the button that closes it. */
const firstField = '[data-first], input:not([type="file"]), select, textarea';

/** Open as long as it is rendered. */
export function Dialog({ title, onClose, children, wide = false }: DialogProps): JSX.Element {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const t = useWords(common);
  // Closed while it still is in the page: then the browser gives the focus back to who opened it.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>(firstField)?.focus();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === ref.current) onClose();
      }}
      className={`m-auto w-[calc(100vw-2rem)] ${wide ? 'max-w-3xl' : 'max-w-md'} rounded-xl border border-line bg-surface p-0 text-text shadow-high`}
    >
      <div className="grid gap-4 p-5">
        <header className="flex items-center justify-between gap-4">
          <h2 id={titleId} className="text-lg">
            {title}
          </h2>
          <IconButton label={t('close')} onClick={onClose} className="-my-1 -mr-1.5">
            <X aria-hidden className="size-4" />
          </IconButton>
        </header>
        {children}
      </div>
    </dialog>
  );
}

interface FormDialogProps extends DialogProps {
  /** What the button says. */
  action: string;
  kind?: ButtonKind;
  busy?: boolean;
  disabled?: boolean;
  /** Why it did not work. */
  error?: unknown;
  onSubmit: () => void;
}

/** A dialog with fields, a button that does it, and one that does not. Enter submits; from everywhere with Ctrl. */
export function FormDialog(props: FormDialogProps): JSX.Element {
  const { action, kind = 'primary', busy = false, disabled, error, onSubmit, ...rest } = props;
  const t = useWords(common);
  return (
    <Dialog {...rest}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy && disabled !== true) onSubmit();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          event.currentTarget.requestSubmit();
        }}
      >
        {props.children}
        {error !== undefined && error !== null && <Problem error={error} />}
        <footer className="flex justify-end gap-2">
          <Button kind="quiet" onClick={props.onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" kind={kind} busy={busy} disabled={disabled}>
            {action}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
