/** Every agent with what they hold. */
import { Users } from 'lucide-react';
import type { JSX } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import type { Tone } from '../../ui/badge.tsx';
import { column, figure } from '../../ui/columns.ts';
import { Empty } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table.tsx';
import { Age } from './age.tsx';
import { useFloorCodes } from './codes.ts';
import { Count } from './count.tsx';
import type { Floor } from './live.tsx';
import { words } from './words.ts';

type Agent = Floor['agents'][number];

const presenceTones: Record<string, Tone> = {
  online: 'person',
  wrapping: 'accent',
  away: 'handoff',
};

interface AgentsProps {
  agents: readonly Agent[];
  /** Epoch ms of the reading. */
  readAt: number;
}

/** The agents of the floor. */
export function Agents({ agents, readAt }: AgentsProps): JSX.Element {
  const t = useWords(words);
  const empty = (
    <Empty title={t('noAgents')} icon={<Users />}>
      {t('noAgentsHint')}
    </Empty>
  );
  return (
    <section className="grid gap-2">
      <h2 className="text-base">{t('agents')}</h2>
      <Table
        caption={t('agents')}
        rows={agents}
        rowKey={({ id }) => id}
        empty={empty}
        columns={useColumns(readAt)}
      />
    </section>
  );
}

function useColumns(readAt: number): Column<Agent>[] {
  const t = useWords(words);
  return [
    column('agent', t('agent'), ({ name }) => (
      <span dir="auto" className="font-medium">
        {name}
      </span>
    )),
    column('presence', t('presence'), (agent) => <PresenceOf agent={agent} />),
    column('load', t('load'), (agent) => <Load agent={agent} />),
    figure('cases', t('cases'), ({ cases }) => <Count value={cases} />),
    figure('longest', t('longest'), (agent) => (
      <Age seconds={agent.longest_case_seconds} readAt={readAt} />
    )),
  ];
}

function PresenceOf({ agent }: { agent: Agent }): JSX.Element {
  const t = useWords(words);
  const say = useFloorCodes();
  const { presence, away_reason: why } = agent;
  const isSilent = presence === 'online' || presence === 'wrapping';
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      <Badge tone={presenceTones[presence] ?? 'quiet'}>{say(presence)}</Badge>
      {why !== null && (
        <span dir="auto" className="text-sm wrap-anywhere text-quiet">
          {say(why)}
        </span>
      )}
      {isSilent && !agent.on_shift && <span className="text-sm text-quiet">{t('offShift')}</span>}
    </span>
  );
}

function Load({ agent }: { agent: Agent }): JSX.Element {
  const t = useWords(words);
  const { units_taken: taken, capacity } = agent;
  const isFull = taken >= capacity;
  const share = capacity === 0 ? 0 : Math.min(100, (taken / capacity) * 100);
  return (
    <span className="flex items-center gap-2 whitespace-nowrap">
      <span aria-hidden className="h-1.5 w-20 overflow-hidden rounded-full bg-surface-strong">
        <span
          className={`block h-full rounded-full ${isFull ? 'bg-handoff' : 'bg-person'}`}
          style={{ width: `${share}%` }}
        />
      </span>
      <span
        className={`text-sm tabular-nums ${isFull ? 'font-medium text-handoff' : 'text-quiet'}`}
      >
        {t('loadOf', taken, capacity)}
      </span>
    </span>
  );
}
