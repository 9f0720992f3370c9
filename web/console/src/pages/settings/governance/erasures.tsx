/** The right to be forgotten: asked for, under way, proven. */
import { useQuery } from '@tanstack/react-query';
import { Eraser } from 'lucide-react';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../../api/client.ts';
import type { Schemas } from '../../../api/client.ts';
import { useMe } from '../../../app/session.tsx';
import { useTimes } from '../../../i18n/times.ts';
import { useWords } from '../../../i18n/language.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { column } from '../../../ui/columns.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import type { Column } from '../../../ui/table.tsx';
import { RecordList, RowActions } from '../record-list.tsx';
import { Copyable } from '../secret-dialog.tsx';
import { words as settings } from '../words.ts';
import { EraseForm } from './erase-form.tsx';
import { words } from './words.ts';

type Erasure = Schemas['Erasure'];

/** While one is under way it is looked at so often; ms. */
const watchMs = 1_500;

/** The form and the list. */
export function Erasures(): JSX.Element {
  const t = useWords(words);
  const [proof, setProof] = useState<Erasure | null>(null);
  const erasures = useQuery({
    queryKey: ['erasures'],
    queryFn: () => ask(api.GET('/v1/erasures')),
    refetchInterval: ({ state }) =>
      state.data?.data.some(({ done }) => !done) === true ? watchMs : false,
  });
  return (
    <>
      {useMe().role === 'admin' && <EraseForm />}
      <section className="grid min-w-0 gap-2">
        <h2 className="text-base">{t('erasures')}</h2>
        <RecordList
          query={erasures}
          caption={t('erasures')}
          columns={useColumns(setProof)}
          rowKey={({ id }) => id}
          empty={{ title: t('none'), hint: t('noneHint'), icon: <Eraser /> }}
        />
      </section>
      {proof !== null && (
        <Dialog wide title={t('proofTitle')} onClose={() => setProof(null)}>
          <p className="text-quiet">{t('proofHint')}</p>
          <Copyable label={t('proof')} text={JSON.stringify(proof, null, 2)} />
        </Dialog>
      )}
    </>
  );
}

function useColumns(onProof: (erasure: Erasure) => void): Column<Erasure>[] {
  const t = useWords(words);
  const say = useWords(settings);
  const step = (at: string | null) => <Step at={at} />;
  return [
    column('conversation', t('conversationId'), ({ conversation_id: id }) => (
      <code className="text-sm wrap-anywhere">{id}</code>
    )),
    column('cause', t('cause'), ({ cause }) =>
      cause === 'request' ? t('byRequest') : t('byRetention'),
    ),
    column('at', t('at'), ({ requested_at: at }) => <Step at={at} />),
    column('rows', t('rows'), ({ rows_erased_at: at }) => step(at)),
    column('key', t('key'), ({ key_destroyed_at: at }) => step(at)),
    column('history', t('history'), ({ history_deleted_at: at }) => step(at)),
    column('state', say('state'), (erasure) => <StateOf erasure={erasure} />),
    column('do', say('actions'), (erasure) =>
      erasure.done ? (
        <RowActions>
          <Button onClick={() => onProof(erasure)}>{t('proof')}</Button>
        </RowActions>
      ) : null,
    ),
  ];
}

function Step({ at }: { at: string | null }): JSX.Element {
  const { short, full } = useTimes();
  if (at === null) return <span className="text-quiet">–</span>;
  return (
    <span className="whitespace-nowrap" title={full(at)}>
      {short(at)}
    </span>
  );
}

function StateOf({ erasure: { done, error } }: { erasure: Erasure }): JSX.Element {
  const t = useWords(words);
  return (
    <span className="grid justify-items-start gap-0.5">
      <Badge tone={done ? 'person' : 'handoff'}>{done ? t('done') : t('underWay')}</Badge>
      {error !== null && (
        <span className="text-sm wrap-anywhere text-danger">{t('fails', error)}</span>
      )}
    </span>
  );
}
