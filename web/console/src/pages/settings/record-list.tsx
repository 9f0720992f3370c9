/** A list of settings: its records in a table, a button that adds one, and what to do while there is none. */
import { Plus } from 'lucide-react';
import type { JSX, ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Button } from '../../ui/button.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table.tsx';
import { words } from './words.ts';

/** The button of a list at the right of its title. */
export function AddButton(props: { label: string; onClick: () => void }): JSX.Element {
  return (
    <Button kind="primary" onClick={props.onClick}>
      <Plus aria-hidden className="size-4" />
      {props.label}
    </Button>
  );
}

interface RecordListProps<T> {
  query: {
    data: { data: readonly T[] } | undefined;
    error: unknown;
    isPending: boolean;
    refetch: () => unknown;
  };
  caption: string;
  columns: readonly Column<T>[];
  rowKey: (row: T) => string;
  empty: { title: string; hint: string; icon: ReactNode };
}

/** The records as they are read. */
export function RecordList<T>(props: RecordListProps<T>): JSX.Element {
  const { query, empty, ...table } = props;
  return (
    <Loaded query={query} lines={5}>
      {({ data }) => (
        <Table
          {...table}
          rows={data}
          empty={
            <Empty title={empty.title} icon={empty.icon}>
              {empty.hint}
            </Empty>
          }
        />
      )}
    </Loaded>
  );
}

/** What can be done with one row, as buttons; those that cannot be taken back come last and are red. */
export function RowActions(props: { children: ReactNode }): JSX.Element {
  return <span className="-my-1 flex gap-1.5">{props.children}</span>;
}

/** The two that most rows have. */
export function ChangeAndRemove(props: {
  onChange: () => void;
  onRemove: () => void;
}): JSX.Element {
  const t = useWords(words);
  return (
    <>
      <Button onClick={props.onChange}>{t('change')}</Button>
      <Button kind="danger" onClick={props.onRemove}>
        {t('remove')}
      </Button>
    </>
  );
}

/** A name with the id beneath which programs know it. */
export function NameAndId(props: { name: string; id: string }): JSX.Element {
  return (
    <span>
      <span dir="auto" className="font-medium wrap-anywhere">
        {props.name}
      </span>{' '}
      <code className="text-xs wrap-anywhere text-quiet">{props.id}</code>
    </span>
  );
}
