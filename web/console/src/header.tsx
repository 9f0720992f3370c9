/** The bar at the top. */
import type { JSX } from 'react';
import type { Me } from './api-types.ts';

/** Name, tenant, links, sign-out. */
export function Header({ me, onSignOut }: { me: Me; onSignOut: () => void }): JSX.Element {
  return (
    <header className="bar">
      <a className="brand" href="/">
        <img src="/favicon.svg" alt="" width="24" height="24" />
        Baton
      </a>
      <span className="muted">
        {me.tenant} · {me.role}
      </span>
      <nav aria-label="Links">
        <a href="/openapi.json">API reference</a>
        <button type="button" className="quiet" onClick={onSignOut}>
          Sign out
        </button>
      </nav>
    </header>
  );
}
