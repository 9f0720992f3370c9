/** What is to be judged, one after the other, by mouse or keys. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ClipboardCheck } from 'lucide-react';
import { useEffect } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useQueryState } from '../../app/address.ts';
import { useMe } from '../../app/session.tsx';
import { useWords } from '../../i18n/language.tsx';
import { useTimes } from '../../i18n/times.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { toast, toastProblem } from '../../ui/toast.tsx';
import { Transcript } from './transcript.tsx';
import { words } from './words.ts';

type Task = Schemas['ReviewTask'];
type Verdict = Schemas['ReviewLabel']['verdict'];

const verdicts: readonly Verdict[] = ['needed', 'avoidable', 'too_late', 'wrong_queue'];

/** The page of reviewers. */
export function QueuePage(): JSX.Element {
  const t = useWords(words);
  const me = useMe();
  const [chosen, choose] = useQueryState('task');
  const queue = useQuery({
    queryKey: ['reviews', 'queue'],
    queryFn: () => ask(api.GET('/v1/review-queue', { params: { query: { limit: '100' } } })),
  });
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Loaded query={queue}>
        {({ data }) => <Judging tasks={data} chosen={chosen} choose={choose} />}
      </Loaded>
      {me.role !== 'agent' && <Reports />}
    </Page>
  );
}

interface JudgingProps {
  tasks: Task[];
  chosen: string;
  choose: (id: string) => void;
}

function Judging({ tasks, chosen, choose }: JudgingProps): JSX.Element {
  const t = useWords(words);
  const current = tasks.find(({ id }) => id === chosen) ?? tasks[0];
  if (current === undefined)
    return (
      <Empty title={t('none')} icon={<ClipboardCheck />}>
        {t('noneHint')}
      </Empty>
    );
  const at = tasks.indexOf(current);
  const next = tasks[at + 1] ?? tasks[at - 1];
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[20rem_1fr]">
      <Card title={t('open', tasks.length)}>
        <ul className="grid max-h-128 gap-1 overflow-y-auto" tabIndex={0}>
          {tasks.map((task) => (
            <TaskRow key={task.id} task={task} isCurrent={task === current} choose={choose} />
          ))}
        </ul>
      </Card>
      <div className="grid gap-5">
        <Judge key={current.id} task={current} onJudged={() => choose(next?.id ?? '')} />
      </div>
    </div>
  );
}

function TaskRow(props: {
  task: Task;
  isCurrent: boolean;
  choose: (id: string) => void;
}): JSX.Element {
  const { task, isCurrent, choose } = props;
  const t = useWords(words);
  const times = useTimes();
  return (
    <li>
      <button
        type="button"
        aria-current={isCurrent || undefined}
        onClick={() => choose(task.id)}
        className={`grid w-full gap-0.5 rounded-md px-2 py-1.5 text-left ${isCurrent ? 'bg-accent-quiet' : 'hover:bg-surface-quiet'}`}
      >
        <span className="wrap-anywhere" dir="auto">
          {task.conversation_id}
        </span>
        <span className="text-sm text-quiet">
          {t(task.stratum)}, {t('due', times.short(task.due_at))}
        </span>
      </button>
    </li>
  );
}

function Judge({ task, onJudged }: { task: Task; onJudged: () => void }): JSX.Element {
  const t = useWords(words);
  const queries = useQueryClient();
  const path = { id: task.id };
  const material = useQuery({
    queryKey: ['reviews', task.id],
    queryFn: () => ask(api.GET('/v1/reviews/{id}', { params: { path } })),
  });
  const label = useMutation({
    mutationFn: (verdict: Verdict) =>
      ask(api.PUT('/v1/reviews/{id}', { params: { path }, body: { verdict } })),
    onSuccess: async () => {
      toast(t('saved'));
      onJudged();
      await queries.invalidateQueries({ queryKey: ['reviews', 'queue'] });
    },
    onError: (error) => toastProblem(t('notSaved'), error),
  });
  const { mutate } = label;
  useVerdictKeys(mutate);
  return (
    <>
      <Card title={t('verdict')}>
        <div className="flex flex-wrap gap-2">
          {verdicts.map((verdict, index) => (
            <Button key={verdict} busy={label.isPending} onClick={() => mutate(verdict)}>
              <kbd className="text-quiet">{index + 1}</kbd> {t(verdict)}
            </Button>
          ))}
        </div>
        <p className="mt-2 text-sm text-quiet">{t('keys')}</p>
      </Card>
      <Card title={t('transcript')} actions={<Badge>{t(task.stratum)}</Badge>}>
        <Loaded query={material} lines={8}>
          {(read) => <Transcript material={read} />}
        </Loaded>
      </Card>
    </>
  );
}

/** 1 to 4, unless somebody is writing. */
function useVerdictKeys(judge: (verdict: Verdict) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const writes = event.target instanceof HTMLElement && event.target.closest('input, textarea');
      const verdict = verdicts[Number(event.key) - 1];
      if (verdict === undefined || writes !== null || event.ctrlKey || event.metaKey) return;
      judge(verdict);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [judge]);
}

function Reports(): JSX.Element {
  const t = useWords(words);
  const times = useTimes();
  const rounds = useQuery({
    queryKey: ['reviews', 'rounds'],
    queryFn: () => ask(api.GET('/v1/review-rounds')),
  });
  return (
    <Card title={t('reports')}>
      <Loaded query={rounds}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty title={t('noReports')}>{t('noReportsHint')}</Empty>
          ) : (
            <ul className="grid gap-1">
              {data.map(({ id, since, until }) => (
                <li key={id}>
                  <Link to={`/reviews/${id}`} className="text-accent hover:underline">
                    {t('reportLead', times.day(since), times.day(until))}
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}
