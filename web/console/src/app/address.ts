/** What a page reads from its address. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/** The parameter `$name` of the page's path. */
export function useParam(name: string): string {
  const params: Record<string, string | undefined> = useParams({ strict: false });
  return params[name] ?? '';
}

/** A value after `?` in the address: it is kept over reloads and by the back button. Empty when it is not there. */
export function useQueryState(name: string): [string, (value: string) => void] {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const set = useCallback(
    (value: string) => {
      const next = (before: Record<string, unknown>) => ({ ...before, [name]: value || undefined });
      void navigate({ to: '.', search: next, replace: true });
    },
    [navigate, name],
  );
  const value = search[name];
  return [typeof value === 'string' ? value : '', set];
}
