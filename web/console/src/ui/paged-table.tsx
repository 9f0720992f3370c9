/** A table whose further rows come on demand. */
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { JSX, ReactNode } from 'react';
import { common } from '../i18n/common.ts';
import { useWords } from '../i18n/language.tsx';
import { Button } from './button.tsx';
import { Loaded } from './states.tsx';
import { Table, type Column } from './table.tsx';

interface PagedTableProps<T> {
  query: UseInfiniteQueryResult<{ pages: readonly { data: readonly T[] }[] }>;
  caption: string;
  columns: readonly Column<T>[];
  rowKey: (row: T) => string;
  empty: ReactNode;
}

/** The pages that have come, and a button for the next while there is one. */
export function PagedTable<T>(props: PagedTableProps<T>): JSX.Element {
  const { query, caption, columns, rowKey, empty } = props;
  const t = useWords(common);
  return (
    <Loaded query={query} lines={9}>
      {({ pages }) => (
        <div className="grid gap-3">
          <Table
            caption={caption}
            rows={pages.flatMap(({ data }) => data)}
            rowKey={rowKey}
            empty={empty}
            columns={columns}
          />
          {query.hasNextPage && (
            <Button
              className="justify-self-center"
              busy={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {t('more')}
            </Button>
          )}
        </div>
      )}
    </Loaded>
  );
}
