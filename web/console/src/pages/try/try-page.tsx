/** The widget of a shop at the left, the agent's console at the right; below, what happens behind them. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ExternalLink, FlaskConical } from 'lucide-react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { areasOf } from '../../app/areas.ts';
import { useMe } from '../../app/session.tsx';
import { useWords } from '../../i18n/language.tsx';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { toastProblem } from '../../ui/toast.tsx';
import { words } from './words.ts';

type Demo = Schemas['Demo'];

const liveMs = 2_500;
const way = 'inline-flex items-center gap-1.5 text-accent hover:underline';

/** The page that shows a newcomer all of it. */
export function TryPage(): JSX.Element {
  const demo = useQuery({
    queryKey: ['demo'],
    queryFn: () => ask(api.GET('/v1/demo')),
    refetchInterval: liveMs,
  });
  return (
    <Loaded query={demo} lines={9}>
      {(data) =>
        data.available && data.site !== null ? <Both demo={data} site={data.site} /> : <NoDemo />
      }
    </Loaded>
  );
}

function NoDemo(): JSX.Element {
  const t = useWords(words);
  return (
    <Page title={t('title')}>
      <Empty title={t('none')} icon={<FlaskConical />}>
        <p className="mb-3">{t('noneHint')}</p>
        <Link to="/recorded" className={way}>
          {t('toRecorded')}
        </Link>
      </Empty>
    </Page>
  );
}

function Both({ demo, site }: { demo: Demo; site: string }): JSX.Element {
  const t = useWords(words);
  const { role } = useMe();
  // Operators have no inbox; they see the floor instead.
  const agentPage = areasOf(role).some(({ id }) => id === 'inbox') ? '/inbox' : '/floor';
  return (
    <div className="flex h-full flex-col overflow-y-auto">
      <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3">
        <div>
          <h1 className="text-xl">{t('title')}</h1>
          <p className="text-quiet">{t('lead')}</p>
        </div>
        <Customers demo={demo} />
      </header>
      <div className="grid shrink-0 gap-3 px-4 lg:min-h-[34rem] lg:flex-1 lg:shrink lg:grid-cols-[minmax(20rem,26rem)_minmax(0,1fr)]">
        <Side title={t('customerSide')} address={`/shop.html?site=${encodeURIComponent(site)}`} />
        <Side title={t('agentSide')} address={agentPage} />
      </div>
      <Behind demo={demo} />
    </div>
  );
}

/** One side in a frame of its own: what one sees there is what customers and agents see. */
function Side({ title, address }: { title: string; address: string }): JSX.Element {
  const t = useWords(words);
  return (
    <section className="flex min-h-[32rem] min-w-0 flex-col overflow-hidden rounded-lg border border-line bg-surface">
      <header className="flex min-h-9 items-center justify-between gap-2 border-b border-line px-3">
        <h2 className="text-sm">{title}</h2>
        <a
          href={address}
          target="_blank"
          rel="noreferrer"
          aria-label={`${t('openAlone')}: ${title}`}
          className="text-quiet hover:text-text"
        >
          <ExternalLink aria-hidden className="size-3.5" />
        </a>
      </header>
      <iframe title={title} src={address} className="min-h-0 w-full flex-1 border-0" />
    </section>
  );
}

function Customers({ demo }: { demo: Demo }): JSX.Element {
  const t = useWords(words);
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: (playing: boolean) => ask(api.PUT('/v1/demo', { body: { playing } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['demo'] }),
    onError: (error) => toastProblem(t('start'), error),
  });
  const { playing, customers } = demo;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <span role="status" className="text-quiet">
        {playing || customers > 0 ? t('there', customers) : t('nobody')}
      </span>
      <Button
        kind={playing ? 'plain' : 'primary'}
        busy={change.isPending}
        onClick={() => change.mutate(!playing)}
      >
        {playing ? t('stop') : t('start')}
      </Button>
    </div>
  );
}

function Behind({ demo }: { demo: Demo }): JSX.Element {
  const t = useWords(words);
  const { filling, conversations, last_tried: tried } = demo;
  return (
    <footer className="flex flex-wrap items-center gap-x-5 gap-y-1.5 px-4 py-3">
      {tried === null ? <span className="text-quiet">{t('sayFirst')}</span> : <Tried id={tried} />}
      <Link to="/recorded" className={way}>
        {t('recorded')}
      </Link>
      <span className="ml-auto text-quiet">
        {filling ? t('filling') : t('counts', conversations.history)}
      </span>
      <Link to="/settings/system" className={way}>
        {t('clear')}
      </Link>
    </footer>
  );
}

function Tried({ id }: { id: string }): JSX.Element {
  const t = useWords(words);
  const head = useQuery({
    queryKey: ['conversation', id],
    queryFn: () => ask(api.GET('/v1/conversations/{id}', { params: { path: { id } } })),
  });
  const url = head.data?.temporal?.ui_url ?? null;
  return (
    <>
      {url?.startsWith('http') === true && (
        <a href={url} target="_blank" rel="noreferrer" className={way}>
          {t('temporal')}
          <ExternalLink aria-hidden className="size-3.5" />
        </a>
      )}
      <Link to="/decisions/$conversation" params={{ conversation: id }} className={way}>
        {t('decisions')}
      </Link>
    </>
  );
}
