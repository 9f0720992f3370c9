/** What runs here, the Temporal UI with its codec server, and the demo. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import type { JSX, ReactNode } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useMe } from '../../app/session.tsx';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { FormDialog } from '../../ui/dialog.tsx';
import { Card } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { SettingsFrame } from './frame.tsx';
import { Copyable } from './secret-dialog.tsx';
import { access } from './words-access.ts';

type Installation = Schemas['Installation'];

/** The page of the system. */
export function SystemPage(): JSX.Element {
  const t = useWords(access);
  const installation = useQuery({
    queryKey: ['installation'],
    queryFn: () => ask(api.GET('/v1/installation')),
    refetchInterval: 10_000,
  });
  return (
    <SettingsFrame place="system" lead={t('systemLead')}>
      <Loaded query={installation} lines={6}>
        {(data) => (
          <>
            <Card>
              <Facts installation={data} />
            </Card>
            <Card title={t('codec')}>
              <Codec installation={data} />
            </Card>
          </>
        )}
      </Loaded>
      <DemoCard />
    </SettingsFrame>
  );
}

function Health({ isWell }: { isWell: boolean }): JSX.Element {
  const t = useWords(access);
  return <Badge tone={isWell ? 'person' : 'danger'}>{isWell ? t('well') : t('ill')}</Badge>;
}

function Facts({ installation }: { installation: Installation }): JSX.Element {
  const t = useWords(access);
  const { health, temporal } = installation;
  const facts: [string, ReactNode][] = [
    [t('version'), installation.version],
    [t('address'), installation.public_url],
    [t('postgres'), <Health key="postgres" isWell={health.postgres} />],
    [t('temporal'), <Health key="temporal" isWell={health.temporal} />],
    [t('namespace'), temporal.namespace],
    [t('temporalUi'), <TemporalUi key="ui" url={temporal.ui_url} />],
  ];
  return (
    <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-4 gap-y-2">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-quiet">{name}</dt>
          <dd className="wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function TemporalUi({ url }: { url: string | null }): JSX.Element {
  const t = useWords(access);
  if (url?.startsWith('http') !== true) return <span className="text-quiet">{t('uiUnknown')}</span>;
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      className="inline-flex items-center gap-1 text-accent underline"
    >
      {t('openUi')}
      <ExternalLink aria-hidden className="size-3.5" />
    </a>
  );
}

function Codec({ installation }: { installation: Installation }): JSX.Element {
  const t = useWords(access);
  const { codec_endpoint: endpoint } = installation.temporal;
  if (endpoint === null) return <p className="text-quiet">{t('codecOff')}</p>;
  return (
    <div className="grid max-w-prose gap-3">
      <Copyable label={t('codec')} text={endpoint} />
      <p>{t('codecHow')}</p>
      <p className="text-quiet">{t('codecWho')}</p>
      <p className="text-quiet">{t('back')}</p>
    </div>
  );
}

function DemoCard(): JSX.Element {
  const t = useWords(access);
  const { role } = useMe();
  const demo = useQuery({ queryKey: ['demo'], queryFn: () => ask(api.GET('/v1/demo')) });
  return (
    <Card title={t('demoTitle')}>
      <Loaded query={demo} lines={2}>
        {({ available, conversations: { history, customer, try_it: tried } }) =>
          available ? (
            <div className="grid justify-items-start gap-3">
              <p>{t('demoCounts', history, customer, tried)}</p>
              {role === 'admin' && <ClearDemo />}
            </div>
          ) : (
            <p className="text-quiet">{t('demoNone')}</p>
          )
        }
      </Loaded>
    </Card>
  );
}

function ClearDemo(): JSX.Element {
  const t = useWords(access);
  const queries = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const clear = useMutation({
    mutationFn: () => ask(api.POST('/v1/demo/clear', { body: {} })),
    onSuccess: async ({ conversations }) => {
      await queries.invalidateQueries();
      toast(t('demoCleared', conversations));
      setIsOpen(false);
    },
  });
  return (
    <>
      <Button kind="danger" onClick={() => setIsOpen(true)}>
        {t('demoClear')}
      </Button>
      {isOpen && (
        <FormDialog
          title={t('demoClear')}
          action={t('demoClear')}
          kind="danger"
          busy={clear.isPending}
          error={clear.error}
          onSubmit={() => clear.mutate()}
          onClose={() => setIsOpen(false)}
        >
          <p>{t('demoHint')}</p>
        </FormDialog>
      )}
    </>
  );
}
