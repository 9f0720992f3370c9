/** The id of a record: chosen once, by whoever makes it. */
import type { ComponentProps, JSX } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { TextField } from '../../ui/field.tsx';
import { words } from './words.ts';

interface IdFieldProps extends ComponentProps<'input'> {
  /** Unless given, that it is an id. */
  label?: string;
  isNew: boolean;
}

/** Locked once the record is there. */
export function IdField({ isNew, ...rest }: IdFieldProps): JSX.Element {
  const t = useWords(words);
  return (
    <TextField
      label={t('id')}
      {...(isNew && { hint: t('idHint') })}
      disabled={!isNew}
      pattern="[A-Za-z0-9_\-]{1,64}"
      {...rest}
    />
  );
}
