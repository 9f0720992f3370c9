/** Buttons. `primary` once per view: what most people come for. */
import type { ComponentProps, JSX } from 'react';

export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger';

const base =
  'inline-flex h-8 items-center justify-center gap-1.5 whitespace-nowrap rounded-md px-3 font-medium transition-colors disabled:opacity-55 aria-disabled:opacity-55';
const kinds: Record<ButtonKind, string> = {
  primary: 'bg-accent text-on-accent hover:not-disabled:bg-accent-strong',
  plain: 'border border-line bg-surface hover:not-disabled:bg-surface-quiet',
  quiet: 'text-quiet hover:not-disabled:bg-surface-quiet hover:not-disabled:text-text',
  danger: 'border border-line bg-surface text-danger hover:not-disabled:bg-danger-quiet',
};

/** The look of a button, for a link that is one. */
export function buttonLook(kind: ButtonKind): string {
  return `${base} ${kinds[kind]}`;
}

interface ButtonProps extends ComponentProps<'button'> {
  kind?: ButtonKind;
  /** What it does is under way: it cannot be pressed again. */
  busy?: boolean;
}

/** A button with words. */
export function Button(props: ButtonProps): JSX.Element {
  const { kind = 'plain', busy = false, className = '', disabled, onClick, ...rest } = props;
  return (
    <button
      type="button"
      aria-busy={busy || undefined}
      // Not disabled while busy: that would take the focus away from who pressed it.
      aria-disabled={busy || undefined}
      disabled={disabled}
      className={`${buttonLook(kind)} ${className}`}
      {...rest}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    />
  );
}

interface IconButtonProps extends ComponentProps<'button'> {
  /** What it does, for the tooltip and for screen readers. */
  label: string;
}

/** A button with an icon only; its label is the tooltip too. */
export function IconButton({ label, className = '', ...rest }: IconButtonProps): JSX.Element {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={`inline-flex size-8 shrink-0 items-center justify-center rounded-md text-quiet transition-colors hover:not-disabled:bg-surface-quiet hover:not-disabled:text-text disabled:opacity-55 ${className}`}
      {...rest}
    />
  );
}
