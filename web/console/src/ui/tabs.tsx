/** One of several panels. Arrow keys move between the tabs, as screen readers expect. */
import { useId } from 'react';
import type { JSX, KeyboardEvent, ReactNode } from 'react';

interface TabsProps {
  label: string;
  tabs: readonly { id: string; label: string }[];
  panels: Readonly<Record<string, ReactNode>>;
  chosen: string;
  onChoose: (id: string) => void;
}

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };

/** Arrow keys for a row of tabs that carry their id as `data-tab`. */
export function useTabKeys<T extends string>(
  ids: readonly T[],
  chosen: T,
  onChoose: (id: T) => void,
): (event: KeyboardEvent) => void {
  return (event) => {
    const step = steps[event.key];
    if (step === undefined) return;
    const next = ids[(ids.indexOf(chosen) + step + ids.length) % ids.length];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
  };
}

/** Tabs over a card. */
export function Tabs({ label, tabs, panels, chosen, onChoose }: TabsProps): JSX.Element {
  const id = useId();
  const ids = tabs.map((tab) => tab.id);
  const move = useTabKeys(ids, chosen, onChoose);
  return (
    <section className="min-w-0 rounded-lg border border-line bg-surface">
      <div
        role="tablist"
        aria-label={label}
        onKeyDown={move}
        className="flex gap-1 overflow-x-auto border-b border-line px-2 pt-1.5"
      >
        {tabs.map((tab) => (
          <Tab
            key={tab.id}
            tab={tab}
            id={id}
            isChosen={tab.id === chosen}
            onChoose={() => onChoose(tab.id)}
          />
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${chosen}`}
        tabIndex={0}
        className="p-4"
      >
        {panels[chosen]}
      </div>
    </section>
  );
}

interface TabProps {
  tab: { id: string; label: string };
  id: string;
  isChosen: boolean;
  onChoose: () => void;
}

function Tab({ tab, id, isChosen, onChoose }: TabProps): JSX.Element {
  const look = isChosen
    ? 'border-accent font-medium text-accent'
    : 'border-transparent text-quiet hover:text-text';
  return (
    <button
      type="button"
      role="tab"
      id={`${id}-${tab.id}`}
      data-tab={tab.id}
      aria-selected={isChosen}
      aria-controls={`${id}-panel`}
      tabIndex={isChosen ? 0 : -1}
      onClick={onChoose}
      className={`-mb-px rounded-t-md border-b-2 px-2.5 py-1.5 whitespace-nowrap ${look}`}
    >
      {tab.label}
    </button>
  );
}
