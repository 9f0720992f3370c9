/** Fields that choose among what the house has: its queues, its calendars. */
import { useQuery } from '@tanstack/react-query';
import type { ComponentProps, JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import { useWords } from '../../i18n/language.tsx';
import { CheckField, SelectField } from '../../ui/field.tsx';
import { words } from './words.ts';

interface Choice {
  value: string;
  label: string;
}

interface ChoicesFieldProps {
  label: string;
  hint?: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  onChoose: (chosen: string[]) => void;
}

/** Any number of a list. */
export function ChoicesField(props: ChoicesFieldProps): JSX.Element {
  const { label, hint, choices, chosen, onChoose } = props;
  const toggle = (value: string, isChosen: boolean) => {
    const others = chosen.filter((one) => one !== value);
    onChoose(isChosen ? [...others, value] : others);
  };
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      <div className="grid gap-x-4 sm:grid-cols-3">
        {choices.map((choice) => (
          <CheckField
            key={choice.value}
            label={choice.label}
            checked={chosen.includes(choice.value)}
            onChange={({ target }) => toggle(choice.value, target.checked)}
          />
        ))}
      </div>
      {hint !== undefined && <p className="text-sm text-quiet">{hint}</p>}
    </fieldset>
  );
}

/** Any number of the queues. */
export function QueuesField(props: Omit<ChoicesFieldProps, 'choices'>): JSX.Element {
  const queues = useQuery({ queryKey: ['queues'], queryFn: () => ask(api.GET('/v1/queues')) });
  const choices = (queues.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return <ChoicesField {...props} choices={choices} />;
}

/** A calendar, or all hours. */
export function CalendarField(props: ComponentProps<'select'>): JSX.Element {
  const t = useWords(words);
  const calendars = useQuery({
    queryKey: ['calendars'],
    queryFn: () => ask(api.GET('/v1/calendars')),
  });
  const own = (calendars.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const options = [{ value: '', label: t('always') }, ...own];
  return <SelectField label={t('calendar')} options={options} {...props} />;
}
