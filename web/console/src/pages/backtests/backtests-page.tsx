/** Ask for a back-test, and read what it says. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.tsx';
import { useTimes } from '../../i18n/times.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { toast, toastProblem } from '../../ui/toast.tsx';
import { BacktestResult } from './result.tsx';
import { words } from './words.ts';

type Backtest = Schemas['Backtest'];

/** The page. */
export function BacktestsPage(): JSX.Element {
  const t = useWords(words);
  const backtests = useQuery({
    queryKey: ['backtests'],
    queryFn: () => ask(api.GET('/v1/backtests')),
    refetchInterval: ({ state }) =>
      state.data?.data.some((one) => one.state === 'running') === true ? 1_500 : 30_000,
  });
  return (
    <Page title={t('title')} lead={t('lead')}>
      <AskForOne />
      <Loaded query={backtests}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty title={t('none')} icon={<History />}>
              {t('noneHint')}
            </Empty>
          ) : (
            <>
              {data.map((one) => (
                <One key={one.id} backtest={one} />
              ))}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function AskForOne(): JSX.Element {
  const t = useWords(words);
  const queries = useQueryClient();
  const [chosen, choose] = useState('');
  const policies = useQuery({
    queryKey: ['policies', 'all'],
    queryFn: () => ask(api.GET('/v1/policies')),
  });
  const versions = policies.data?.data ?? [];
  const value = chosen === '' ? keyOf(versions[0]) : chosen;
  const start = useMutation({
    mutationFn: () => {
      const [policy = '', version = '1'] = value.split('/');
      return ask(api.POST('/v1/backtests', { body: { policy, version: Number(version) } }));
    },
    onSuccess: async () => {
      toast(t('asked'));
      await queries.invalidateQueries({ queryKey: ['backtests'] });
    },
    onError: (error) => toastProblem(t('notAsked'), error),
  });
  return (
    <Card>
      <div className="flex flex-wrap items-end gap-3">
        <SelectField
          label={t('version')}
          value={value}
          onChange={({ target }) => choose(target.value)}
          options={versions.map((one) => ({ value: keyOf(one), label: keyOf(one) }))}
        />
        <Button kind="primary" busy={start.isPending} onClick={() => start.mutate()}>
          {t('run')}
        </Button>
      </div>
    </Card>
  );
}

function keyOf(one: { name: string; version: number } | undefined): string {
  return one === undefined ? '' : `${one.name}/${one.version}`;
}

function One({ backtest }: { backtest: Backtest }): JSX.Element {
  const t = useWords(words);
  const times = useTimes();
  const { policy, version, created_at: at, state, report, error } = backtest;
  const name = policy === null ? t('candidate') : `${policy} ${version ?? ''}`;
  return (
    <Card title={`${name}, ${times.short(at)}`}>
      {state === 'running' && <p className="text-quiet">{t('running')}</p>}
      {state === 'failed' && (
        <p className="text-danger">
          {t('failed')}: {error}
        </p>
      )}
      {report !== null && <BacktestResult report={report} />}
    </Card>
  );
}
