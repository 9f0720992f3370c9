/** Changes of a policy that reviews speak for, each a draft at one click. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useMe } from '../../app/session.tsx';
import { useWords } from '../../i18n/language.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { toast, toastProblem } from '../../ui/toast.tsx';
import { words } from './suggestion-words.ts';

type Change = Schemas['PolicySuggestion'];

interface Suggested {
  /** The version that the changes are changes of. */
  policy: { name: string; version: number };
  changes: Change[];
}

function percent(value: number | null): string {
  return value === null ? '–' : `${(value * 100).toFixed(1)} %`;
}

/** The table, with a button on each change for those who may write policies. */
export function SuggestedChanges({ policy, changes }: Suggested): JSX.Element {
  const t = useWords(words);
  const { role } = useMe();
  const take = useDraft(policy);
  const changeOf = ({ kind, from, to }: Change) =>
    kind === 'threshold' ? t('threshold', String(from), String(to)) : t(kind);
  return (
    <Card title={t('suggestions')}>
      <Table
        caption={t('suggestions')}
        rows={changes}
        rowKey={({ rule }) => rule}
        empty={<p className="text-quiet">{t('noSuggestions')}</p>}
        columns={[
          { id: 'rule', head: t('rule'), cell: ({ rule }) => <code>{rule}</code> },
          { id: 'change', head: t('change'), cell: changeOf },
          {
            id: 'held',
            head: t('heldOut'),
            numeric: true,
            cell: ({ held_out: held }) => `${percent(held.before.f1)} → ${percent(held.after.f1)}`,
          },
          {
            id: 'patch',
            head: t('patch'),
            cell: ({ patch }) => <code className="wrap-anywhere">{JSON.stringify(patch)}</code>,
          },
          {
            id: 'draft',
            head: t('draft'),
            cell: ({ patch, rule }) =>
              role === 'supervisor' ? (
                <span className="text-quiet">{t('draftBy')}</span>
              ) : (
                <Button
                  busy={take.isPending && take.variables === patch}
                  aria-label={`${t('makeDraft')}: ${rule}`}
                  onClick={() => take.mutate(patch)}
                >
                  {t('makeDraft')}
                </Button>
              ),
          },
        ]}
      />
    </Card>
  );
}

/** Stores the change as a draft and opens it: there it is compared, checked against the past and activated. */
function useDraft({ name, version }: Suggested['policy']) {
  const t = useWords(words);
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (patch: Change['patch']) =>
      ask(
        api.POST('/v1/policies/{name}/versions/{version}/patch', {
          params: { path: { name, version: String(version) } },
          body: { patch },
        }),
      ),
    onSuccess: async (draft) => {
      toast(t('drafted', draft.version));
      await queries.invalidateQueries({ queryKey: ['policies'] });
      await navigate({ to: `/policies/${draft.name}/${draft.version}` });
    },
    onError: (error) => toastProblem(t('notDrafted'), error),
  });
}
