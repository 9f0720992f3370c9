/** The page of the one-time link. Only the button uses the link up, so a mail scanner that opens it does no harm. */
import { useState } from 'react';
import type { JSX } from 'react';
import type { Problem } from './api-types.ts';
import { request } from './api.ts';

function HowToGetALink(): JSX.Element {
  return (
    <p>
      Run <code>npx baton login-link</code> in the folder of Baton and open the link it prints.{' '}
      <code>npm start</code> prints one, too. A link is good once, for 15 minutes.
    </p>
  );
}

/** One button that signs in with the token of the address. */
export function SignIn({ token }: { token: string }): JSX.Element {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const signIn = async () => {
    setBusy(true);
    const result = await request('POST', '/auth/login', { token });
    if (result.ok) window.location.replace('/');
    else setProblem(result.problem);
    setBusy(false);
  };
  if (problem !== null && problem.code !== 'unreachable')
    return (
      <main className="sign-in">
        <h1>This link does not work any more</h1>
        <div role="alert">
          <p>It was used before, is too old, or is not whole.</p>
          <HowToGetALink />
        </div>
      </main>
    );
  return (
    <main className="sign-in">
      <h1>Sign in to Baton</h1>
      <p>This link signs you in once, on this browser.</p>
      {problem !== null && (
        <p role="alert">
          {problem.title}. {problem.detail}
        </p>
      )}
      <button type="button" className="primary" disabled={busy} onClick={() => void signIn()}>
        Sign in
      </button>
    </main>
  );
}

/** What a visitor without a session sees. */
export function SignedOut(): JSX.Element {
  return (
    <main className="sign-in">
      <h1>You are signed out</h1>
      <HowToGetALink />
    </main>
  );
}
