/** Words in the languages of the console. English is the source; every other language has the same keys. */

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** A text, or a function for one with values in it (also for plurals). */
type Entry = string | ((...values: never[]) => string);

/** The same keys as the source, each of the same kind. */
type Same<E> = { [K in keyof E]: E[K] extends string ? string : E[K] };

/** One page's words. */
export interface Dictionary<E extends Record<string, Entry>> {
  en: E;
  de: Same<E>;
}

/** Declares a dictionary; a key that a language lacks does not compile. */
export function dictionary<E extends Record<string, Entry>>(en: E, de: Same<E>): Dictionary<E> {
  return { en, de };
}

/** A text in each language, for labels outside components. */
export type Label = Record<Language, string>;
