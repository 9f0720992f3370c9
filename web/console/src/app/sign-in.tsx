/** The ways in. A one-time link is used up by its button only, so a mail scanner that opens it does no harm. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { JSX, ReactNode } from 'react';
import { askPlain } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { useWords } from '../i18n/language.tsx';
import { Button, buttonLook } from '../ui/button.tsx';
import type { ButtonKind } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Problem } from '../ui/states.tsx';
import { words } from './words.ts';

function Frame({ title, children }: { title: string; children: ReactNode }): JSX.Element {
  return (
    <main className="mx-auto grid max-w-sm gap-4 px-4 pt-[16vh] pb-10">
      <img src="/favicon.svg" alt="" className="size-9" />
      <h1 className="text-xl">{title}</h1>
      {children}
    </main>
  );
}

function HowToGetALink(): JSX.Element {
  const t = useWords(words);
  return (
    <div className="grid gap-2 text-quiet">
      <p>{t('linkHow')}</p>
      <code className="rounded-md bg-surface-strong px-3 py-2 font-mono text-sm text-text">
        npx baton login-link
      </code>
      <p>{t('linkHowMore')}</p>
    </div>
  );
}

/** The page of a one-time link. */
export function LinkPage({ token }: { token: string }): JSX.Element {
  const t = useWords(words);
  const signIn = useMutation({
    mutationFn: () => askPlain<{ without_password: boolean }>('POST', '/auth/login', { token }),
    // Who was just invited sets a password first, or has to ask for a link again.
    onSuccess: ({ without_password: bare }) => {
      window.location.replace(bare ? '/account' : '/');
    },
  });
  if (signIn.isError && problemOf(signIn.error).status !== 0)
    return (
      <Frame title={t('linkDead')}>
        <div role="alert" className="grid gap-4">
          <p>{t('linkDeadWhy')}</p>
          <HowToGetALink />
        </div>
      </Frame>
    );
  return (
    <Frame title={t('signInTitle')}>
      <p className="text-quiet">{t('signInOnce')}</p>
      {signIn.isError && <Problem error={signIn.error} />}
      <Button
        kind="primary"
        className="h-9"
        busy={signIn.isPending || signIn.isSuccess}
        onClick={() => signIn.mutate()}
      >
        {t('signIn')}
      </Button>
    </Frame>
  );
}

const refusals = ['unknown', 'unverified', 'denied', 'stale', 'rejected', 'unavailable'] as const;

/** The page to which the identity provider leads back when nobody was signed in. */
export function RefusedPage({ reason }: { reason: string }): JSX.Element {
  const t = useWords(words);
  const known = refusals.find((one) => one === reason) ?? 'rejected';
  return (
    <Frame title={t('refusedTitle')}>
      <p role="alert" className="rounded-md bg-danger-quiet px-3 py-2">
        {t(`refused_${known}`)}
      </p>
      <Ways to="/" />
    </Frame>
  );
}

/** What a visitor without a session sees. */
export function SignedOut(): JSX.Element {
  const t = useWords(words);
  const { pathname, search } = window.location;
  return (
    <Frame title={t('signedOut')}>
      <Ways to={`${pathname}${search}`} />
    </Frame>
  );
}

/** All ways in; `to` is the page that was wanted. */
function Ways({ to }: { to: string }): JSX.Element {
  const t = useWords(words);
  const ways = useQuery({
    queryKey: ['ways'],
    queryFn: () => askPlain<{ identity_provider: string | null }>('GET', '/auth/ways'),
  });
  const provider = ways.data?.identity_provider ?? null;
  return (
    <>
      {provider !== null && (
        <>
          <a
            href={`/auth/oidc?to=${encodeURIComponent(to)}`}
            className={`${buttonLook('primary')} h-9`}
          >
            {t('byProvider', provider)}
          </a>
          <p className="text-center text-quiet">{t('or')}</p>
        </>
      )}
      <PasswordForm kind={provider === null ? 'primary' : 'plain'} />
      <h2 className="mt-4 border-t border-line pt-4 text-base">{t('byLink')}</h2>
      <HowToGetALink />
    </>
  );
}

/** For people who were added and have set a password. The page they wanted opens as soon as they are in. */
function PasswordForm({ kind }: { kind: ButtonKind }): JSX.Element {
  const t = useWords(words);
  const queries = useQueryClient();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => askPlain('POST', '/auth/password', { email, password }),
    onSuccess: () => queries.resetQueries(),
  });
  const isWrong = signIn.isError && problemOf(signIn.error).code === 'unauthenticated';
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate();
      }}
    >
      <TextField
        label={t('email')}
        type="email"
        autoComplete="username"
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <TextField
        label={t('password')}
        type="password"
        autoComplete="current-password"
        required
        error={isWrong ? t('wrong') : undefined}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {signIn.isError && !isWrong && <Problem error={signIn.error} />}
      <Button type="submit" kind={kind} className="h-9" busy={signIn.isPending}>
        {t('signIn')}
      </Button>
    </form>
  );
}
