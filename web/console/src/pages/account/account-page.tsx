/** Who is signed in, theme and language. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { JSX } from 'react';
import { askPlain } from '../../api/client.ts';
import { useMe } from '../../app/session.tsx';
import { themes, useTheme } from '../../app/theme.ts';
import type { Theme } from '../../app/theme.ts';
import { useCodes } from '../../i18n/codes.ts';
import { languages } from '../../i18n/dictionary.ts';
import type { Language } from '../../i18n/dictionary.ts';
import { useLanguage, useWords } from '../../i18n/language.tsx';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { words } from './words.ts';

const languageNames: Record<Language, string> = { en: 'English', de: 'Deutsch' };

/** The account page. */
export function AccountPage(): JSX.Element {
  const t = useWords(words);
  const me = useMe();
  return (
    <Page title={t('title')} lead={t('lead')}>
      <div className="grid items-start gap-5 md:grid-cols-2">
        <Who />
        <Look />
        {me.user !== null && <Password />}
      </div>
    </Page>
  );
}

function Who(): JSX.Element {
  const t = useWords(words);
  const me = useMe();
  const say = useCodes();
  const queries = useQueryClient();
  const signOut = useMutation({
    mutationFn: (path: string) => askPlain('POST', path),
    onSuccess: () => queries.resetQueries(),
  });
  const facts: [string, string | null][] = [
    [t('person'), me.user?.name ?? null],
    [t('email'), me.user?.email ?? null],
    [t('tenant'), me.tenant],
    [t('role'), say(me.role)],
    [t('agent'), me.agent],
  ];
  return (
    <Card title={t('who')}>
      <dl className="mb-4 grid grid-cols-[6rem_1fr] gap-y-1.5">
        {facts.map(([name, value]) => (
          <div key={name} className={value === null ? 'hidden' : 'contents'}>
            <dt className="text-quiet">{name}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
      {signOut.isError && <Problem error={signOut.error} />}
      <div className="flex flex-wrap gap-2">
        <Button busy={signOut.isPending} onClick={() => signOut.mutate('/auth/logout')}>
          {t('signOut')}
        </Button>
        {me.user !== null && (
          <Button
            busy={signOut.isPending}
            onClick={() => signOut.mutate('/auth/logout-everywhere')}
          >
            {t('everywhere')}
          </Button>
        )}
      </div>
    </Card>
  );
}

function Password(): JSX.Element {
  const t = useWords(words);
  const [password, setPassword] = useState('');
  const change = useMutation({
    mutationFn: () => askPlain('PUT', '/auth/password', { password }),
    onSuccess: () => {
      setPassword('');
      toast(t('passwordSet'));
    },
  });
  return (
    <Card title={t('password')}>
      <form
        className="grid justify-items-start gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <TextField
          label={t('newPassword')}
          hint={t('passwordHint')}
          type="password"
          autoComplete="new-password"
          minLength={12}
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {change.isError && <Problem error={change.error} />}
        <Button type="submit" busy={change.isPending}>
          {t('setPassword')}
        </Button>
      </form>
    </Card>
  );
}

function Look(): JSX.Element {
  const t = useWords(words);
  const [theme, chooseTheme] = useTheme();
  const { language, speak } = useLanguage();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <Card title={t('look')}>
      <div className="grid gap-4">
        <SelectField
          label={t('theme')}
          value={theme}
          onChange={(event) => chooseTheme(event.target.value as Theme)}
          options={themes.map((value) => ({ value, label: t(value) }))}
        />
        <SelectField
          label={t('language')}
          value={language}
          onChange={(event) => speak(event.target.value as Language)}
          options={languages.map((value) => ({ value, label: languageNames[value] }))}
        />
        <p className="text-quiet">{t('zone', timeZone)}</p>
      </div>
    </Card>
  );
}
