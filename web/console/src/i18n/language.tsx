/** Which language is spoken, and the typed `t` for a dictionary. */
import { createContext, use, useCallback, useEffect, useState } from 'react';
import type { JSX, ReactNode } from 'react';
import { languages } from './dictionary.ts';
import type { Dictionary, Language } from './dictionary.ts';

const storageKey = 'baton.language';

function isLanguage(text: string | null | undefined): text is Language {
  return languages.some((language) => language === text);
}

function firstLanguage(): Language {
  const kept = localStorage.getItem(storageKey);
  if (isLanguage(kept)) return kept;
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2));
  return wanted.find(isLanguage) ?? 'en';
}

interface Spoken {
  language: Language;
  speak: (language: Language) => void;
}

const SpokenContext = createContext<Spoken>({ language: 'en', speak: () => undefined });

/** Holds the language for everything below it, and keeps it over reloads. */
export function LanguageProvider({ children }: { children: ReactNode }): JSX.Element {
  const [language, setLanguage] = useState(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const speak = useCallback((next: Language) => {
    localStorage.setItem(storageKey, next);
    setLanguage(next);
  }, []);
  return <SpokenContext value={{ language, speak }}>{children}</SpokenContext>;
}

/** The language, and the function that changes it. */
export function useLanguage(): Spoken {
  return use(SpokenContext);
}

type Values<E> = E extends (...values: infer V) => string ? V : [];

/** Says a key of the dictionary; a function's values follow the key. */
export type Say<E> = <K extends keyof E>(key: K, ...values: Values<E[K]>) => string;

/** The typed `t` of a dictionary: `const t = useWords(words); t('empty'); t('waiting', 3)`. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- any dictionary, whatever its functions take
export function useWords<E extends Record<string, any>>(words: Dictionary<E>): Say<E> {
  const { language } = useLanguage();
  return useCallback(
    (key, ...values) => {
      const entry: unknown = words[language][key];
      return typeof entry === 'function'
        ? (entry as (...given: unknown[]) => string)(...values)
        : String(entry);
    },
    [words, language],
  );
}
