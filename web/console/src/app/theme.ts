/** Light, dark, or as the system has it. Kept over reloads; the tokens follow `data-theme`. */
import { useCallback, useState } from 'react';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const storageKey = 'baton.theme';

function keptTheme(): Theme {
  const kept = localStorage.getItem(storageKey);
  return themes.find((theme) => theme === kept) ?? 'system';
}

function apply(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

/** Before the first paint. */
export function applyKeptTheme(): void {
  apply(keptTheme());
}

/** The chosen theme, and the function that changes it. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(keptTheme);
  const choose = useCallback((next: Theme) => {
    localStorage.setItem(storageKey, next);
    apply(next);
    setTheme(next);
  }, []);
  return [theme, choose];
}
