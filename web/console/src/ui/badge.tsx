/** A word with the colour of its meaning. Never the colour alone. */
import type { JSX, ReactNode } from 'react';

export type Tone = 'quiet' | 'accent' | 'handoff' | 'person' | 'danger' | 'note';

const tones: Record<Tone, string> = {
  quiet: 'bg-surface-strong text-text',
  accent: 'bg-accent-quiet text-accent',
  handoff: 'bg-handoff-quiet text-handoff',
  person: 'bg-person-quiet text-person',
  danger: 'bg-danger-quiet text-danger',
  note: 'bg-note text-on-note',
};

/** A small label. */
export function Badge({
  tone = 'quiet',
  children,
}: {
  tone?: Tone;
  children: ReactNode;
}): JSX.Element {
  return (
    <span
      className={`inline-flex max-w-full items-center gap-1 rounded px-1.5 text-xs leading-5 font-medium ${tones[tone]}`}
    >
      {children}
    </span>
  );
}

/** A key of the keyboard. */
export function Key({ children }: { children: ReactNode }): JSX.Element {
  return (
    <kbd className="rounded border border-line bg-surface-quiet px-1 font-mono text-xs text-quiet">
      {children}
    </kbd>
  );
}
