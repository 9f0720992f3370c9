/** Who may read what was said. */
import type { JSX } from 'react';
import { api, ask } from '../../../api/client.ts';
import type { Schemas } from '../../../api/client.ts';
import { useMe } from '../../../app/session.tsx';
import { useCodes } from '../../../i18n/codes.ts';
import { useWords } from '../../../i18n/language.tsx';
import { Button } from '../../../ui/button.tsx';
import { CheckField } from '../../../ui/field.tsx';
import { Card } from '../../../ui/page.tsx';
import { Problem } from '../../../ui/states.tsx';
import { ChoicesField } from '../choices.tsx';
import { useForm } from '../form.ts';
import { useSaving } from '../saving.ts';
import { words as settings } from '../words.ts';
import { words } from './words.ts';

type Governance = Schemas['Governance'];
type Reader = Governance['transcript_roles'][number];

interface Draft {
  roles: string[];
  redact: boolean;
}

const readers: readonly Reader[] = ['supervisor', 'operator', 'admin'];

/** Roles, and what reviewers do not see. */
export function Readers({ stored }: { stored: Governance }): JSX.Element {
  const t = useWords(words);
  const say = useWords(settings);
  const code = useCodes();
  const isAdmin = useMe().role === 'admin';
  const form = useForm<Draft>({
    roles: stored.transcript_roles,
    redact: stored.redact_reviews,
  });
  const { roles, redact } = form.draft;
  const body = { transcript_roles: roles as Reader[], redact_reviews: redact };
  const saving = useSaving('governance', () => ask(api.PATCH('/v1/governance', { body })), {
    text: say('saved'),
  });
  return (
    <Card title={t('readers')}>
      <fieldset disabled={!isAdmin} className="grid gap-4">
        <p className="text-quiet">{t('readersHint')}</p>
        <ChoicesField
          label={t('roles')}
          choices={readers.map((value) => ({ value, label: code(value) }))}
          chosen={roles}
          onChoose={(chosen) => form.set({ roles: chosen })}
        />
        <CheckField label={t('redact')} {...form.check('redact')} />
        {saving.error !== null && <Problem error={saving.error} />}
        {isAdmin ? (
          <Button
            kind="primary"
            className="justify-self-start"
            busy={saving.isPending}
            onClick={() => saving.mutate()}
          >
            {t('save')}
          </Button>
        ) : (
          <p className="text-sm text-quiet">{t('adminOnly')}</p>
        )}
      </fieldset>
    </Card>
  );
}
