/** Who is signed in. */
import { useQuery } from '@tanstack/react-query';
import { createContext, use } from 'react';
import type { JSX, ReactNode } from 'react';
import { askPlain } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { Problem } from '../ui/states.tsx';
import type { ConsoleRole } from './area.ts';
import { SignedOut } from './sign-in.tsx';

/** The caller as `/auth/me` tells it. */
export interface Me {
  tenant: string;
  role: ConsoleRole;
  /** The agent this session speaks for; null for other roles. */
  agent: string | null;
  /** The person, where one was added; a bare link signs in nobody in particular. */
  user: { name: string; email: string; has_password: boolean } | null;
}

const MeContext = createContext<Me | null>(null);

/** Who is signed in; only below the session's gate. */
export function useMe(): Me {
  const me = use(MeContext);
  if (me === null) throw new Error('useMe is for pages, which are shown after sign-in only');
  return me;
}

/** Shows its children to somebody signed in, the way to sign in to anybody else. */
export function SessionGate({ children }: { children: ReactNode }): JSX.Element {
  const me = useQuery({ queryKey: ['me'], queryFn: () => askPlain<Me>('GET', '/auth/me') });
  if (me.data !== undefined) return <MeContext value={me.data}>{children}</MeContext>;
  if (me.isPending) return <main aria-busy="true" />;
  if (problemOf(me.error).code === 'unauthenticated') return <SignedOut />;
  return (
    <main className="mx-auto max-w-md px-4 pt-[18vh]">
      <Problem error={me.error} onRetry={() => void me.refetch()} />
    </main>
  );
}
