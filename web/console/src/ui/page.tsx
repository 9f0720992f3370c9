/** The frame of an ordinary page: title, what it is for, actions, content. The inbox has a frame of its own. */
import type { JSX, ReactNode } from 'react';

interface PageProps {
  title: string;
  /** One sentence for who comes here the first time. */
  lead?: ReactNode;
  /** Buttons at the right of the title. */
  actions?: ReactNode;
  children: ReactNode;
}

/** Scrolls on its own; content is at most 80rem wide. */
export function Page({ title, lead, actions, children }: PageProps): JSX.Element {
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto grid max-w-7xl gap-5 px-4 py-5 sm:px-6">
        <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
          <div className="grid gap-0.5">
            <h1 className="text-xl">{title}</h1>
            {lead !== undefined && <p className="max-w-prose text-quiet">{lead}</p>}
          </div>
          {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
        </header>
        {children}
      </div>
    </div>
  );
}

interface CardProps {
  title?: string;
  actions?: ReactNode;
  children: ReactNode;
}

/** A part of a page with its own title. */
export function Card({ title, actions, children }: CardProps): JSX.Element {
  return (
    <section className="min-w-0 rounded-lg border border-line bg-surface">
      {title !== undefined && (
        <header className="flex min-h-11 items-center justify-between gap-3 border-b border-line px-4 py-1.5">
          <h2 className="text-base">{title}</h2>
          {actions}
        </header>
      )}
      <div className="p-4">{children}</div>
    </section>
  );
}
