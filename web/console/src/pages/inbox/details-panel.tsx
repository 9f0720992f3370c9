/** The right column: brief, knowledge, customer. */
import { useState } from 'react';
import type { JSX } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { useTabKeys } from '../../ui/tabs.tsx';
import { BriefPanel } from './brief-panel.tsx';
import { CustomerPanel } from './customer-panel.tsx';
import type { Case } from './data.ts';
import { KnowledgePanel } from './knowledge-panel.tsx';
import { words } from './words.ts';

const tabs = ['brief', 'knowledge', 'customer'] as const;

interface DetailsProps {
  found: Case;
  cite: (turns: readonly number[]) => void;
  insert: (text: string) => void;
  /** On narrow screens it lies over the transcript. */
  isOpen: boolean;
}

/** Three views of what helps, one at a time. */
export function DetailsPanel({ found, cite, insert, isOpen }: DetailsProps): JSX.Element {
  const t = useWords(words);
  const [tab, setTab] = useState<(typeof tabs)[number]>('brief');
  const move = useTabKeys(tabs, tab, setTab);
  return (
    <aside
      aria-label={t('details')}
      className={`min-h-0 w-88 shrink-0 flex-col border-l border-line bg-surface xl:static xl:flex ${
        isOpen ? 'fixed inset-y-0 right-0 z-30 flex max-w-[88vw] shadow-high' : 'hidden'
      }`}
    >
      <div
        role="tablist"
        aria-label={t('details')}
        onKeyDown={move}
        className="flex h-14 shrink-0 items-end gap-1 border-b border-line px-3"
      >
        {tabs.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            id={`tab-${one}`}
            data-tab={one}
            aria-selected={tab === one}
            tabIndex={tab === one ? 0 : -1}
            aria-controls="details-tab"
            onClick={() => setTab(one)}
            className="border-b-2 border-transparent px-2 pb-2.5 font-medium text-quiet hover:text-text aria-selected:border-accent aria-selected:text-text"
          >
            {t(one)}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id="details-tab"
        aria-labelledby={`tab-${tab}`}
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto p-4"
      >
        {tab === 'brief' && <BriefPanel found={found} cite={cite} />}
        {tab === 'knowledge' && <KnowledgePanel found={found} insert={insert} />}
        {tab === 'customer' && <CustomerPanel found={found} />}
      </div>
    </aside>
  );
}
