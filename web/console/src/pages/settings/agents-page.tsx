/** Agents, and the skills of the house. */
import { useQuery } from '@tanstack/react-query';
import { Sparkles, Users } from 'lucide-react';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useCodes } from '../../i18n/codes.ts';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { column, figure } from '../../ui/columns.ts';
import type { Column } from '../../ui/table.tsx';
import { AgentDialog } from './agent-dialog.tsx';
import { levelText } from './forms.ts';
import { SettingsFrame } from './frame.tsx';
import { AddButton, NameAndId, RecordList, RowActions } from './record-list.tsx';
import { words } from './words.ts';

type Agent = Schemas['Agent'];
type Skill = Schemas['Skill'];

/** The page of the agents. */
export function AgentsPage(): JSX.Element {
  const t = useWords(words);
  const [editing, setEditing] = useState<Agent | 'new' | null>(null);
  const agents = useQuery({ queryKey: ['agents'], queryFn: () => ask(api.GET('/v1/agents')) });
  const columns = useAgentColumns(setEditing);
  return (
    <SettingsFrame
      place="agents"
      lead={t('agentsLead')}
      actions={<AddButton label={t('addAgent')} onClick={() => setEditing('new')} />}
    >
      <RecordList
        query={agents}
        caption={t('agents')}
        columns={columns}
        rowKey={({ id }) => id}
        empty={{ title: t('noAgents'), hint: t('noAgentsHint'), icon: <Users /> }}
      />
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
    column('name', t('name'), (agent) => <NameAndId {...agent} />),
    column('presence', t('presence'), ({ presence }) => (
      <Badge tone={presence === 'online' ? 'person' : 'quiet'}>{say(presence)}</Badge>
    )),
    figure('capacity', t('capacity'), ({ capacity }) => capacity),
    column('queues', t('servedQueues'), ({ queues }) => queues.join(', ') || '–'),
    column('skills', t('skills'), ({ skills }) => levelText(skills) || '–'),
    column('languages', t('languages'), ({ languages }) => languages.join(', ') || '–'),
    column('do', t('actions'), (agent) => (
      <RowActions>
        <Button onClick={() => onChange(agent)}>{t('change')}</Button>
      </RowActions>
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
  return (
    <section className="grid min-w-0 gap-2">
      <h2 className="text-base">{t('allSkills')}</h2>
      <RecordList
        query={skills}
        caption={t('allSkills')}
        columns={columns}
        rowKey={({ id }) => id}
        empty={{ title: t('noSkills'), hint: t('noSkillsHint'), icon: <Sparkles /> }}
      />
    </section>
  );
}
