/** Short words at the edge of the page after something was done. Problems stay until they are closed. */
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import type { JSX } from 'react';
import { common } from '../i18n/common.ts';
import { useWords } from '../i18n/language.tsx';
import { IconButton } from './button.tsx';
import { useAdvice } from './states.tsx';

interface Toast {
  id: number;
  text: string;
  error?: unknown;
}

const shownMs = 5_000;
const store: { toasts: Toast[]; next: number; listeners: Set<() => void> } = {
  toasts: [],
  next: 1,
  listeners: new Set(),
};

function change(toasts: Toast[]): void {
  store.toasts = toasts.slice(-4);
  for (const listener of store.listeners) listener();
}

function close(id: number): void {
  change(store.toasts.filter((toast) => toast.id !== id));
}

/** Says that something was done. */
export function toast(text: string): void {
  change([...store.toasts, { id: store.next++, text }]);
}

/** Says that something did not work, and what to do. */
export function toastProblem(text: string, error: unknown): void {
  change([...store.toasts, { id: store.next++, text, error }]);
}

function subscribe(listener: () => void): () => void {
  store.listeners.add(listener);
  return () => store.listeners.delete(listener);
}

function OneToast({ toast: { id, text, error } }: { toast: Toast }): JSX.Element {
  const t = useWords(common);
  const adviceFor = useAdvice();
  const isProblem = error !== undefined;
  useEffect(() => {
    if (isProblem) return;
    const timer = window.setTimeout(close, shownMs, id);
    return () => {
      window.clearTimeout(timer);
    };
  }, [id, isProblem]);
  const Icon = isProblem ? CircleAlert : CircleCheck;
  return (
    <div
      className={`flex items-start gap-2 rounded-lg border border-line bg-surface p-3 shadow-high`}
    >
      <Icon
        aria-hidden
        className={`mt-0.5 size-4 shrink-0 ${isProblem ? 'text-danger' : 'text-person'}`}
      />
      <div className="min-w-0 flex-1 wrap-anywhere">
        <p className="font-medium">{text}</p>
        {isProblem && <p className="text-quiet">{adviceFor(error)}</p>}
      </div>
      <IconButton label={t('close')} onClick={() => close(id)} className="-m-1">
        <X aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}

/** Where toasts are shown; once in the shell. */
export function Toasts(): JSX.Element {
  const toasts = useSyncExternalStore(subscribe, () => store.toasts);
  return (
    <div
      role="status"
      className="fixed right-4 bottom-4 z-50 grid w-88 max-w-[calc(100vw-2rem)] gap-2"
    >
      {toasts.map((one) => (
        <OneToast key={one.id} toast={one} />
      ))}
    </div>
  );
}
