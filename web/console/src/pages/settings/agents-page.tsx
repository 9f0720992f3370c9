/** Agents, and the skills of the house. */
import { useQuery } from '@tanstack/react-query';
import { Plus, Sparkles, Users } from 'lucide-react';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useCodes } from '../../i18n/codes.ts';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { column, figure } from '../../ui/columns.ts';
import { Empty, Loaded } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table.tsx';
import { AgentDialog } from './agent-dialog.tsx';
import { levelText } from './forms.ts';
import { SettingsFrame } from './frame.tsx';
import { words } from './words.ts';

type Agent = Schemas['Agent'];
type Skill = Schemas['Skill'];

/** The page of the agents. */
export function AgentsPage(): JSX.Element {
  const t = useWords(words);
  const [editing, setEditing] = useState<Agent | 'new' | null>(null);
  const agents = useQuery({ queryKey: ['agents'], queryFn: () => ask(api.GET('/v1/agents')) });
  const columns = useAgentColumns(setEditing);
  const empty = (
    <Empty title={t('noAgents')} icon={<Users />}>
      {t('noAgentsHint')}
    </Empty>
  );
  return (
    <SettingsFrame
      place="agents"
      lead={t('agentsLead')}
      actions={
        <Button kind="primary" onClick={() => setEditing('new')}>
          <Plus aria-hidden className="size-4" />
          {t('addAgent')}
        </Button>
      }
    >
      <Loaded query={agents} lines={5}>
        {({ data }) => (
          <Table
            caption={t('agents')}
            rows={data}
            rowKey={({ id }) => id}
            columns={columns}
            empty={empty}
          />
        )}
      </Loaded>
      <Skills />
      {editing !== null && (
        <AgentDialog
          {...(editing !== 'new' && { agent: editing })}
          onClose={() => setEditing(null)}
        />
      )}
    </SettingsFrame>
  );
}

function useAgentColumns(onChange: (agent: Agent) => void): Column<Agent>[] {
  const t = useWords(words);
  const say = useCodes();
  return [
    column('name', t('name'), (agent) => (
      <span>
        <span dir="auto" className="font-medium">
          {agent.name}
        </span>{' '}
        <code className="text-xs text-quiet">{agent.id}</code>
      </span>
    )),
    column('presence', t('presence'), ({ presence }) => (
      <Badge tone={presence === 'online' ? 'person' : 'quiet'}>{say(presence)}</Badge>
    )),
    figure('capacity', t('capacity'), ({ capacity }) => capacity),
    column('queues', t('servedQueues'), ({ queues }) => queues.join(', ') || '–'),
    column('skills', t('skills'), ({ skills }) => levelText(skills) || '–'),
    column('languages', t('languages'), ({ languages }) => languages.join(', ') || '–'),
    column('do', t('actions'), (agent) => (
      <Button className="-my-1" onClick={() => onChange(agent)}>
        {t('change')}
      </Button>
    )),
  ];
}

function Skills(): JSX.Element {
  const t = useWords(words);
  const skills = useQuery({
    queryKey: ['agents', 'skills'],
    queryFn: () => ask(api.GET('/v1/skills')),
  });
  const columns: Column<Skill>[] = [
    column('skill', t('skill'), ({ id }) => <code className="text-sm">{id}</code>),
    column('had', t('hadBy'), ({ agents }) =>
      agents.length === 0 ? (
        <span className="text-handoff">{t('nobodyHas')}</span>
      ) : (
        agents.map(({ agent, level }) => `${agent}:${level}`).join(', ')
      ),
    ),
    column(
      'asked',
      t('askedBy'),
      ({ required_by: queues }) =>
        queues.map(({ queue, level }) => `${queue}:${level}`).join(', ') || '–',
    ),
  ];
  const empty = (
    <Empty title={t('noSkills')} icon={<Sparkles />}>
      {t('noSkillsHint')}
    </Empty>
  );
  return (
    <section className="grid min-w-0 gap-2">
      <h2 className="text-base">{t('allSkills')}</h2>
      <Loaded query={skills}>
        {({ data }) => (
          <Table
            caption={t('allSkills')}
            rows={data}
            rowKey={({ id }) => id}
            columns={columns}
            empty={empty}
          />
        )}
      </Loaded>
    </section>
  );
}
