/** What the API says of a text, while it is written. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';

export type Validation = Schemas['PolicyValidation'];

const quietMs = 350;

/** The value, once it has not changed for a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(setSettled, quietMs, value);
    return () => {
      window.clearTimeout(timer);
    };
  }, [value]);
  return settled;
}

/** JSON is YAML too, but its mistakes are told better when it is read as what it is. */
export function formatOf(source: string): 'yaml' | 'json' {
  return source.trimStart().startsWith('{') ? 'json' : 'yaml';
}

export interface Checked {
  validation: Validation | undefined;
  /** Whether the answer is of the text as it stands. */
  isCurrent: boolean;
  error: unknown;
}

/** Asks once the writer pauses; the last answer stays until the next. */
export function useValidation(source: string, tests: string): Checked {
  const settled = useSettled(`${source}\u0000${tests}`);
  const isSettled = settled === `${source}\u0000${tests}`;
  const query = useQuery({
    queryKey: ['policy-validation', settled],
    queryFn: () => {
      const [text = '', given = ''] = settled.split('\u0000');
      const more = given.trim() === '' ? {} : { tests: given };
      const body = { source: text, format: formatOf(text), ...more };
      return ask(api.POST('/v1/policies/validate', { body }));
    },
    enabled: source.trim() !== '',
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 10_000,
  });
  const isCurrent = isSettled && !query.isPlaceholderData && query.data !== undefined;
  return { validation: query.data, isCurrent, error: query.error };
}
