/** People of the console, for admins: invite, change, let out. */
import { useQuery } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useMe } from '../../app/session.tsx';
import { useCodes } from '../../i18n/codes.ts';
import { useTimes } from '../../i18n/times.ts';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import type { Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { column } from '../../ui/columns.ts';
import { Empty } from '../../ui/states.tsx';
import type { Column } from '../../ui/table.tsx';
import { toast } from '../../ui/toast.tsx';
import { SettingsFrame } from './frame.tsx';
import {
  Activate,
  ChangePerson,
  Deactivate,
  InviteAgain,
  InvitePerson,
  LinkDialog,
} from './person-dialogs.tsx';
import { AddButton, RecordList } from './record-list.tsx';
import { people } from './words-people.ts';
import { words } from './words.ts';

type Person = Schemas['User'];
type Doing =
  | { kind: 'invite' }
  | { kind: 'change' | 'again' | 'deactivate' | 'activate'; person: Person }
  | { kind: 'link'; link: string }
  | null;

/** The page of the people. */
export function PeoplePage(): JSX.Element {
  const t = useWords(people);
  const isAdmin = useMe().role === 'admin';
  const [doing, setDoing] = useState<Doing>(null);
  const add = <AddButton label={t('invite')} onClick={() => setDoing({ kind: 'invite' })} />;
  return (
    <SettingsFrame place="people" lead={t('lead')} actions={isAdmin && add}>
      {isAdmin ? <People onDo={setDoing} /> : <Empty title={t('admins')} icon={<UserPlus />} />}
      <Doings doing={doing} onDo={setDoing} />
    </SettingsFrame>
  );
}

interface DoingsProps {
  doing: Doing;
  onDo: (doing: Doing) => void;
}

function Doings({ doing, onDo }: DoingsProps): JSX.Element | null {
  const t = useWords(people);
  const onClose = () => onDo(null);
  const onInvited = ({ email, invitation: { link } }: Schemas['UserInvited']) => {
    if (link === null) toast(t('mailedTo', email));
    else onDo({ kind: 'link', link });
  };
  switch (doing?.kind) {
    case 'invite':
      return <InvitePerson onInvited={onInvited} onClose={onClose} />;
    case 'change':
      return <ChangePerson person={doing.person} onClose={onClose} />;
    case 'again':
      return <InviteAgain person={doing.person} onInvited={onInvited} onClose={onClose} />;
    case 'link':
      return <LinkDialog link={doing.link} onClose={onClose} />;
    case 'deactivate':
      return <Deactivate person={doing.person} onClose={onClose} />;
    case 'activate':
      return <Activate person={doing.person} onClose={onClose} />;
    case undefined:
      return null;
  }
}

function People({ onDo }: { onDo: (doing: Doing) => void }): JSX.Element {
  const t = useWords(people);
  const say = useWords(words);
  const found = useQuery({ queryKey: ['users'], queryFn: () => ask(api.GET('/v1/users')) });
  return (
    <RecordList
      query={found}
      caption={say('people')}
      columns={useColumns(onDo)}
      rowKey={({ id }) => id}
      empty={{ title: t('none'), hint: t('noneHint'), icon: <UserPlus /> }}
    />
  );
}

const tones: Record<Person['state'], Tone> = {
  invited: 'handoff',
  active: 'person',
  deactivated: 'quiet',
};

function useColumns(onDo: (doing: Doing) => void): Column<Person>[] {
  const t = useWords(people);
  const say = useWords(words);
  const code = useCodes();
  const { short } = useTimes();
  return [
    column('name', t('name'), (person) => <Who person={person} />),
    column('role', t('role'), ({ role, agent }) => (
      <span className="whitespace-nowrap">
        {code(role)} {agent !== null && <span className="text-quiet">{agent}</span>}
      </span>
    )),
    column('state', t('state'), ({ state }) => <Badge tone={tones[state]}>{t(state)}</Badge>),
    column('seen', t('lastSignIn'), ({ last_sign_in_at: at }) =>
      at === null ? t('never') : <span className="whitespace-nowrap">{short(at)}</span>,
    ),
    column('do', say('actions'), (person) => <Actions person={person} onDo={onDo} />),
  ];
}

function Who({ person }: { person: Person }): JSX.Element {
  const t = useWords(people);
  const mine = useMe().user?.email === person.email;
  return (
    <span className="grid min-w-40">
      <span className="flex flex-wrap items-center gap-1.5">
        <bdi className="wrap-anywhere">{person.name}</bdi>
        {mine && <Badge>{t('you')}</Badge>}
      </span>
      <bdi className="text-xs wrap-anywhere text-quiet">{person.email}</bdi>
    </span>
  );
}

function Actions(props: { person: Person; onDo: (doing: Doing) => void }): JSX.Element {
  const { person, onDo } = props;
  const t = useWords(people);
  if (person.state === 'deactivated')
    return (
      <Button className="-my-1" onClick={() => onDo({ kind: 'activate', person })}>
        {t('activate')}
      </Button>
    );
  return (
    <span role="group" aria-label={t('more', person.name)} className="-my-1 flex flex-wrap gap-1.5">
      <Button onClick={() => onDo({ kind: 'change', person })}>{t('change')}</Button>
      {person.state === 'invited' && (
        <Button onClick={() => onDo({ kind: 'again', person })}>{t('again')}</Button>
      )}
      <Button kind="danger" onClick={() => onDo({ kind: 'deactivate', person })}>
        {t('deactivate')}
      </Button>
    </span>
  );
}
