/** What switches people or the AI off, in an emergency. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Power, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useTimes } from '../../i18n/times.ts';
import { useWords } from '../../i18n/language.tsx';
import { common } from '../../i18n/common.ts';
import { Button } from '../../ui/button.tsx';
import { FormDialog } from '../../ui/dialog.tsx';
import { CheckField, TextField } from '../../ui/field.tsx';
import { toast } from '../../ui/toast.tsx';
import { words } from './words.ts';

type SwitchState = Schemas['Switches'];

/** Says aloud that something is off; nothing when all is on. */
export function SwitchesBanner({ switches }: { switches: SwitchState }): JSX.Element | null {
  const t = useWords(words);
  const { short } = useTimes();
  const lines = [
    ...(switches.humans_off ? [[t('humansOff'), t('humansOffHint')] as const] : []),
    ...(switches.ai_off ? [[t('aiOff'), t('aiOffHint')] as const] : []),
  ];
  if (lines.length === 0) return null;
  return (
    <div role="status" className="flex items-start gap-2.5 rounded-lg bg-danger-quiet p-3">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
      <div className="min-w-0">
        {lines.map(([title, hint]) => (
          <p key={title}>
            <strong className="text-danger">{title}.</strong> {hint}
          </p>
        ))}
        {switches.note !== null && (
          <p dir="auto" className="wrap-anywhere text-quiet">
            {switches.note}
          </p>
        )}
        {switches.changed_by !== null && switches.changed_at !== null && (
          <p className="text-sm text-quiet">
            {t('changedBy', switches.changed_by, short(switches.changed_at))}
          </p>
        )}
      </div>
    </div>
  );
}

/** The button, and the dialog behind it. */
export function Switches({ switches }: { switches: SwitchState }): JSX.Element {
  const t = useWords(words);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>
        <Power aria-hidden className="size-4" />
        {t('switches')}
      </Button>
      {isOpen && <SwitchesDialog switches={switches} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function SwitchesDialog(props: { switches: SwitchState; onClose: () => void }): JSX.Element {
  const { switches, onClose } = props;
  const t = useWords(words);
  const say = useWords(common);
  const queries = useQueryClient();
  const [humansOff, setHumansOff] = useState(switches.humans_off);
  const [aiOff, setAiOff] = useState(switches.ai_off);
  const [note, setNote] = useState(switches.note ?? '');
  const save = useMutation({
    mutationFn: () =>
      ask(
        api.PUT('/v1/switches', {
          body: { humans_off: humansOff, ai_off: aiOff, note: note === '' ? null : note },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['floor'] });
      toast(t('saved'));
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('switches')}
      action={say('save')}
      busy={save.isPending}
      error={save.error}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <p className="text-quiet">{t('switchesHint')}</p>
      <CheckField
        label={t('humansOff')}
        hint={t('humansOffHint')}
        checked={humansOff}
        onChange={({ target }) => setHumansOff(target.checked)}
      />
      <CheckField
        label={t('aiOff')}
        hint={t('aiOffHint')}
        checked={aiOff}
        onChange={({ target }) => setAiOff(target.checked)}
      />
      <TextField
        label={t('note')}
        value={note}
        maxLength={500}
        onChange={(event) => setNote(event.target.value)}
      />
    </FormDialog>
  );
}
