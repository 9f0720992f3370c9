/** Tables of records. Long ones scroll inside; on a phone a row stays a row and scrolls sideways. */
import type { JSX, ReactNode } from 'react';

/** One column: its head and what a row shows in it. */
export interface Column<T> {
  id: string;
  head: string;
  cell: (row: T) => ReactNode;
  /** Figures stand at the right. */
  numeric?: boolean;
}

interface TableProps<T> {
  /** What it holds, for screen readers. */
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** Shown in place of rows when there are none. */
  empty?: ReactNode;
}

/** Rows of the same shape under heads. */
export function Table<T>(props: TableProps<T>): JSX.Element {
  const { caption, columns, rows, rowKey, empty } = props;
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>;
  return (
    <div
      className="overflow-x-auto rounded-lg border border-line bg-surface"
      role="region"
      aria-label={caption}
      tabIndex={0}
    >
      <table className="w-full border-collapse text-left">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line text-sm text-quiet">
            {columns.map(({ id, head, numeric }) => (
              <th
                key={id}
                scope="col"
                className={`px-3 py-2 font-medium whitespace-nowrap ${numeric === true ? 'text-right' : ''}`}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              className="border-b border-line last:border-0 hover:bg-surface-quiet"
            >
              {columns.map(({ id, cell, numeric }) => (
                <td
                  key={id}
                  className={`px-3 py-2 align-top ${numeric === true ? 'text-right tabular-nums' : 'max-sm:min-w-36'}`}
                >
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
