/** Sites that show the widget. */
import { useQuery } from '@tanstack/react-query';
import { MessagesSquare } from 'lucide-react';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../../api/client.ts';
import type { Schemas } from '../../../api/client.ts';
import { useWords } from '../../../i18n/language.tsx';
import { Button } from '../../../ui/button.tsx';
import { column } from '../../../ui/columns.ts';
import type { Column } from '../../../ui/table.tsx';
import { SettingsFrame } from '../frame.tsx';
import { OnOff } from '../health.tsx';
import { ConfirmDialog } from '../record-dialogs.tsx';
import { AddButton, NameAndId, RecordList, RowActions } from '../record-list.tsx';
import { SecretDialog } from '../secret-dialog.tsx';
import { words as settings } from '../words.ts';
import { SiteDialog } from './site-dialog.tsx';
import { TagDialog } from './tag-dialog.tsx';
import { words } from './words.ts';

type Site = Schemas['WidgetSite'];
type Doing =
  | { kind: 'new' }
  | { kind: 'change' | 'tag' | 'rotate'; site: Site }
  | { kind: 'secret'; secret: string }
  | null;

/** The page of the widget's sites. */
export function WidgetPage(): JSX.Element {
  const t = useWords(words);
  const say = useWords(settings);
  const [doing, setDoing] = useState<Doing>(null);
  const sites = useQuery({
    queryKey: ['widget-sites'],
    queryFn: () => ask(api.GET('/v1/widget-sites')),
  });
  return (
    <SettingsFrame
      place="widget"
      lead={t('lead')}
      actions={<AddButton label={t('add')} onClick={() => setDoing({ kind: 'new' })} />}
    >
      <RecordList
        query={sites}
        caption={say('widget')}
        columns={useColumns(setDoing)}
        rowKey={({ id }) => id}
        empty={{ title: t('none'), hint: t('noneHint'), icon: <MessagesSquare /> }}
      />
      <Doings doing={doing} onDo={setDoing} />
    </SettingsFrame>
  );
}

interface DoingsProps {
  doing: Doing;
  onDo: (doing: Doing) => void;
}

function Doings({ doing, onDo }: DoingsProps): JSX.Element | null {
  const t = useWords(words);
  const close = () => onDo(null);
  const onSecret = (secret: string | null) =>
    onDo(secret === null ? null : { kind: 'secret', secret });
  switch (doing?.kind) {
    case undefined:
      return null;
    case 'new':
      return <SiteDialog onSecret={onSecret} onClose={close} />;
    case 'change':
      return <SiteDialog site={doing.site} onSecret={onSecret} onClose={close} />;
    case 'tag':
      return <TagDialog site={doing.site.id} onClose={close} />;
    case 'secret':
      return <SecretDialog secret={doing.secret} onClose={close} />;
    case 'rotate':
      return (
        <ConfirmDialog
          list="widget-sites"
          kind="primary"
          title={t('secretTitle')}
          hint={t('secretHint')}
          action={t('secretNew')}
          done={null}
          send={() => rotate(doing.site)}
          onSent={({ identity_secret: secret }) => onSecret(secret)}
          onClose={close}
        />
      );
  }
}

function rotate({ id }: Site) {
  const params = { path: { id } };
  return ask(api.POST('/v1/widget-sites/{id}/rotate-secret', { params, body: {} }));
}

function useColumns(onDo: (doing: Doing) => void): Column<Site>[] {
  const t = useWords(words);
  const say = useWords(settings);
  return [
    column('name', t('name'), (site) => <NameAndId {...site} />),
    column('origins', t('origins'), ({ origins }) => (
      <span className="wrap-anywhere">{origins.join(', ') || t('anywhere')}</span>
    )),
    column('visitors', t('visitors'), (site) => (
      <span className="text-sm">
        {site.require_identity ? t('signed') : t('anybody')},{' '}
        {site.has_bot ? t('withBot') : t('withoutBot')}
      </span>
    )),
    column('state', say('state'), ({ enabled }) => <OnOff on={enabled} />),
    column('do', say('actions'), (site) => (
      <RowActions>
        <Button onClick={() => onDo({ kind: 'tag', site })}>{t('code')}</Button>
        <Button onClick={() => onDo({ kind: 'change', site })}>{say('change')}</Button>
        <Button onClick={() => onDo({ kind: 'rotate', site })}>{t('secretNew')}</Button>
      </RowActions>
    )),
  ];
}
