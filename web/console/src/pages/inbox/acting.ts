/** For which agent the inbox is shown: an agent for themselves; an admin or supervisor for everyone, or for one they choose. */
import { useCallback, useState } from 'react';
import { useMe } from '../../app/session.tsx';

const storageKey = 'baton.acting';

export interface Acting {
  /** Null is everyone. */
  agent: string | null;
  /** Undefined where there is nothing to choose. */
  choose?: (agent: string | null) => void;
  /** Keeps drafts of one person apart from another's in the same browser. */
  scope: string;
}

/** Who works here. */
export function useActing(): Acting {
  const me = useMe();
  const [chosen, setChosen] = useState(() => localStorage.getItem(storageKey));
  const choose = useCallback((agent: string | null) => {
    if (agent === null) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, agent);
    setChosen(agent);
  }, []);
  if (me.agent !== null) return { agent: me.agent, scope: `${me.tenant}/${me.agent}` };
  return { agent: chosen, choose, scope: `${me.tenant}/${me.role}` };
}
