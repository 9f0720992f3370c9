/** Which page: sign-in, or the conversation to try. */
import { useCallback, useEffect, useState } from 'react';
import type { JSX } from 'react';
import type { Me, Problem } from './api-types.ts';
import { adviceFor, request } from './api.ts';
import { Header } from './header.tsx';
import { SignedOut, SignIn } from './sign-in.tsx';
import { TryPage } from './try-page.tsx';

type Session =
  | { kind: 'loading' }
  | { kind: 'in'; me: Me }
  | { kind: 'out' }
  | { kind: 'failed'; problem: Problem };

async function readSession(): Promise<Session> {
  const me = await request<Me>('GET', '/auth/me');
  if (me.ok) return { kind: 'in', me: me.body };
  if (me.problem.code === 'unauthenticated') return { kind: 'out' };
  return { kind: 'failed', problem: me.problem };
}

/** The whole page. */
export function App(): JSX.Element {
  const token = new URLSearchParams(window.location.search).get('token') ?? '';
  if (window.location.pathname === '/login') return <SignIn token={token} />;
  return <Console />;
}

function Console(): JSX.Element {
  const [session, setSession] = useState<Session>({ kind: 'loading' });
  const load = useCallback(() => {
    void readSession().then(setSession);
  }, []);
  useEffect(load, [load]);
  const signOut = async () => {
    await request('POST', '/auth/logout');
    setSession({ kind: 'out' });
  };
  if (session.kind === 'loading') return <p className="page-note">Loading …</p>;
  if (session.kind === 'out') return <SignedOut />;
  if (session.kind === 'failed')
    return (
      <main className="sign-in" role="alert">
        <h1>{session.problem.title}</h1>
        <p>
          {session.problem.detail} {adviceFor(session.problem)}
        </p>
        <button type="button" className="primary" onClick={load}>
          Try again
        </button>
      </main>
    );
  return (
    <>
      <Header me={session.me} onSignOut={() => void signOut()} />
      <TryPage />
    </>
  );
}
