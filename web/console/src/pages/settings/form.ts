/** What a form holds while it is filled in. */
import { useState } from 'react';
import type { ChangeEvent } from 'react';

type NamesOf<D, V> = Extract<{ [K in keyof D]: D[K] extends V ? K : never }[keyof D], string>;
type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The draft, and the way of each of its fields to a control: `<TextField label=... {...form.text('name')} />`. */
export interface Form<D> {
  draft: D;
  set: (change: Partial<D>) => void;
  text: (name: NamesOf<D, string>) => {
    value: string;
    onChange: (event: ChangeEvent<Control>) => void;
  };
  check: (name: NamesOf<D, boolean>) => {
    checked: boolean;
    onChange: (event: ChangeEvent<HTMLInputElement>) => void;
  };
}

/** A form that begins with `start`. */
export function useForm<D extends object>(start: D): Form<D> {
  const [draft, setDraft] = useState(start);
  const set = (change: Partial<D>) => setDraft((before) => ({ ...before, ...change }));
  const put = (name: string, value: unknown) => set({ [name]: value } as Partial<D>);
  return {
    draft,
    set,
    text: (name) => ({
      value: draft[name] as string,
      onChange: ({ target }) => put(name, target.value),
    }),
    check: (name) => ({
      checked: draft[name] as boolean,
      onChange: ({ target }) => put(name, target.checked),
    }),
  };
}
