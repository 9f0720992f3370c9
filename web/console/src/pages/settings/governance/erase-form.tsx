/** Asks for an erasure, by customer or by conversation. */
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../../api/client.ts';
import { useWords } from '../../../i18n/language.tsx';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Card } from '../../../ui/page.tsx';
import { toast } from '../../../ui/toast.tsx';
import { useForm } from '../form.ts';
import { ConfirmDialog } from '../record-dialogs.tsx';
import { words } from './words.ts';

type Target = 'customer' | 'conversation';

/** It asks once more before it does it. */
export function EraseForm(): JSX.Element {
  const t = useWords(words);
  const form = useForm<{ by: Target; id: string }>({ by: 'customer', id: '' });
  const [isAsked, setIsAsked] = useState(false);
  const { by, id } = form.draft;
  const option = (value: Target) => ({ value, label: t(value) });
  return (
    <Card title={t('erasure')}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          setIsAsked(id.trim() !== '');
        }}
      >
        <p className="max-w-prose text-quiet">{t('erasureHint')}</p>
        <div className="grid items-end gap-4 sm:grid-cols-[1fr_1fr_auto]">
          <SelectField
            label={t('by')}
            options={[option('customer'), option('conversation')]}
            {...form.text('by')}
          />
          <TextField
            label={by === 'customer' ? t('customerId') : t('conversationId')}
            maxLength={200}
            {...form.text('id')}
          />
          <Button type="submit" kind="danger" disabled={id.trim() === ''}>
            {t('request')}
          </Button>
        </div>
      </form>
      {isAsked && (
        <ConfirmDialog
          list="erasures"
          title={t('requestTitle')}
          hint={t('requestHint', id)}
          action={t('by')}
          done={null}
          send={() => request(by, id.trim())}
          onSent={({ data }) => {
            toast(data.length === 0 ? t('requestedNone') : t('requested', data.length));
            form.set({ id: '' });
          }}
          onClose={() => setIsAsked(false)}
        />
      )}
    </Card>
  );
}

function request(by: Target, id: string) {
  const body = by === 'customer' ? { customer: id } : { conversation: id };
  return ask(api.POST('/v1/erasures', { body }));
}
