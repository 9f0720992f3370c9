/** The last look before a version decides: its checks, and what it changes in meaning. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleAlert, CircleCheck } from 'lucide-react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.tsx';
import { FormDialog } from '../../ui/dialog.tsx';
import { Loaded } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { words } from './words.ts';

interface Ref {
  name: string;
  version: number;
}

type Check = Schemas['PolicyChecks']['checks'][number];
type Change = Schemas['PolicyDiff']['changes'][number];

/** Cannot be pressed while a check fails. */
export function ActivateDialog(props: { policy: Ref; onClose: () => void }): JSX.Element {
  const { policy, onClose } = props;
  const t = useWords(words);
  const queries = useQueryClient();
  const params = { path: { name: policy.name, version: String(policy.version) } };
  const checks = useQuery({
    queryKey: ['policies', policy.name, policy.version, 'checks'],
    queryFn: () => ask(api.GET('/v1/policies/{name}/versions/{version}/checks', { params })),
    staleTime: 0,
  });
  const diff = useQuery({
    queryKey: ['policies', policy.name, policy.version, 'diff'],
    queryFn: () => ask(api.GET('/v1/policies/{name}/versions/{version}/diff', { params })),
    staleTime: 0,
    retry: false,
  });
  const activate = useMutation({
    mutationFn: () =>
      ask(api.POST('/v1/policies/{name}/versions/{version}/activate', { params, body: {} })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['policies'] });
      toast(t('activatedNow', policy.version));
      onClose();
    },
  });
  return (
    <FormDialog
      wide
      title={t('activateTitle')}
      action={t('activateAction')}
      busy={activate.isPending}
      disabled={checks.data?.passed !== true}
      error={activate.error}
      onSubmit={() => activate.mutate()}
      onClose={onClose}
    >
      <p className="text-quiet">{t('activateHint')}</p>
      <Loaded query={checks}>{({ checks: all }) => <Checks checks={all} />}</Loaded>
      {diff.data !== undefined && <Meaning changes={diff.data.changes} />}
    </FormDialog>
  );
}

function Checks({ checks }: { checks: readonly Check[] }): JSX.Element {
  const t = useWords(words);
  const names: Record<string, string> = {
    valid: t('check_valid'),
    queues: t('check_queues'),
    tests: t('check_tests'),
  };
  return (
    <section className="grid gap-1.5">
      <h3 className="text-sm text-quiet">{t('checks')}</h3>
      {checks.map(({ name, passed, findings }) => (
        <div key={name} className="grid grid-cols-[auto_1fr] gap-x-2">
          {passed ? (
            <CircleCheck aria-hidden className="mt-0.5 size-4 text-person" />
          ) : (
            <CircleAlert aria-hidden className="mt-0.5 size-4 text-danger" />
          )}
          <div className="min-w-0">
            <p>{names[name] ?? name}</p>
            {findings.map((finding) => (
              <p key={finding} className="text-sm wrap-anywhere text-danger">
                {finding}
              </p>
            ))}
          </div>
        </div>
      ))}
    </section>
  );
}

function short(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}

function Meaning({ changes }: { changes: readonly Change[] }): JSX.Element {
  const t = useWords(words);
  return (
    <section className="grid gap-1.5">
      <h3 className="text-sm text-quiet">{t('meaning')}</h3>
      {changes.length === 0 && <p>{t('noMeaning')}</p>}
      <ul className="grid max-h-72 gap-1.5 overflow-y-auto">
        {changes.map(({ path, change, before, after }) => (
          <li key={path} className="min-w-0 wrap-anywhere">
            <code className="font-medium">{path}</code>{' '}
            <span className="text-quiet">{t(change)}</span>
            <p className="font-mono text-xs">
              {change !== 'added' && <span className="text-danger">{short(before)} </span>}
              {change !== 'removed' && <span className="text-person">{short(after)}</span>}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
