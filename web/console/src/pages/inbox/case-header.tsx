/** Who the case is with and what may be done about it. */
import { Link } from '@tanstack/react-router';
import { ArrowLeft, Check, Clock, CornerUpRight, PanelRight, Undo2 } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { JSX } from 'react';
import { useCodes } from '../../i18n/codes.ts';
import { useWords } from '../../i18n/language.tsx';
import { useTimes } from '../../i18n/times.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { ChannelIcon } from './channel-icon.tsx';
import type { CaseAction } from './case-dialogs.tsx';
import { ClockChip } from './clock-chip.tsx';
import { isHeld, useAgents, type Case } from './data.ts';
import { words } from './words.ts';

interface HeaderProps {
  found: Case;
  search: Record<string, string>;
  act: (action: CaseAction) => void;
  claim: { way: 'claim' | 'takeOver'; mutate: () => void; isPending: boolean } | null;
  details: { isOpen: boolean; toggle: () => void };
}

/** What the agent who holds the case may do. */
export const caseActions: readonly {
  action: CaseAction;
  icon: LucideIcon;
  key: string;
}[] = [
  { action: 'transfer', icon: CornerUpRight, key: 't' },
  { action: 'snooze', icon: Clock, key: 'z' },
  { action: 'returnToAi', icon: Undo2, key: 'b' },
  { action: 'resolve', icon: Check, key: 'e' },
];

/** What the customer is called; their case number where no name is known. */
export function titleOf({ conversation }: Case, unnamed: string): string {
  const name = conversation.customer?.['name'];
  return typeof name === 'string' && name !== '' ? name : unnamed;
}

/** The line above the transcript. */
export function CaseHeader({ found, search, act, claim, details }: HeaderProps): JSX.Element {
  const t = useWords(words);
  return (
    <header className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line bg-surface px-3 py-2 sm:px-6">
      <Link
        to="/inbox"
        search={search}
        aria-label={t('back')}
        className="-ml-1 inline-flex size-8 items-center justify-center rounded-md text-quiet hover:bg-surface-quiet lg:hidden"
      >
        <ArrowLeft aria-hidden className="size-5" />
      </Link>
      <div className="min-w-0 flex-1 basis-56">
        <h1 dir="auto" className="truncate text-lg">
          {titleOf(found, t('unnamed'))}
        </h1>
        <Facts found={found} />
      </div>
      <div className="flex flex-wrap items-center gap-1.5">
        {claim !== null && (
          <Button kind="primary" busy={claim.isPending} onClick={claim.mutate}>
            {t(claim.way)}
          </Button>
        )}
        {isHeld(found) &&
          caseActions.map(({ action, icon: Icon, key }) =>
            action === 'resolve' ? (
              <Button key={action} kind="primary" title={key} onClick={() => act(action)}>
                <Icon aria-hidden className="size-4" />
                {t(action)}
              </Button>
            ) : (
              <IconButton key={action} label={`${t(action)} (${key})`} onClick={() => act(action)}>
                <Icon aria-hidden className="size-4.5" />
              </IconButton>
            ),
          )}
        <IconButton
          label={t('details')}
          aria-expanded={details.isOpen}
          onClick={details.toggle}
          className="xl:hidden"
        >
          <PanelRight aria-hidden className="size-4.5" />
        </IconButton>
      </div>
    </header>
  );
}

function Facts({ found }: { found: Case }): JSX.Element {
  const { conversation } = found;
  const { handoff } = conversation;
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-sm text-quiet">
      <ChannelIcon channel={conversation.channel} />
      {handoff?.case_number !== null && handoff?.case_number !== undefined && (
        <span className="tabular-nums">{shownNumber(handoff.case_number)}</span>
      )}
      {handoff !== null && <span className="wrap-anywhere">{handoff.queue}</span>}
      <Holder found={found} />
      <ClockChip clocks={conversation.clocks} />
    </p>
  );
}

/** With the hyphen that makes it easy to read aloud. */
function shownNumber(number: string): string {
  return number.includes('-') ? number : `${number.slice(0, 3)}-${number.slice(3)}`;
}

function Holder({ found }: { found: Case }): JSX.Element {
  const t = useWords(words);
  const say = useCodes();
  const times = useTimes();
  const agents = useAgents();
  const { conversation } = found;
  const { owner, owner_id: holder, status, snoozed_until: until } = conversation;
  if (status === 'resolved') return <Badge>{say('resolved')}</Badge>;
  if (owner === 'ai') return <Badge>{say('pending')}</Badge>;
  if (owner === 'queue') return <Badge tone="handoff">{say('queued')}</Badge>;
  const name = agents.data?.find(({ id }) => id === holder)?.name ?? holder ?? '';
  if (status === 'snoozed' && until !== null)
    return <Badge tone="accent">{t('snoozedUntil', times.short(until))}</Badge>;
  return <Badge tone="person">{t('heldBy', name)}</Badge>;
}
